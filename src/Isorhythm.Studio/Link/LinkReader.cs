using System.Buffers.Binary;
using System.Net;

namespace Isorhythm.Studio;

/// <summary>
/// Reads packets of Link. What a network may send is bounded and checked byte by byte: times and beats beyond a century are refused, so that no sum
/// of them overflows. Entries that are not known are stepped over, as later versions of Link need.
/// </summary>
internal ref struct LinkReader
{
    private const int LongestEcho = 32;
    private const long Furthest = 1L << 52;

    private ReadOnlySpan<byte> rest;

    private LinkReader(ReadOnlySpan<byte> packet) => rest = packet;

    /// <summary>The message that a packet is; null where it is of another group of participants, or of a kind that is not known.</summary>
    /// <exception cref="FormatException">It is not Link's; the message says why, in one clause.</exception>
    public static LinkMessage? Read(ReadOnlyMemory<byte> packet)
    {
        if (packet.Length > LinkFormat.LongestPacket)
        {
            throw new FormatException($"it is longer than {LinkFormat.LongestPacket} bytes");
        }

        var span = packet.Span;
        return span.StartsWith(LinkFormat.Discovery) ? new LinkReader(span[LinkFormat.Discovery.Length..]).ReadPresence()
            : span.StartsWith(LinkFormat.Measurement) ? ReadMeasurement(packet[LinkFormat.Measurement.Length..])
            : throw new FormatException("it does not begin as Link's packets do");
    }

    private LinkPresence? ReadPresence()
    {
        var head = Take(12);
        var (kind, seconds) = ((LinkKind)head[0], head[1]);
        var group = BinaryPrimitives.ReadUInt16BigEndian(head[2..]);
        var node = BinaryPrimitives.ReadUInt64BigEndian(head[4..]);
        return group != 0 ? null : kind switch
        {
            LinkKind.ByeBye => new LinkPresence(kind, seconds, node, null),
            LinkKind.Alive or LinkKind.Response => new LinkPresence(kind, seconds, node, ReadState()),
            _ => null,
        };
    }

    private LinkNode ReadState()
    {
        (LinkTimeline? timeline, ulong? session, LinkStartStop startStop, IPEndPoint? pings) = (null, null, default, null);
        while (!rest.IsEmpty)
        {
            var (key, value) = ReadEntry();
            switch (key)
            {
                case LinkFormat.Timeline:
                    timeline = ReadTimeline(value);
                    break;
                case LinkFormat.Session:
                    session = BinaryPrimitives.ReadUInt64BigEndian(Sized(value, 8));
                    break;
                case LinkFormat.StartStop:
                    Sized(value, 17);
                    startStop = new LinkStartStop(value[0] != 0, ReadNumber(value[1..9]), ReadNumber(value[9..]));
                    break;
                case LinkFormat.Pings:
                    Sized(value, 6);
                    pings = new IPEndPoint(new IPAddress(value[..4]), BinaryPrimitives.ReadUInt16BigEndian(value[4..]));
                    break;
            }
        }

        return new LinkNode(session ?? throw Lacks("session"), timeline ?? throw Lacks("tempo"), startStop, pings);
    }

    /// <summary>Tempi beyond Link's are taken for its slowest or fastest: 999 beats a minute is sent as 60,060 microseconds, which is a little more.</summary>
    private static LinkTimeline ReadTimeline(ReadOnlySpan<byte> value)
    {
        Sized(value, 24);
        var micros = ReadNumber(value[..8]);
        return micros <= 0
            ? throw new FormatException("its beat has no length")
            : new LinkTimeline(
                Math.Clamp(micros, LinkTimeline.MicrosOf(LinkTimeline.FastestTempo), LinkTimeline.MicrosOf(LinkTimeline.SlowestTempo)),
                ReadNumber(value[8..16]),
                ReadNumber(value[16..]));
    }

    private static LinkMessage? ReadMeasurement(ReadOnlyMemory<byte> packet)
    {
        if (packet.IsEmpty)
        {
            throw EndsTooSoon();
        }

        var entries = packet[1..];
        return packet.Span[0] switch
        {
            LinkFormat.Ping when entries.Length > LongestEcho => throw new FormatException("its ping holds more than two times"),
            LinkFormat.Ping => new LinkPing(entries),
            LinkFormat.Pong => new LinkReader(entries.Span).ReadPong(),
            _ => null,
        };
    }

    private LinkPong ReadPong()
    {
        (ulong? session, long ghost, long hostTime, long previous) = (null, 0, 0, 0);
        while (!rest.IsEmpty)
        {
            var (key, value) = ReadEntry();
            switch (key)
            {
                case LinkFormat.Session:
                    session = BinaryPrimitives.ReadUInt64BigEndian(Sized(value, 8));
                    break;
                case LinkFormat.Ghost:
                    ghost = ReadNumber(value);
                    break;
                case LinkFormat.HostTime:
                    hostTime = ReadNumber(value);
                    break;
                case LinkFormat.PreviousGhost:
                    previous = ReadNumber(value);
                    break;
            }
        }

        return new LinkPong(session ?? throw Lacks("session"), ghost, hostTime, previous);
    }

    private Entry ReadEntry()
    {
        var head = Take(8);
        var size = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
        return new Entry(BinaryPrimitives.ReadUInt32BigEndian(head), Take((int)Math.Min(size, int.MaxValue)));
    }

    private static long ReadNumber(ReadOnlySpan<byte> value)
    {
        var number = BinaryPrimitives.ReadInt64BigEndian(Sized(value, 8));
        return number is > -Furthest and < Furthest ? number : throw new FormatException("a time or a beat of it lies more than a century away");
    }

    private static ReadOnlySpan<byte> Sized(ReadOnlySpan<byte> value, int size) =>
        value.Length == size ? value : throw new FormatException($"an entry of it is {value.Length} bytes long and not {size}");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > rest.Length)
        {
            throw EndsTooSoon();
        }

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    private static FormatException EndsTooSoon() => new("it ends too soon");

    private static FormatException Lacks(string what) => new($"it names no {what}");

    private readonly ref struct Entry(uint key, ReadOnlySpan<byte> value)
    {
        private readonly uint key = key;
        private readonly ReadOnlySpan<byte> value = value;

        public void Deconstruct(out uint key, out ReadOnlySpan<byte> value)
        {
            key = this.key;
            value = this.value;
        }
    }
}
