namespace Isorhythm.Music;

/// <summary>A note that was played.</summary>
/// <param name="Start">When it starts.</param>
/// <param name="Duration">How long it lasts, 0 or more.</param>
/// <param name="Channel">0 to 15; <see cref="DrumChannel"/> is what musicians call channel 10.</param>
/// <param name="Pitch">0 to 127, 60 = middle C; for drums the instrument.</param>
/// <param name="Velocity">1 to 127.</param>
public readonly record struct Note(Ticks Start, Ticks Duration, byte Channel, byte Pitch, byte Velocity)
{
    /// <summary>The channel that General MIDI keeps for drums, counted from 0.</summary>
    public const byte DrumChannel = 9;

    /// <summary>When it ends.</summary>
    public Ticks End => Start + Duration;
}
