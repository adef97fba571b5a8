namespace Isorhythm.Music;

/// <summary>Plays phrases: grid -> notes.</summary>
public static class PhraseWriter
{
    // Ticks in a step: enough that a hit's offset comes back within a thousandth of a step.
    private const int LeastTicksPerStep = 640;
    private const int CommonTicksPerQuarter = 960;

    /// <summary>The phrases one after another, on channel 10, with their velocity and microtiming, in 4/4.</summary>
    /// <remarks>
    /// The score ends where the last phrase does, so that a sequencer loops it right. A hit before the start of the score is played
    /// at the start. Notes last half a step, or a sixteenth where steps are longer: drums ring as long as they like, and no note
    /// runs into the next of its drum.
    /// </remarks>
    /// <exception cref="ArgumentException">No phrases, or phrases of different grids.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A tempo that no MIDI file can hold.</exception>
    public static Score ToScore(IReadOnlyList<Phrase> phrases, double beatsPerMinute)
    {
        if (phrases.Count == 0 || phrases.Any(phrase => phrase.Grid != phrases[0].Grid))
        {
            throw new ArgumentException("A score is made of one phrase or more, all on one grid.", nameof(phrases));
        }

        var grid = phrases[0].Grid;
        var ticksPerQuarter = TicksPerQuarter(grid);
        var notes = phrases.SelectMany((phrase, index) => phrase.Hits.Select(hit => Play(grid, ticksPerQuarter, index, hit)));
        var end = new Ticks((long)phrases.Count * grid.Quarters * ticksPerQuarter);
        return new Score(TempoMap.Constant(ticksPerQuarter, beatsPerMinute), new MeterMap(), notes, end);
    }

    private static Note Play(DrumGrid grid, int ticksPerQuarter, int index, Hit hit)
    {
        var halfStep = ticksPerQuarter / (2.0 * grid.StepsPerQuarter);
        var place = (2 * (((long)index * grid.Steps) + hit.Step)) + hit.Offset;
        var start = Math.Max(0, (long)Math.Round(place * halfStep));
        var length = Math.Max(1, (long)Math.Min(halfStep, ticksPerQuarter / 4));
        var velocity = Math.Max(1, (int)MathF.Round(hit.Velocity * 127));
        return new Note(new Ticks(start), new Ticks(length), Note.DrumChannel, grid.Kit.Drums[hit.Drum].OutputPitch, (byte)velocity);
    }

    private static int TicksPerQuarter(DrumGrid grid)
    {
        var least = LeastTicksPerStep * grid.StepsPerQuarter;
        var common = CommonTicksPerQuarter * ((least + CommonTicksPerQuarter - 1) / CommonTicksPerQuarter);
        return Math.Min(common, TempoMap.LargestTicksPerQuarter);
    }
}
