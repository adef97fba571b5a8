namespace Isorhythm.Music;

/// <summary>A note of a track of tokens.</summary>
/// <param name="Step">The step that it begins on, from 0.</param>
/// <param name="Length">How many steps it sounds; 1 for a drum.</param>
/// <param name="Pitch">Its MIDI pitch; where the tokens are sets of drums, its index in the kit.</param>
public readonly record struct TokenNote(int Step, int Length, int Pitch);
