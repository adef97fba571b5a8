using System.Buffers.Binary;

namespace Isorhythm.Music;

/// <summary>
/// Reads Standard MIDI Files (RP-001): formats 0, 1 and 2, divisions in quarters or in SMPTE frames, also inside a RIFF file.
/// </summary>
/// <remarks>
/// Notes, programs, tempi and metres are kept, everything else is stepped over. A note-off ends the oldest note of its channel and pitch in
/// its track; a note that nothing ends lasts to the end of its track. It has the program that its channel has when it starts; a track that names none
/// goes on with the one of the tracks before it. The tracks of a format 2 file are laid over one another.
/// </remarks>
public static class MidiReader
{
    private const int ChunkHeader = 8;
    private const int LeastHeader = 6;

    /// <summary>Reads a file as far as it can be read. Never throws; takes time and memory in proportion to the bytes.</summary>
    /// <param name="bytes">The whole file.</param>
    public static MidiReading Read(ReadOnlySpan<byte> bytes)
    {
        var faults = new FaultList();
        var start = bytes.IndexOf("MThd"u8);
        if (start < 0)
        {
            faults.Add(MidiFaultKind.NoHeader, 0, bytes.IsEmpty ? "the file is empty" : "no MIDI header (MThd): this is no MIDI file");
            return new MidiReading(null, faults.Faults);
        }

        if (start > 0 && !bytes.StartsWith("RIFF"u8))
        {
            faults.Add(MidiFaultKind.UnknownBytes, 0, $"{start} bytes before the MIDI header, skipped");
        }

        return ReadFrom(bytes, start, faults);
    }

    private static MidiReading ReadFrom(ReadOnlySpan<byte> bytes, int start, FaultList faults)
    {
        var at = start + ChunkHeader;
        if (bytes.Length - at < LeastHeader)
        {
            faults.Add(MidiFaultKind.BadHeader, bytes.Length, "the file ends inside its header");
            return new MidiReading(null, faults.Faults);
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[(start + 4)..]);
        var format = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
        var announced = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        var division = BinaryPrimitives.ReadInt16BigEndian(bytes[(at + 4)..]);
        if (Division.Of(division) is not { } time)
        {
            faults.Add(MidiFaultKind.BadHeader, at + 4, $"the time division 0x{division:X4} gives no length to a tick");
            return new MidiReading(null, faults.Faults);
        }

        if (format > 2)
        {
            faults.Add(MidiFaultKind.UnknownFormat, at, $"format {format} is not known, read as format 1");
        }

        if (length < LeastHeader || length > bytes.Length - at)
        {
            faults.Add(MidiFaultKind.BadChunkLength, start + 4, $"the header claims {length} bytes, read as {LeastHeader}");
            length = LeastHeader;
        }

        using var chunks = new ChunkReader(bytes, faults);
        chunks.Read(at + (int)length);
        if (chunks.Tracks != announced)
        {
            faults.Add(MidiFaultKind.WrongTrackCount, at + 2, $"the header announces {announced} tracks, the file holds {chunks.Tracks}");
        }

        return new MidiReading(chunks.ToScore(time), faults.Faults);
    }
}
