namespace Isorhythm.Music;

/// <summary>One thing that is wrong with a MIDI file.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Offset">The byte where it was found, from 0.</param>
/// <param name="Detail">A sentence for people, with the place: "broken at byte 1234: ...".</param>
public readonly record struct MidiFault(MidiFaultKind Kind, int Offset, string Detail);
