using System.Runtime.InteropServices;

namespace Isorhythm.Music;

/// <summary>Plays phrases: grid -> notes.</summary>
public static class PhraseWriter
{
    // So many that a hit's offset comes back within a thousandth of a step.
    private const int LeastTicksPerStep = 640;

    // Sequencers count in divisors of this number.
    private const int CommonTicksPerQuarter = 960;

    /// <summary>The phrases one after another, on channel 10, with their velocity and microtiming, in 4/4, played in a groove if one is given.</summary>
    /// <remarks>
    /// The score ends where the last phrase does, so that a sequencer loops it right. A hit before the start of the score is played
    /// at the start. A note lasts a sixteenth, or up to the next of its drum.
    /// </remarks>
    /// <exception cref="ArgumentException">No phrases, or phrases of different grids.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A tempo that no MIDI file can hold.</exception>
    public static Score ToScore(IReadOnlyList<GridPhrase> phrases, double beatsPerMinute, Groove? groove = null)
    {
        if (phrases.Count == 0 || phrases.Any(phrase => phrase.Grid != phrases[0].Grid))
        {
            throw new ArgumentException("A score is made of one phrase or more, all on one grid.", nameof(phrases));
        }

        groove ??= new Groove();
        var grid = phrases[0].Grid;
        var ticksPerQuarter = TicksPerQuarter(grid);
        var end = new Ticks((long)phrases.Count * grid.Quarters * ticksPerQuarter);
        var notes = phrases.SelectMany((phrase, index) => phrase.Hits.Select(hit => Play(grid, ticksPerQuarter, index, hit, groove)))
            .OrderBy(note => note.Start).ToList();
        Shorten(CollectionsMarshal.AsSpan(notes), end);
        return new Score(TempoMap.Constant(ticksPerQuarter, beatsPerMinute), new MeterMap(), notes, end);
    }

    private static Note Play(DrumGrid grid, int ticksPerQuarter, int index, Hit hit, Groove groove)
    {
        var halfSteps = (2.0 * (((long)index * grid.Steps) + hit.Step + groove.Delay(hit.Step, grid.StepsPerQuarter))) + (hit.Offset * (1 - groove.Quantise));
        var start = Math.Round(halfSteps * ticksPerQuarter / (2 * grid.StepsPerQuarter));
        var velocity = Math.Max(1, (int)MathF.Round(hit.Velocity * 127));
        return new Note(
            new Ticks(Math.Max(0, (long)start)),
            new Ticks(ticksPerQuarter / 4),
            Note.DrumChannel,
            grid.Kit.Drums[hit.Drum].OutputPitch,
            (byte)velocity);
    }

    /// <summary>Ends every note by the start of the next of its pitch, and by the end of the score.</summary>
    private static void Shorten(Span<Note> sorted, Ticks end)
    {
        Span<Ticks> next = stackalloc Ticks[128];
        next.Fill(end);
        for (var i = sorted.Length - 1; i >= 0; i--)
        {
            ref var note = ref sorted[i];
            if (note.End > next[note.Pitch])
            {
                note = note with { Duration = next[note.Pitch] - note.Start };
            }

            next[note.Pitch] = note.Start;
        }
    }

    private static int TicksPerQuarter(DrumGrid grid)
    {
        var least = LeastTicksPerStep * grid.StepsPerQuarter;
        var common = CommonTicksPerQuarter * ((least + CommonTicksPerQuarter - 1) / CommonTicksPerQuarter);
        return Math.Min(common, TempoMap.LargestTicksPerQuarter);
    }
}
