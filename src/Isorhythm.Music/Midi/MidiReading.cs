namespace Isorhythm.Music;

/// <summary>What came of reading a MIDI file.</summary>
/// <param name="Score">The music that could be read; null when nothing could.</param>
/// <param name="Faults">What is wrong with the file, in the order found; empty for a well-formed file.</param>
public sealed record MidiReading(Score? Score, IReadOnlyList<MidiFault> Faults);
