namespace Isorhythm.Music;

/// <summary>Ticks to steps: the nearest, and half a step goes up. In whole numbers, so that the same music gives the same tokens wherever it stands.</summary>
/// <param name="TicksPerQuarter">Ticks in a quarter.</param>
/// <param name="Origin">The tick of step 0.</param>
internal readonly record struct StepClock(int TicksPerQuarter, long Origin = 0)
{
    private const int HalfStepsPerQuarter = 2 * TokenTracks.StepsPerQuarter;

    /// <summary>The clock that counts steps from a tick on.</summary>
    internal StepClock From(Ticks origin) => this with { Origin = origin.Value };

    /// <summary>The step of a tick that is at most half a step before the origin.</summary>
    internal long StepAt(Ticks tick)
    {
        var halves = ((tick.Value - Origin) * HalfStepsPerQuarter) + TicksPerQuarter;
        // Most scores are short enough for the quicker division.
        return (ulong)halves <= uint.MaxValue ? (uint)halves / (2 * (uint)TicksPerQuarter) : halves / (2L * TicksPerQuarter);
    }

    /// <summary>How many quarters a tick is after the start of the score.</summary>
    internal double QuartersAt(Ticks tick) => (double)tick.Value / TicksPerQuarter;

    /// <summary>How many notes come before a change of metre. One less than half a step early belongs to the downbeat that follows.</summary>
    internal int CountBefore(ReadOnlySpan<Note> notes, Ticks change)
    {
        var count = 0;
        while (count < notes.Length && ((notes[count].Start.Value - change.Value) * HalfStepsPerQuarter) + TicksPerQuarter < 0)
        {
            count++;
        }

        return count;
    }
}
