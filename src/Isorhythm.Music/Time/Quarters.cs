namespace Isorhythm.Music;

/// <summary>Musical time in quarter notes.</summary>
/// <param name="Value">Quarters; 0 is the start of the music.</param>
public readonly record struct Quarters(double Value);
