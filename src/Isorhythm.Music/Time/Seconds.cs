namespace Isorhythm.Music;

/// <summary>Wall time.</summary>
/// <param name="Value">Seconds; 0 is the start of the music.</param>
public readonly record struct Seconds(double Value);
