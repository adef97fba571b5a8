namespace Isorhythm.Music;

/// <summary>A metre, and where it begins.</summary>
/// <param name="At">Where it begins, always a bar line.</param>
/// <param name="Numerator">Beats in a bar, 1 to 255.</param>
/// <param name="Denominator">The beat as a part of a whole note: 1, 2, 4, 8 ... 64.</param>
public readonly record struct Meter(Ticks At, int Numerator, int Denominator) : IChange
{
    /// <summary>What a MIDI file means that names no metre.</summary>
    public static Meter Common { get; } = new(default, 4, 4);

    /// <summary>The length of a bar.</summary>
    public Quarters Bar => new(4.0 * Numerator / Denominator);

    /// <summary>As a musician writes it: "4/4".</summary>
    public override string ToString() => $"{Numerator}/{Denominator}";
}
