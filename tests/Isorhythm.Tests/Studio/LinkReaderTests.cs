using System.Net;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

public sealed class LinkReaderTests
{
    private static readonly byte[] Good = Alive(new LinkTimeline(500_000, 3_000_000, 7), new LinkStartStop(true, 4_000_000, 9));

    [Fact]
    public void EntriesThatAreNotKnownAreSteppedOver()
    {
        byte[] newer = [.. Good, .. "mep6"u8, 0, 0, 0, 3, 1, 2, 3];
        Assert.Equal(LinkReader.Read(Good), LinkReader.Read(newer));
    }

    [Fact]
    public void OtherGroupsAndOtherKindsMeanNothing()
    {
        Assert.Null(LinkReader.Read(Changed(11, 1)));
        Assert.Null(LinkReader.Read(Changed(8, 9)));
    }

    [Fact]
    public void EveryPacketThatIsCutShortIsRefusedInAClause()
    {
        // Cut between two entries it lacks one, and only the last two may be lacking.
        for (var length = 0; length < 20 + 32 + 16; length++)
        {
            var cut = Good[..length];
            Assert.NotEmpty(Assert.Throws<FormatException>(() => LinkReader.Read(cut)).Message);
        }
    }

    [Fact]
    public void AbsurdTempiAreTheSlowestOrTheFastestThatLinkHas()
    {
        Assert.Equal(20, TempoOf(long.MaxValue >> 12), 3);
        Assert.Equal(999, TempoOf(1), 2);
        Assert.Throws<FormatException>(() => TempoOf(0));
        Assert.Throws<FormatException>(() => TempoOf(-500_000));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(1L << 60)]
    public void TimesAndBeatsThatASumCouldNotHoldAreRefused(long far)
    {
        Assert.Throws<FormatException>(() => LinkReader.Read(Alive(new LinkTimeline(500_000, far, 0), default)));
        Assert.Throws<FormatException>(() => LinkReader.Read(Alive(new LinkTimeline(500_000, 0, far), default)));
        Assert.Throws<FormatException>(() => LinkReader.Read(Alive(new LinkTimeline(500_000, 0, 0), new LinkStartStop(true, far, 1))));
        Assert.Throws<FormatException>(() => LinkReader.Read(LinkWriter.WritePong(1, far, [])));
    }

    [Fact]
    public void APingMayHoldTwoTimesAndNoMore()
    {
        var ping = LinkWriter.WritePing(1, 2);
        Assert.IsType<LinkPing>(LinkReader.Read(ping));
        Assert.Throws<FormatException>(() => LinkReader.Read((byte[])[.. ping, 0]));
    }

    [Fact]
    public void WhateverBytesComeAPacketIsReadOrRefused()
    {
        var random = new Random(5);
        byte[][] packets = [Good, LinkWriter.WritePing(1, 2), LinkWriter.WritePong(1, 2, LinkWriter.WritePing(3, 4).AsSpan(9)), new byte[600]];
        for (var n = 0; n < 40_000; n++)
        {
            var packet = packets[n % packets.Length].ToArray()[..random.Next(packets[n % packets.Length].Length + 1)];
            for (var flips = random.Next(4); flips > 0 && packet.Length > 0; flips--)
            {
                packet[random.Next(packet.Length)] = (byte)random.Next(256);
            }

            try
            {
                LinkReader.Read(packet);
            }
            catch (FormatException)
            {
            }
        }
    }

    private static double TempoOf(long micros) =>
        ((LinkPresence)LinkReader.Read(Alive(new LinkTimeline(micros, 0, 0), default))!).State!.Timeline.BeatsPerMinute;

    private static byte[] Alive(LinkTimeline timeline, LinkStartStop startStop) =>
        LinkWriter.Write(new LinkPresence(LinkKind.Alive, 5, 77, new LinkNode(77, timeline, startStop, new IPEndPoint(IPAddress.Loopback, 9))));

    private static byte[] Changed(int at, byte value)
    {
        var packet = Good.ToArray();
        packet[at] = value;
        return packet;
    }
}
