using System.Buffers.Binary;
using System.Text;

namespace Isorhythm.Music;

/// <summary>Writes Standard MIDI Files (RP-001): format 0 for one track, format 1 for several.</summary>
public static class MidiWriter
{
    private const int HeaderLength = 14;
    private const int LargestDelta = 0x0FFFFFFF;

    /// <summary>Writes a score as a file that <see cref="MidiReader"/> reads as an equal score.</summary>
    /// <remarks>
    /// In format 1 tempo and metre have a track of their own before the others, as sequencers expect. Programs are written where there is
    /// more than one piano. A MIDI file cannot say which of two notes of one track, channel and pitch ends first; the reader ends the
    /// older. So of two such notes where the later one ends within the earlier, the ends come back exchanged. Nor does it count tracks
    /// without notes: those behind them move up.
    /// </remarks>
    public static byte[] Write(Score score)
    {
        var notes = new NoteEvents(score.Notes);
        using var file = new MemoryStream();
        WriteHeader(file, notes.Tracks.Count > 1 ? notes.Tracks.Count + 1 : 1, score.TicksPerQuarter);
        if (notes.Tracks.Count <= 1)
        {
            WriteTrack(file, [.. Changes(score), .. notes.Tracks.SelectMany(notes.Of)], score.End);
            return file.ToArray();
        }

        WriteTrack(file, Changes(score), score.End);
        foreach (var track in notes.Tracks)
        {
            WriteTrack(file, notes.Of(track), score.End);
        }

        return file.ToArray();
    }

    /// <summary>Writes a score in format 1 with a name for each of its tracks, whether it has notes or not: track 0 has the first name.</summary>
    /// <exception cref="ArgumentException">A note is of a track that has no name.</exception>
    public static byte[] Write(Score score, params IReadOnlyList<string> trackNames)
    {
        var notes = new NoteEvents(score.Notes);
        if (notes.Tracks.Count > 0 && notes.Tracks[^1] >= trackNames.Count)
        {
            throw new ArgumentException($"Track {notes.Tracks[^1]} has no name: {trackNames.Count} are given.", nameof(trackNames));
        }

        using var file = new MemoryStream();
        WriteHeader(file, trackNames.Count + 1, score.TicksPerQuarter, format: 1);
        WriteTrack(file, Changes(score), score.End);
        for (var track = 0; track < trackNames.Count; track++)
        {
            WriteTrack(file, [Name(trackNames[track]), .. notes.Of((byte)track)], score.End);
        }

        return file.ToArray();
    }

    private static TrackEvent Name(string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        using var bytes = new MemoryStream();
        bytes.Write([0xFF, 0x03]);
        WriteNumber(bytes, text.Length);
        bytes.Write(text);
        return new TrackEvent(0, TrackEvent.First, bytes.ToArray());
    }

    private static void WriteHeader(MemoryStream file, int tracks, int ticksPerQuarter) => WriteHeader(file, tracks, ticksPerQuarter, (short)(tracks > 1 ? 1 : 0));

    private static void WriteHeader(MemoryStream file, int tracks, int ticksPerQuarter, short format)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        "MThd"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], 6);
        BinaryPrimitives.WriteInt16BigEndian(header[8..], format);
        BinaryPrimitives.WriteInt16BigEndian(header[10..], (short)tracks);
        BinaryPrimitives.WriteInt16BigEndian(header[12..], (short)ticksPerQuarter);
        file.Write(header);
    }

    private static void WriteTrack(MemoryStream file, IEnumerable<TrackEvent> events, Ticks end)
    {
        using var track = new MemoryStream();
        var now = 0L;
        foreach (var (at, _, bytes) in events.OrderBy(one => one.At).ThenBy(one => one.Order).Append(new TrackEvent(end.Value, 0, [0xFF, 0x2F, 0])))
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

        Span<byte> header = stackalloc byte[8];
        "MTrk"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], (int)track.Length);
        file.Write(header);
        track.WriteTo(file);
    }

    private static List<TrackEvent> Changes(Score score)
    {
        var events = new List<TrackEvent>();
        foreach (var tempo in score.Tempo.Changes)
        {
            var value = tempo.MicrosecondsPerQuarter;
            events.Add(new(tempo.At.Value, TrackEvent.First, [0xFF, 0x51, 3, (byte)(value >> 16), (byte)(value >> 8), (byte)value]));
        }

        foreach (var meter in score.Meter.Changes)
        {
            events.Add(new(meter.At.Value, TrackEvent.First, [0xFF, 0x58, 4, (byte)meter.Numerator, (byte)int.Log2(meter.Denominator), 24, 8]));
        }

        return events;
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
