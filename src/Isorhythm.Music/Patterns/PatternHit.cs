namespace Isorhythm.Music;

/// <summary>One hit of a pattern.</summary>
/// <param name="At">When it sounds, from the pattern's start.</param>
/// <param name="Drum">The drum's name in a <see cref="DrumKit"/>, such as "Closed hat".</param>
/// <param name="Velocity">How hard, as a MIDI velocity, 1..127.</param>
public readonly record struct PatternHit(Quarters At, string Drum, byte Velocity);
