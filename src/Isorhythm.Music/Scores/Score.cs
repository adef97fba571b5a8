using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>Music as notes in time: all tracks of a MIDI file together. Immutable.</summary>
public sealed class Score
{
    /// <summary>A score of the given notes.</summary>
    /// <param name="tempo">The tempo map; its ticks per quarter are the score's.</param>
    /// <param name="meter">The metre map.</param>
    /// <param name="notes">In any order; notes of a track that start together keep theirs.</param>
    /// <param name="end">Where the music ends; moved to the last end of a note, or change, when that is later.</param>
    /// <exception cref="ArgumentException">A note that no MIDI file can hold.</exception>
    public Score(TempoMap tempo, MeterMap meter, IEnumerable<Note> notes, Ticks end)
        : this(tempo, meter, end, [.. notes.OrderBy(note => note.Start).ThenBy(note => note.Track)])
    {
        foreach (var at in (ReadOnlySpan<Ticks>)[tempo.Changes[^1].At, meter.Changes[^1].At])
        {
            End = at > End ? at : End;
        }

        foreach (var note in Notes)
        {
            if (note.Start.Value < 0 || note.Duration.Value < 0 || note.Velocity == 0)
            {
                throw new ArgumentException($"{note} is no note of a MIDI file.", nameof(notes));
            }

            End = note.End > End ? note.End : End;
        }
    }

    private Score(TempoMap tempo, MeterMap meter, Ticks end, ImmutableArray<Note> sorted) =>
        (Tempo, Meter, End, Notes) = (tempo, meter, end, sorted);

    /// <summary>A score of notes that are valid and sorted already; nothing in it ends later than <paramref name="end"/>.</summary>
    internal static Score OfSorted(TempoMap tempo, MeterMap meter, ImmutableArray<Note> notes, Ticks end) => new(tempo, meter, end, notes);

    /// <summary>Ticks in a quarter, 1 to 32,767.</summary>
    public int TicksPerQuarter => Tempo.TicksPerQuarter;

    /// <summary>Which tempo holds where.</summary>
    public TempoMap Tempo { get; }

    /// <summary>Which metre holds where.</summary>
    public MeterMap Meter { get; }

    /// <summary>The notes by start; those that start together in the order of their tracks, and of their events in a track.</summary>
    public ImmutableArray<Note> Notes { get; }

    /// <summary>Where the music ends: the last end of a track, of a note, or a change.</summary>
    public Ticks End { get; }
}
