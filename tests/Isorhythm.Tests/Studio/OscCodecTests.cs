using System.Text;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

public sealed class OscCodecTests
{
    [Fact]
    public void AMessageHasTheBytesOfTheSpecification()
    {
        var packet = OscWriter.Write(new OscMessage("/wek/outputs", [0.5f, 7]));
        byte[] wanted =
        [
            .. "/wek/outputs\0\0\0\0"u8, .. ",fi\0"u8, 0x3f, 0, 0, 0, 0, 0, 0, 7,
        ];
        Assert.Equal(wanted, packet);
    }

    [Fact]
    public void EveryTypeIsReadAsItWasWritten()
    {
        object?[] arguments = [-3, 0.25f, "hi hat é", new byte[] { 1, 2, 3, 4, 5 }, true, false, null, Math.PI, long.MinValue, "", Array.Empty<byte>()];
        var read = Assert.Single(OscReader.Read(OscWriter.Write(new OscMessage("/a/b", arguments))));
        Assert.Equal("/a/b", read.Address);
        Assert.Equal(arguments, read.Arguments);
        Assert.Equal(OscMessage.AtOnce, read.TimeTag);
    }

    [Fact]
    public void BundlesWithinBundlesKeepTheirOrderAndTheirTimes()
    {
        static byte[] Message(string address) => OscWriter.Write(new OscMessage(address, []));
        var bundle = OscWriter.WriteBundle(20, Message("/a"), OscWriter.WriteBundle(30, Message("/b")), Message("/c"));
        Assert.Equal([("/a", 20ul), ("/b", 30ul), ("/c", 20ul)], OscReader.Read(bundle).Select(message => (message.Address, message.TimeTag)));
    }

    [Fact]
    public void AMessageWithoutTypeTagsHasNoArguments() => Assert.Empty(Assert.Single(OscReader.Read("/go\0"u8)).Arguments);

    public static TheoryData<string> Garbage => new()
    {
        "",
        "abc",
        "noSlash\0",
        "/a\0\0,i\0\0",
        "/a\0\0,i\0\0\0\0",
        "/a\0\0,f\0\0\0\0\0\0\0\0\0\0",
        "/a\0\0,q\0\0",
        "/a\0\0i\0\0\0",
        "/abc",
        "/a\0\0,s\0\0abcd",
        "/a\0\0,b\0\0\u007f\u007f\u007f\u007f",
        "/a\0\0,b\0\0\u00ff\u00ff\u00ff\u00ff",
        "/a\0x,\0\0\0",
        "#bundle\0",
        "#bundle\0\0\0\0\0\0\0\0\u0001\0\0\0\0",
        "#bundle\0\0\0\0\0\0\0\0\u0001\u007f\u00ff\u00ff\u00fc",
        "#bundle\0\0\0\0\0\0\0\0\u0001\u0080\0\0\0",
        "#bundle\0\0\0\0\0\0\0\0\u0001\0\0\0\u0005/a\0\0\0",
        "/\u00c3(\0,\0\0\0",
    };

    [Theory]
    [MemberData(nameof(Garbage))]
    public void GarbageIsRefusedInAClause(string packet)
    {
        var failure = Assert.Throws<FormatException>(() => OscReader.Read(Encoding.Latin1.GetBytes(packet)));
        Assert.NotEmpty(failure.Message);
    }

    [Fact]
    public void BundlesMayNotGoDeeperThanAnybodyNeeds()
    {
        var packet = OscWriter.Write(new OscMessage("/a", []));
        for (var depth = 0; depth < 2_000; depth++)
        {
            packet = OscWriter.WriteBundle(OscMessage.AtOnce, packet);
        }

        Assert.Throws<FormatException>(() => OscReader.Read(packet));
    }

    [Fact]
    public void WhateverBytesComeAPacketIsReadOrRefused()
    {
        var random = new Random(4);
        var good = OscWriter.WriteBundle(7, OscWriter.Write(new OscMessage("/isorhythm/head", [0.5f, 1, "x", new byte[] { 1, 2 }, 2.0, 3L])));
        for (var n = 0; n < 20_000; n++)
        {
            var packet = good[..random.Next(good.Length + 1)];
            for (var flips = random.Next(4); flips > 0 && packet.Length > 0; flips--)
            {
                packet[random.Next(packet.Length)] = (byte)random.Next(256);
            }

            try
            {
                OscReader.Read(packet);
            }
            catch (FormatException)
            {
            }
        }
    }
}
