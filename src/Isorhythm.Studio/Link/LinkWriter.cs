using System.Buffers;
using System.Buffers.Binary;
using System.Net;

namespace Isorhythm.Studio;

/// <summary>Writes packets of Link.</summary>
internal static class LinkWriter
{
    public static byte[] Write(LinkPresence presence)
    {
        var packet = Begin(LinkFormat.Discovery);
        WriteByte(packet, (byte)presence.Kind);
        WriteByte(packet, presence.Seconds);
        // The group: everybody is in the first.
        BinaryPrimitives.WriteUInt16BigEndian(Claim(packet, 2), 0);
        BinaryPrimitives.WriteUInt64BigEndian(Claim(packet, 8), presence.Node);
        if (presence.State is { } state)
        {
            WriteState(packet, state);
        }

        return packet.WrittenSpan.ToArray();
    }

    /// <summary>Asks for the ghost time; with what the answer before said, once there was one.</summary>
    public static byte[] WritePing(long hostTime, long? previousGhost = null)
    {
        var packet = Begin(LinkFormat.Measurement);
        WriteByte(packet, LinkFormat.Ping);
        WriteEntry(packet, LinkFormat.HostTime, hostTime);
        if (previousGhost is { } ghost)
        {
            WriteEntry(packet, LinkFormat.PreviousGhost, ghost);
        }

        return packet.WrittenSpan.ToArray();
    }

    /// <summary>Tells the ghost time, and repeats what the ping held.</summary>
    public static byte[] WritePong(ulong session, long ghost, ReadOnlySpan<byte> echo)
    {
        var packet = Begin(LinkFormat.Measurement);
        WriteByte(packet, LinkFormat.Pong);
        WriteHead(packet, LinkFormat.Session, 8);
        BinaryPrimitives.WriteUInt64BigEndian(Claim(packet, 8), session);
        WriteEntry(packet, LinkFormat.Ghost, ghost);
        packet.Write(echo);
        return packet.WrittenSpan.ToArray();
    }

    private static void WriteState(ArrayBufferWriter<byte> packet, LinkNode state)
    {
        WriteHead(packet, LinkFormat.Timeline, 24);
        WriteLong(packet, state.Timeline.MicrosPerBeat);
        WriteLong(packet, state.Timeline.BeatOrigin);
        WriteLong(packet, state.Timeline.TimeOrigin);
        WriteHead(packet, LinkFormat.Session, 8);
        BinaryPrimitives.WriteUInt64BigEndian(Claim(packet, 8), state.Session);
        WriteHead(packet, LinkFormat.StartStop, 17);
        WriteByte(packet, state.StartStop.Playing ? (byte)1 : (byte)0);
        WriteLong(packet, state.StartStop.Beats);
        WriteLong(packet, state.StartStop.Timestamp);
        if (state.Pings is { } pings)
        {
            WriteEndPoint(packet, pings);
        }
    }

    private static void WriteEndPoint(ArrayBufferWriter<byte> packet, IPEndPoint pings)
    {
        WriteHead(packet, LinkFormat.Pings, 6);
        packet.Write(pings.Address.GetAddressBytes());
        BinaryPrimitives.WriteUInt16BigEndian(Claim(packet, 2), (ushort)pings.Port);
    }

    private static ArrayBufferWriter<byte> Begin(ReadOnlySpan<byte> mark)
    {
        var packet = new ArrayBufferWriter<byte>(LinkFormat.LongestPacket);
        packet.Write(mark);
        return packet;
    }

    private static void WriteEntry(ArrayBufferWriter<byte> packet, uint key, long value)
    {
        WriteHead(packet, key, 8);
        WriteLong(packet, value);
    }

    private static void WriteHead(ArrayBufferWriter<byte> packet, uint key, int size)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Claim(packet, 4), key);
        BinaryPrimitives.WriteInt32BigEndian(Claim(packet, 4), size);
    }

    private static void WriteLong(ArrayBufferWriter<byte> packet, long value) => BinaryPrimitives.WriteInt64BigEndian(Claim(packet, 8), value);

    private static void WriteByte(ArrayBufferWriter<byte> packet, byte value) => Claim(packet, 1)[0] = value;

    private static Span<byte> Claim(ArrayBufferWriter<byte> packet, int count)
    {
        var span = packet.GetSpan(count)[..count];
        packet.Advance(count);
        return span;
    }
}
