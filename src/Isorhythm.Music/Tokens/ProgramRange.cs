namespace Isorhythm.Music;

/// <summary>MIDI programs in a row, both ends included.</summary>
/// <param name="First">The first, from 0.</param>
/// <param name="Last">The last, to 127.</param>
public readonly record struct ProgramRange(int First, int Last)
{
    /// <summary>Every program.</summary>
    public static ProgramRange All { get; } = new(0, 127);

    /// <summary>What MusicVAE's code takes for melodies, and MusAE for guitar and piano: keyboards, chromatic percussion, organs and guitars.</summary>
    public static ProgramRange Melodies { get; } = new(0, 31);

    /// <summary>The basses.</summary>
    public static ProgramRange Basses { get; } = new(32, 39);

    /// <summary>All behind the basses: strings, winds, synthesisers and effects.</summary>
    public static ProgramRange BehindBasses { get; } = new(40, 127);

    /// <summary>Whether a program lies in it.</summary>
    public bool Contains(int program) => program >= First && program <= Last;

    /// <summary>"programs 0-31".</summary>
    public override string ToString() => $"programs {First}-{Last}";
}
