using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Isorhythm.Music;

/// <summary>Reads the events of one track.</summary>
internal ref struct TrackReader(ReadOnlySpan<byte> bytes, int track, NoteCollector notes, MetaReader metas, FaultList faults)
{
    private const int NoEvent = -1;
    private const int LargestNumberBits = 32;
    private const uint ProgramChange = 0xC;
    private const byte FirstSystemStatus = 0xF0;
    private const byte SystemExclusive = 0xF0;
    private const byte Escape = 0xF7;
    private const byte Meta = 0xFF;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private uint runningStatus;
    private bool over;

    /// <summary>Whether the end-of-track event was read.</summary>
    internal bool IsEnded { get; private set; }

    /// <summary>The tick of the last event read.</summary>
    internal long Tick { get; private set; }

    /// <summary>Reads from a byte on to the end-of-track event, or to where the chunk claims to end, or further if it goes on behind that.</summary>
    /// <returns>The byte where reading stopped.</returns>
    internal int Read(int position, ref int limit)
    {
        do
        {
            position = ReadEvents(position, limit);
        }
        while (!over && GoesOn(position, ref limit));
        return position;
    }

    /// <summary>Reads the events that lie before <paramref name="limit"/> as a whole; answers where the first begins that does not.</summary>
    /// <remarks>
    /// Eight bytes hold any event of a channel: a delta time of four at most, a status, two data bytes. So one load and one check of
    /// bounds do for an event. What is common in a file (short deltas, left-out statuses) is told by branches, which a processor
    /// foresees well: where an event starts then waits for no arithmetic. Decoding without branches ran at three quarters of the speed.
    /// </remarks>
    private int ReadEvents(int start, int limit)
    {
        var (collector, tick, status) = (notes, Tick, runningStatus);
        while (start < limit)
        {
            var word = WordAt(start);
            var bits = (word & 0x80) == 0 ? 8 : NumberBits((uint)word);
            var position = start + (bits >> 3);
            if (bits > LargestNumberBits || position >= limit)
            {
                over = bits > LargestNumberBits && BadNumber(start);
                break;
            }

            var time = tick + (bits == 8 ? (uint)word & 0x7F : Number((uint)word, bits));
            word >>= bits;
            if ((byte)word >= FirstSystemStatus)
            {
                var end = ReadSystemEvent(position, limit, time);
                if (end == NoEvent)
                {
                    break;
                }

                (start, tick) = (end, time);
                if (over)
                {
                    break;
                }

                continue;
            }

            var next = status;
            if ((word & 0x80) != 0)
            {
                next = (byte)word;
                word >>= 8;
                position++;
            }
            else if (status == 0)
            {
                (start, tick) = (SkipToStatus(position, limit), time);
                continue;
            }

            // Program changes and channel pressure, 0xC0 to 0xDF, have one data byte; the others have two.
            var single = next >> 5 == 6;
            position += single ? 1 : 2;
            if (position > limit)
            {
                break;
            }

            (start, tick, status) = (position, time, next);
            if ((word & (single ? 0x80u : 0x8080u)) != 0)
            {
                faults.Add(MidiFaultKind.BadDataByte, position - 1, "a data byte is above 127, its lower seven bits are taken");
            }

            if (next >> 5 == 4)
            {
                ReadNote(collector, time, next, (uint)word);
            }
            else if (next >> 4 == ProgramChange)
            {
                collector.Program(next & 15, (uint)word & 0x7F);
            }
        }

        (Tick, runningStatus) = (tick, status);
        return start;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ReadNote(NoteCollector collector, long time, uint status, uint data)
    {
        var key = ((status & 15) << 7) | (data & 0x7F);
        var velocity = (data >> 8) & 0x7F;
        // A note-on with velocity 0 is a note-off.
        if ((status & 0x10) != 0 && velocity != 0)
        {
            collector.On(time, key, velocity);
        }
        else
        {
            collector.Off(time, key);
        }
    }

    private int ReadSystemEvent(int position, int limit, long time)
    {
        var status = bytes[position];
        if (status is not (Meta or SystemExclusive or Escape))
        {
            faults.Add(MidiFaultKind.UnknownEvent, position, $"0x{status:X2} starts no event of a MIDI file, skipped");
            return position + 1;
        }

        var data = position + (status == Meta ? 2 : 1);
        var word = (uint)WordAt(Math.Min(data, bytes.Length));
        var bits = NumberBits(word);
        data += bits >> 3;
        if (bits > LargestNumberBits || data > limit)
        {
            over = bits > LargestNumberBits && BadNumber(position);
            return NoEvent;
        }

        var length = (int)Number(word, bits);
        if (length > limit - data)
        {
            return NoEvent;
        }

        if (status == Meta)
        {
            IsEnded = over = metas.Read(bytes[position + 1], new Ticks(time), bytes.Slice(data, length), position);
        }

        return data + length;
    }

    // A track that goes on behind its claimed length, where no other track starts, claims too little.
    private readonly bool GoesOn(int position, ref int limit)
    {
        if (limit < bytes.Length && !bytes[limit..].StartsWith("MTrk"u8) && bytes[limit..].ContainsAnyExcept((byte)0))
        {
            faults.Add(MidiFaultKind.BadChunkLength, limit, $"track {track} goes on behind the length that it claims");
            var next = bytes[limit..].IndexOf("MTrk"u8);
            limit = next < 0 ? bytes.Length : limit + next;
            return true;
        }

        if (bytes[position..limit].ContainsAnyExcept((byte)0))
        {
            faults.Add(MidiFaultKind.Truncated, position, $"track {track} ends inside an event");
        }
        else
        {
            faults.Add(MidiFaultKind.NoEndOfTrack, position, $"track {track} has no end-of-track event, taken to end here");
        }

        return false;
    }

    // The byte before the next status is taken for that event's delta time.
    private readonly int SkipToStatus(int position, int limit)
    {
        faults.Add(MidiFaultKind.NoRunningStatus, position, $"an event of track {track} leaves out its status before any was given");
        var next = bytes[position..limit].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        return next < 0 ? limit : position + next - 1;
    }

    private readonly bool BadNumber(int position)
    {
        faults.Add(MidiFaultKind.BadNumber, position, $"a number takes more than four bytes, the rest of track {track} is skipped");
        return true;
    }

    /// <summary>How many bits, 8 to 32, a number of variable length takes in a little-endian word; 33 when it does not end in it.</summary>
    private static int NumberBits(uint word) => BitOperations.TrailingZeroCount(~word & 0x80808080) + 1;

    private static uint Number(uint word, int bits)
    {
        var groups = BinaryPrimitives.ReverseEndianness(word) >> (LargestNumberBits - bits);
        return (groups & 0x7F) | ((groups & 0x7F00) >> 1) | ((groups & 0x7F0000) >> 2) | ((groups & 0x7F000000) >> 3);
    }

    /// <summary>Eight bytes as a little-endian word, zeros behind the end of the file.</summary>
    private readonly ulong WordAt(int at)
    {
        if (at <= bytes.Length - sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
        }

        var word = 0ul;
        for (var i = bytes.Length - 1; i >= at; i--)
        {
            word = (word << 8) | bytes[i];
        }

        return word;
    }
}
