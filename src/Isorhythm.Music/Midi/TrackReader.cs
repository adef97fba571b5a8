using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>Reads the track chunks of one file, one after another.</summary>
internal ref struct TrackReader(ReadOnlySpan<byte> bytes, FaultList faults)
{
    private const int ChunkHeader = 8;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private readonly FaultList faults = faults;
    private readonly NoteCollector notes = new();
    private readonly List<Tempo> tempi = [];
    private readonly List<Meter> meters = [];
    private long end;

    /// <summary>Tracks read so far.</summary>
    internal int Count { get; private set; }

    /// <summary>Reads every chunk from a byte on.</summary>
    internal void ReadChunks(int position)
    {
        while (position < bytes.Length)
        {
            position = bytes.Length - position >= ChunkHeader && IsName(bytes.Slice(position, 4))
                ? ReadChunk(position)
                : SkipToTrack(position);
        }
    }

    internal readonly Score ToScore(Division division)
    {
        if (division.FixedMicrosecondsPerQuarter is { } microseconds)
        {
            tempi.Clear();
            tempi.Add(new Tempo(default, microseconds));
        }

        return new Score(new TempoMap(division.TicksPerQuarter, tempi), new MeterMap(meters), notes.Sorted(), new Ticks(end));
    }

    public readonly void Dispose() => notes.Dispose();

    private int ReadChunk(int position)
    {
        var body = position + ChunkHeader;
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[(position + 4)..]);
        var present = bytes.Length - body;
        if (length > present)
        {
            faults.Add(MidiFaultKind.BadChunkLength, position + 4, $"a chunk claims {length} bytes, {present} are there");
        }

        var limit = body + (int)Math.Min(length, present);
        if (!bytes.Slice(position, 4).SequenceEqual("MTrk"u8))
        {
            return limit;
        }

        Count++;
        return ReadTrack(body, limit);
    }

    // Nothing but zeros to the end is padding, which some programs write; anything else that is no chunk is a fault.
    private readonly int SkipToTrack(int position)
    {
        var rest = bytes[position..];
        if (!rest.ContainsAnyExcept((byte)0))
        {
            return bytes.Length;
        }

        var next = rest.IndexOf("MTrk"u8);
        var skipped = next < 0 ? rest.Length : Math.Max(next, 1);
        faults.Add(MidiFaultKind.UnknownBytes, position, $"{skipped} bytes that are no chunk, skipped");
        return position + skipped;
    }

    private static bool IsName(ReadOnlySpan<byte> name) => !name.ContainsAnyExceptInRange((byte)' ', (byte)'~');

    /// <summary>Reads the events of a track; answers where the next chunk starts.</summary>
    private int ReadTrack(int position, int limit)
    {
        notes.BeginTrack();
        var tick = 0L;
        var status = 0;
        var ended = false;
        while (!ended)
        {
            if (position >= limit && !Extend(position, ref limit))
            {
                faults.Add(MidiFaultKind.NoEndOfTrack, position, $"track {Count} has no end-of-track event, taken to end here");
                break;
            }

            var eventStart = position;
            if (!TryNumber(ref position, limit, out var delta))
            {
                position = Broken(eventStart, limit);
                break;
            }

            tick += delta;
            if (position >= limit)
            {
                position = Broken(eventStart, limit);
                break;
            }

            int first = bytes[position];
            if (first >= 0x80)
            {
                position++;
                if (first < 0xF0)
                {
                    status = first;
                }
            }
            else if (status == 0)
            {
                position = SkipToStatus(position, limit);
                continue;
            }
            else
            {
                first = status;
            }

            var read = first switch
            {
                < 0xF0 => ReadChannelEvent(first, tick, ref position, limit),
                0xFF => ReadMeta(tick, ref position, limit, out ended),
                0xF0 or 0xF7 => TrySkipBlock(ref position, limit),
                _ => SkipUnknown(first, ref position),
            };
            if (!read)
            {
                position = Broken(eventStart, limit);
                break;
            }
        }

        notes.EndTrack(tick);
        end = Math.Max(end, tick);
        return NextChunk(position, limit);
    }

    // A track that goes on behind its claimed length, with no other chunk there, claims too little.
    private readonly bool Extend(int position, ref int limit)
    {
        if (limit >= bytes.Length || bytes[limit..].StartsWith("MTrk"u8) || !bytes[limit..].ContainsAnyExcept((byte)0))
        {
            return false;
        }

        faults.Add(MidiFaultKind.BadChunkLength, limit, $"track {Count} goes on behind the length that it claims");
        var next = bytes[position..].IndexOf("MTrk"u8);
        limit = next < 0 ? bytes.Length : position + next;
        return true;
    }

    private readonly int NextChunk(int position, int limit)
    {
        var claimed = limit == bytes.Length || bytes[limit..].StartsWith("MTrk"u8);
        if (position == limit || (claimed && !bytes[position..limit].ContainsAnyExcept((byte)0)))
        {
            return limit;
        }

        if (!bytes[position..].StartsWith("MTrk"u8))
        {
            return limit;
        }

        faults.Add(MidiFaultKind.BadChunkLength, position, $"track {Count} ends before the length that it claims");
        return position;
    }

    private readonly int Broken(int position, int limit)
    {
        if (!bytes[position..limit].ContainsAnyExcept((byte)0))
        {
            faults.Add(MidiFaultKind.NoEndOfTrack, position, $"track {Count} has no end-of-track event, taken to end here");
        }
        else
        {
            faults.Add(MidiFaultKind.Truncated, position, $"track {Count} ends inside an event");
        }

        return limit;
    }

    private readonly int SkipToStatus(int position, int limit)
    {
        faults.Add(MidiFaultKind.NoRunningStatus, position, $"an event of track {Count} leaves out its status before any was given");
        var next = bytes[position..limit].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        return next < 0 ? limit : position + next;
    }

    private readonly bool ReadChannelEvent(int status, long tick, ref int position, int limit)
    {
        var wide = status is < 0xC0 or >= 0xE0;
        if (limit - position < (wide ? 2 : 1))
        {
            return false;
        }

        var first = bytes[position++];
        var second = wide ? bytes[position++] : (byte)0;
        if (((first | second) & 0x80) != 0)
        {
            faults.Add(MidiFaultKind.BadDataByte, position - 1, "a data byte above 127, its lower seven bits taken");
            first &= 0x7F;
            second &= 0x7F;
        }

        if (status >> 4 == 9 && second > 0)
        {
            notes.On(tick, status & 15, first, second);
        }
        else if (status >> 4 is 8 or 9)
        {
            notes.Off(tick, status & 15, first);
        }

        return true;
    }

    private readonly bool ReadMeta(long tick, ref int position, int limit, out bool ended)
    {
        ended = false;
        if (position >= limit)
        {
            return false;
        }

        var kind = bytes[position++];
        var start = position;
        if (!TryNumber(ref position, limit, out var length) || length > limit - position)
        {
            return false;
        }

        var data = bytes.Slice(position, length);
        position += length;
        ended = kind == 0x2F;
        var sound = kind switch
        {
            0x51 => ReadTempo(tick, data),
            0x58 => ReadMeter(tick, data),
            _ => true,
        };
        if (!sound)
        {
            faults.Add(MidiFaultKind.BadMetaValue, start, "a tempo or metre that cannot be, ignored");
        }

        return true;
    }

    private readonly bool ReadTempo(long tick, ReadOnlySpan<byte> data)
    {
        var value = data.Length < 3 ? 0 : (data[0] << 16) | (data[1] << 8) | data[2];
        if (value == 0)
        {
            return false;
        }

        tempi.Add(new Tempo(new Ticks(tick), value));
        return true;
    }

    private readonly bool ReadMeter(long tick, ReadOnlySpan<byte> data)
    {
        if (data.Length < 2 || data[0] == 0 || data[1] > 6)
        {
            return false;
        }

        meters.Add(new Meter(new Ticks(tick), data[0], 1 << data[1]));
        return true;
    }

    private readonly bool TrySkipBlock(ref int position, int limit)
    {
        if (!TryNumber(ref position, limit, out var length) || length > limit - position)
        {
            return false;
        }

        position += length;
        return true;
    }

    private readonly bool SkipUnknown(int status, ref int position)
    {
        faults.Add(MidiFaultKind.UnknownEvent, position - 1, $"0x{status:X2} starts no event of a MIDI file, skipped");
        return true;
    }

    private readonly bool TryNumber(ref int position, int limit, out int value)
    {
        value = 0;
        for (var i = 0; i < 4 && position < limit; i++)
        {
            var next = bytes[position++];
            value = (value << 7) | (next & 0x7F);
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
