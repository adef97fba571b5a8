using System.Buffers.Binary;

namespace Isorhythm.Music;

/// <summary>Reads the chunks of one file behind its header.</summary>
internal ref struct ChunkReader(ReadOnlySpan<byte> bytes, FaultList faults)
{
    private const int ChunkHeader = 8;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private readonly FaultList faults = faults;
    private readonly NoteCollector notes = new(bytes.Length);
    private readonly MetaReader metas = new(faults);
    private long end;

    /// <summary>Tracks read so far.</summary>
    internal int Tracks { get; private set; }

    /// <summary>Reads every chunk from a byte on.</summary>
    internal void Read(int position)
    {
        while (position < bytes.Length)
        {
            var chunk = bytes[position..];
            position = chunk.Length >= ChunkHeader && IsName(chunk[..4]) ? ReadChunk(position) : SkipToTrack(position);
        }
    }

    internal readonly Score ToScore(Division division)
    {
        var tempo = division.FixedMicrosecondsPerQuarter is { } microseconds
            ? new TempoMap(division.TicksPerQuarter, new Tempo(default, microseconds))
            : new TempoMap(division.TicksPerQuarter, metas.Tempi);
        return Score.OfSorted(tempo, new MeterMap(metas.Meters), notes.ToSorted(), new Ticks(end));
    }

    public readonly void Dispose() => notes.Dispose();

    private static bool IsName(ReadOnlySpan<byte> name) => !name.ContainsAnyExceptInRange((byte)' ', (byte)'~');

    private int ReadChunk(int position)
    {
        var isTrack = bytes[position..].StartsWith("MTrk"u8);
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[(position + 4)..]);
        var body = position + ChunkHeader;
        var present = bytes.Length - body;
        if (length > present)
        {
            faults.Add(MidiFaultKind.BadChunkLength, position, $"a chunk claims {length} bytes, {present} are there");
            if (!isTrack)
            {
                return SkipToTrack(position);
            }
        }

        var limit = body + (int)Math.Min(length, present);
        return isTrack ? ReadTrack(body, limit) : limit;
    }

    /// <summary>Reads a track; answers where the next chunk starts.</summary>
    private int ReadTrack(int position, int limit)
    {
        Tracks++;
        var track = new TrackReader(bytes, Tracks, notes, metas, faults);
        notes.BeginTrack();
        var stopped = track.Read(position, ref limit);
        notes.EndTrack(track.Tick);
        end = Math.Max(end, track.Tick);
        if (!track.IsEnded || stopped == limit)
        {
            return limit;
        }

        faults.Add(MidiFaultKind.BadChunkLength, stopped, $"track {Tracks} ends {limit - stopped} bytes before the length that it claims");
        return bytes[stopped..].StartsWith("MTrk"u8) ? stopped : limit;
    }

    // Zeros to the end of the file are padding that some programs write. Anything else that is no chunk is a fault.
    private readonly int SkipToTrack(int position)
    {
        var rest = bytes[position..];
        if (!rest.ContainsAnyExcept((byte)0))
        {
            return bytes.Length;
        }

        var next = rest[1..].IndexOf("MTrk"u8);
        var skipped = next < 0 ? rest.Length : next + 1;
        faults.Add(MidiFaultKind.UnknownBytes, position, $"{skipped} bytes that are no chunk, skipped");
        return position + skipped;
    }
}
