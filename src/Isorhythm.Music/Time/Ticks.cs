namespace Isorhythm.Music;

/// <summary>Musical time as a MIDI file counts it: a quarter is <see cref="Score.TicksPerQuarter"/> ticks.</summary>
/// <param name="Value">Ticks; 0 is the start of the file.</param>
public readonly record struct Ticks(long Value) : IComparable<Ticks>
{
    /// <inheritdoc/>
    public int CompareTo(Ticks other) => Value.CompareTo(other.Value);

    /// <summary>Time from <paramref name="start"/> on.</summary>
    public static Ticks operator +(Ticks start, Ticks duration) => new(start.Value + duration.Value);

    /// <summary>Time between two places.</summary>
    public static Ticks operator -(Ticks end, Ticks start) => new(end.Value - start.Value);

    /// <summary>Earlier than.</summary>
    public static bool operator <(Ticks left, Ticks right) => left.Value < right.Value;

    /// <summary>Later than.</summary>
    public static bool operator >(Ticks left, Ticks right) => left.Value > right.Value;

    /// <summary>Earlier than, or at.</summary>
    public static bool operator <=(Ticks left, Ticks right) => left.Value <= right.Value;

    /// <summary>Later than, or at.</summary>
    public static bool operator >=(Ticks left, Ticks right) => left.Value >= right.Value;
}
