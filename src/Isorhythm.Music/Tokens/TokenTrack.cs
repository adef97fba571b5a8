namespace Isorhythm.Music;

/// <summary>One track of a representation.</summary>
/// <param name="Name">"melody", "solo", "bass", "drums", "guitar" or "strings".</param>
/// <param name="Vocabulary">Its states.</param>
/// <param name="Channel">The MIDI channel that it is played on, from 0.</param>
/// <param name="Program">The MIDI program that it is played with, from 0.</param>
public sealed record TokenTrack(string Name, Vocabulary Vocabulary, byte Channel, byte Program)
{
    /// <summary>Whether it is read from the drum channel, and played on it.</summary>
    public bool IsDrums => Channel == Note.DrumChannel;
}
