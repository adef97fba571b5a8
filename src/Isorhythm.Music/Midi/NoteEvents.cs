namespace Isorhythm.Music;

/// <summary>The notes of a score as events, track by track, with a program where it changes.</summary>
internal sealed class NoteEvents
{
    private const int Unknown = -1;
    private readonly ILookup<byte, Note> tracks;
    private readonly int[] programs = new int[16];

    internal NoteEvents(IReadOnlyCollection<Note> notes)
    {
        tracks = notes.ToLookup(note => note.Track);
        Tracks = [.. tracks.Select(track => track.Key).Order()];
        // A piano alone, or drums alone, need no program; among several instruments each is named.
        Array.Fill(programs, notes.Select(note => note.Instrument).Distinct().Take(2).Count() > 1 ? Unknown : 0);
    }

    /// <summary>The tracks that have notes.</summary>
    internal IReadOnlyList<byte> Tracks { get; }

    /// <summary>The events of a track. To be asked in the order of the tracks: a channel keeps its program from one to the next.</summary>
    internal List<TrackEvent> Of(byte track)
    {
        var events = new List<TrackEvent>();
        foreach (var note in tracks[track])
        {
            if (programs[note.Channel] != note.Program)
            {
                programs[note.Channel] = note.Program;
                events.Add(new(note.Start.Value, TrackEvent.Starts, [(byte)(0xC0 | note.Channel), note.Program]));
            }

            var empty = note.Duration.Value == 0;
            events.Add(new(note.Start.Value, TrackEvent.Starts, [(byte)(0x90 | note.Channel), note.Pitch, note.Velocity]));
            events.Add(new(note.End.Value, empty ? TrackEvent.Starts : TrackEvent.Ends, [(byte)(0x80 | note.Channel), note.Pitch, 64]));
        }

        return events;
    }
}
