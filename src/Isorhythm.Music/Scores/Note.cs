namespace Isorhythm.Music;

/// <summary>A note that was played.</summary>
/// <param name="Start">When it starts.</param>
/// <param name="Duration">How long it lasts, 0 to 2,147,483,647: what is longer is cut to that.</param>
/// <param name="Channel">0 to 15; <see cref="DrumChannel"/> is what musicians call channel 10.</param>
/// <param name="Pitch">0 to 127, 60 = middle C; for drums the instrument.</param>
/// <param name="Velocity">1 to 127.</param>
public readonly record struct Note(Ticks Start, Ticks Duration, byte Channel, byte Pitch, byte Velocity)
{
    // Four bytes, so that a note takes sixteen: what a large file costs is the memory of its notes.
    private readonly int duration = Cut(Duration);

    /// <summary>How long it lasts.</summary>
    public Ticks Duration
    {
        get => new(duration);
        init => duration = Cut(value);
    }

    /// <summary>The channel that General MIDI keeps for drums, counted from 0.</summary>
    public const byte DrumChannel = 9;

    /// <summary>When it ends.</summary>
    public Ticks End => Start + Duration;

    private static int Cut(Ticks duration) => (int)Math.Clamp(duration.Value, int.MinValue, int.MaxValue);
}
