namespace Isorhythm.Music;

/// <summary>A note that was played. What plays it is an instrument: a track, a channel and a program together.</summary>
/// <remarks>It takes sixteen bytes: what a large file costs is the memory of its notes.</remarks>
public readonly record struct Note
{
    /// <summary>The channel that General MIDI keeps for drums, counted from 0.</summary>
    public const byte DrumChannel = 9;

    /// <summary>The largest number of a track: later tracks are taken together with it.</summary>
    public const byte LastTrack = 127;

    private const int VelocityShift = 11;
    private const int ProgramShift = 18;
    private const int TrackShift = 25;
    private const uint SevenBits = 0x7F;

    private readonly int duration;

    // From the lowest bit: pitch 7, channel 4, velocity 7, program 7, track 7.
    private readonly uint packed;

    /// <summary>A note of track 0 and program 0, which is a piano.</summary>
    /// <param name="start">When it starts.</param>
    /// <param name="duration">How long it lasts, 0 to 2,147,483,647 ticks: what is longer is cut to that.</param>
    /// <param name="channel">0 to 15; <see cref="DrumChannel"/> is what musicians call channel 10.</param>
    /// <param name="pitch">0 to 127, 60 = middle C; for drums the instrument.</param>
    /// <param name="velocity">1 to 127.</param>
    /// <exception cref="ArgumentOutOfRangeException">A channel above 15, or a pitch or velocity above 127.</exception>
    public Note(Ticks start, Ticks duration, byte channel, byte pitch, byte velocity)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channel, 15);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pitch, SevenBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(velocity, SevenBits);
        Start = start;
        this.duration = Cut(duration);
        packed = pitch | KeyOf(channel) | VelocityOf(velocity);
    }

    /// <summary>A note whose numbers are valid and packed already.</summary>
    internal Note(long start, int duration, uint packed) => (Start, this.duration, this.packed) = (new Ticks(start), duration, packed);

    /// <summary>When it starts.</summary>
    public Ticks Start { get; init; }

    /// <summary>How long it lasts.</summary>
    public Ticks Duration
    {
        get => new(duration);
        init => duration = Cut(value);
    }

    /// <summary>0 to 15; <see cref="DrumChannel"/> is drums.</summary>
    public byte Channel => (byte)((packed >> 7) & 15);

    /// <summary>0 to 127, 60 = middle C; for drums the instrument.</summary>
    public byte Pitch => (byte)(packed & SevenBits);

    /// <summary>1 to 127.</summary>
    public byte Velocity => (byte)((packed >> VelocityShift) & SevenBits);

    /// <summary>What plays it, as General MIDI counts from 0: 0 to 31 keyboards, bells, organs and guitars, 32 to 39 basses.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Above 127.</exception>
    public byte Program
    {
        get => (byte)((packed >> ProgramShift) & SevenBits);
        init => packed = (packed & ~ProgramOf(SevenBits)) | ProgramOf(Checked(value));
    }

    /// <summary>Which track of the file it comes from, counted from 0 among those that have notes, to <see cref="LastTrack"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Above 127.</exception>
    public byte Track
    {
        get => (byte)(packed >> TrackShift);
        init => packed = (packed & ~TrackOf(SevenBits)) | TrackOf(Checked(value));
    }

    /// <summary>When it ends.</summary>
    public Ticks End => new(Start.Value + duration);

    /// <summary>One number for track, program and channel: notes of one instrument have the same.</summary>
    internal uint Instrument => ((packed >> 7) & 15) | (packed >> ProgramShift << 4);

    internal static uint KeyOf(uint channel) => channel << 7;

    internal static uint VelocityOf(uint velocity) => velocity << VelocityShift;

    internal static uint ProgramOf(uint program) => program << ProgramShift;

    internal static uint TrackOf(uint track) => track << TrackShift;

    /// <inheritdoc/>
    public override string ToString() =>
        $"Note {Pitch} at {Start.Value} for {duration} ticks, velocity {Velocity}, channel {Channel}, program {Program}, track {Track}";

    private static int Cut(Ticks duration) => (int)Math.Clamp(duration.Value, int.MinValue, int.MaxValue);

    private static byte Checked(byte value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, SevenBits);
        return value;
    }
}
