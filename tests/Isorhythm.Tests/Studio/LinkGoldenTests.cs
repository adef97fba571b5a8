using System.Text.Json;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

/// <summary>Our reader and writer against packets of Ableton's own library 3.0.6 (Oracles/link_packets.py).</summary>
public sealed class LinkGoldenTests
{
    private static readonly JsonElement Facts = JsonDocument.Parse(File.ReadAllText(PathOf("facts.json"))).RootElement;

    [Theory]
    [InlineData("alive", LinkKind.Alive)]
    [InlineData("alive-playing", LinkKind.Alive)]
    [InlineData("response", LinkKind.Response)]
    public void WhatAParticipantSaysIsReadAndWrittenWithTheSameBytes(string name, object kind)
    {
        var presence = Assert.IsType<LinkPresence>(LinkReader.Read(Golden(name)));
        Assert.Equal(kind, presence.Kind);
        Assert.Equal(5, presence.Seconds);
        Assert.NotEqual(0ul, presence.Node);
        Assert.Equal("127.0.0.1", presence.State!.Pings!.Address.ToString());
        Assert.Equal(Golden(name), LinkWriter.Write(presence));
    }

    [Theory]
    [InlineData("alive")]
    [InlineData("alive-playing")]
    public void TempoAndPlayingAreWhatTheLibrarySaidOfItself(string name)
    {
        var state = ((LinkPresence)LinkReader.Read(Golden(name))!).State!;
        var said = Facts.GetProperty(name);
        // The network carries whole microseconds a beat.
        Assert.Equal(said.GetProperty("tempo").GetDouble(), state.Timeline.BeatsPerMinute, 3);
        Assert.Equal(said.GetProperty("playing").GetBoolean(), state.StartStop.Playing);
    }

    [Fact]
    public void WhoLeavesIsReadAndWrittenWithTheSameBytes()
    {
        var presence = Assert.IsType<LinkPresence>(LinkReader.Read(Golden("bye-bye")));
        Assert.Equal((LinkKind.ByeBye, (byte)0), (presence.Kind, presence.Seconds));
        Assert.Null(presence.State);
        Assert.Equal(Golden("bye-bye"), LinkWriter.Write(presence));
    }

    [Theory]
    [InlineData("ping-sent", "pong")]
    [InlineData("ping-sent-again", "pong-again")]
    public void APingIsAnsweredWithTheBytesThatTheLibraryAnswersWith(string asked, string answered)
    {
        var ping = Assert.IsType<LinkPing>(LinkReader.Read(Golden(asked)));
        var pong = Assert.IsType<LinkPong>(LinkReader.Read(Golden(answered)));
        Assert.Equal(Golden(answered), LinkWriter.WritePong(pong.Session, pong.Ghost, ping.Echo.Span));
        Assert.Equal(asked == "ping-sent" ? (123_456_789, 0) : (123_456_999, 555), (pong.HostTime, pong.PreviousGhost));
    }

    [Fact]
    public void PingsHaveTheBytesThatTheLibraryAsksWith()
    {
        Assert.Equal(Golden("ping"), LinkWriter.WritePing(HostTimeOf("ping")));
        var ghost = Facts.GetProperty("ping-again").GetProperty("previousGhost").GetInt64();
        Assert.Equal(Golden("ping-again"), LinkWriter.WritePing(HostTimeOf("ping-again"), ghost));
    }

    // A pong repeats what the ping held, so reading it back is reading the ping.
    private static long HostTimeOf(string ping) =>
        ((LinkPong)LinkReader.Read(LinkWriter.WritePong(1, 1, ((LinkPing)LinkReader.Read(Golden(ping))!).Echo.Span))!).HostTime;

    private static byte[] Golden(string name) => File.ReadAllBytes(PathOf(name + ".bin"));

    private static string PathOf(string file) => Path.Combine(Requirements.Repository, "tests", "Isorhythm.Tests", "Golden", "link", file);
}
