using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>Which tempo holds where, and so which second a tick sounds at. Any number of changes; a question costs a binary search.</summary>
public sealed class TempoMap
{
    /// <summary>The finest division that a MIDI file can name.</summary>
    public const int LargestTicksPerQuarter = 0x7FFF;

    private readonly double[] secondsAtChange;

    /// <summary>A map of the given changes.</summary>
    /// <param name="ticksPerQuarter">Ticks in a quarter, 1 to 32,767.</param>
    /// <param name="changes">In any order; of several at one tick the last given holds. Before the first it is 120 beats per minute.</param>
    /// <exception cref="ArgumentOutOfRangeException">A tempo or a tick that no MIDI file can hold.</exception>
    public TempoMap(int ticksPerQuarter, params IReadOnlyCollection<Tempo> changes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ticksPerQuarter, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ticksPerQuarter, LargestTicksPerQuarter);
        foreach (var change in changes)
        {
            if (change.At.Value < 0 || change.MicrosecondsPerQuarter is < 1 or > Tempo.SlowestMicrosecondsPerQuarter)
            {
                throw new ArgumentOutOfRangeException(nameof(changes), $"{change} is no tempo of a MIDI file.");
            }
        }

        TicksPerQuarter = ticksPerQuarter;
        Changes = Music.Changes.InOrder(changes, new Tempo(default, Tempo.DefaultMicrosecondsPerQuarter));
        secondsAtChange = new double[Changes.Length];
        for (var i = 1; i < Changes.Length; i++)
        {
            secondsAtChange[i] = secondsAtChange[i - 1] + SecondsBetween(Changes[i - 1], Changes[i].At);
        }
    }

    /// <summary>One tempo from start to end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A tempo that no MIDI file can hold: slower than 3.6 or faster than 60 million.</exception>
    public static TempoMap Constant(int ticksPerQuarter, double beatsPerMinute) =>
        new(ticksPerQuarter, new Tempo(default, (int)Math.Round(60e6 / beatsPerMinute)));

    /// <summary>Ticks in a quarter.</summary>
    public int TicksPerQuarter { get; }

    /// <summary>The changes by tick, one a tick, the first at 0.</summary>
    public ImmutableArray<Tempo> Changes { get; }

    /// <summary>The tempo in force at a tick.</summary>
    public Tempo TempoAt(Ticks tick) => Changes[Music.Changes.IndexAt(Changes.AsSpan(), tick)];

    /// <summary>The second at which a tick sounds.</summary>
    public Seconds At(Ticks tick)
    {
        var index = Music.Changes.IndexAt(Changes.AsSpan(), tick);
        return new Seconds(secondsAtChange[index] + SecondsBetween(Changes[index], tick));
    }

    private double SecondsBetween(Tempo tempo, Ticks end) =>
        (end - tempo.At).Value * (tempo.MicrosecondsPerQuarter * 1e-6 / TicksPerQuarter);
}
