using System.Buffers.Binary;

namespace Isorhythm.Music;

/// <summary>Writes Standard MIDI Files (RP-001) of format 0.</summary>
public static class MidiWriter
{
    private const int LargestDelta = 0x0FFFFFFF;

    /// <summary>Writes a score as a file that <see cref="MidiReader"/> reads as an equal score.</summary>
    /// <remarks>
    /// A MIDI file cannot say which of two notes of one channel and pitch ends first; the reader ends the older. So of two such
    /// notes where the later one ends within the earlier, the ends come back exchanged.
    /// </remarks>
    public static byte[] Write(Score score)
    {
        var track = new MemoryStream();
        WriteEvents(track, score);
        var file = new byte[22 + track.Length];
        "MThd"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4), 6);
        BinaryPrimitives.WriteInt16BigEndian(file.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(file.AsSpan(10), 1);
        BinaryPrimitives.WriteInt16BigEndian(file.AsSpan(12), (short)score.TicksPerQuarter);
        "MTrk"u8.CopyTo(file.AsSpan(14));
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(18), (int)track.Length);
        track.ToArray().CopyTo(file, 22);
        return file;
    }

    private static void WriteEvents(MemoryStream track, Score score)
    {
        var now = 0L;
        foreach (var (at, bytes) in Events(score))
        {
            for (; at - now > LargestDelta; now += LargestDelta)
            {
                // An empty text carries the time that does not fit one number.
                WriteNumber(track, LargestDelta);
                track.Write([0xFF, 0x01, 0x00]);
            }

            WriteNumber(track, (int)(at - now));
            track.Write(bytes);
            now = at;
        }
    }

    private static IEnumerable<(long At, byte[] Bytes)> Events(Score score)
    {
        var events = new List<(long At, int Order, byte[] Bytes)>();
        foreach (var tempo in score.Tempo.Changes)
        {
            var value = tempo.MicrosecondsPerQuarter;
            events.Add((tempo.At.Value, 0, [0xFF, 0x51, 3, (byte)(value >> 16), (byte)(value >> 8), (byte)value]));
        }

        foreach (var meter in score.Meter.Changes)
        {
            events.Add((meter.At.Value, 0, [0xFF, 0x58, 4, (byte)meter.Numerator, (byte)int.Log2(meter.Denominator), 24, 8]));
        }

        foreach (var note in score.Notes)
        {
            var empty = note.Duration.Value == 0;
            events.Add((note.Start.Value, 2, [(byte)(0x90 | note.Channel), note.Pitch, note.Velocity]));
            events.Add((note.End.Value, empty ? 2 : 1, [(byte)(0x80 | note.Channel), note.Pitch, 64]));
        }

        return events.OrderBy(one => one.At).ThenBy(one => one.Order).Select(one => (one.At, one.Bytes))
            .Append((score.End.Value, [0xFF, 0x2F, 0]));
    }

    private static void WriteNumber(MemoryStream track, int value)
    {
        for (var shift = 21; shift > 0; shift -= 7)
        {
            if (value >> shift != 0)
            {
                track.WriteByte((byte)((value >> shift) | 0x80));
            }
        }

        track.WriteByte((byte)(value & 0x7F));
    }
}
