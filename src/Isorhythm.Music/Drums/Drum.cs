using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>One drum of a kit.</summary>
/// <param name="Name">The name for people, such as "Closed hat".</param>
/// <param name="OutputPitch">The MIDI pitch that it is played with.</param>
/// <param name="Pitches">The MIDI pitches that are read as it.</param>
public sealed record Drum(string Name, byte OutputPitch, ImmutableArray<byte> Pitches);
