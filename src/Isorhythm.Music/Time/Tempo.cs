namespace Isorhythm.Music;

/// <summary>A tempo, and where it begins.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="MicrosecondsPerQuarter">1 to 16,777,215, as a MIDI file holds it.</param>
public readonly record struct Tempo(Ticks At, int MicrosecondsPerQuarter) : IChange
{
    /// <summary>What a MIDI file means that names no tempo: 120 beats per minute.</summary>
    public const int DefaultMicrosecondsPerQuarter = 500_000;

    /// <summary>The slowest tempo that a MIDI file can hold.</summary>
    public const int SlowestMicrosecondsPerQuarter = 0xFFFFFF;

    /// <summary>The same in quarters per minute.</summary>
    public double BeatsPerMinute => 60e6 / MicrosecondsPerQuarter;
}
