using System.Collections.Immutable;
using System.Numerics;

namespace Isorhythm.Music;

/// <summary>
/// The states of a track: what a step can say. A melody's step holds, ends or begins one note; a drum track's step is the set of the drums
/// that are hit. A track of a band is a melody whose every silent step says so. Compared by reference.
/// </summary>
public sealed class Vocabulary
{
    /// <summary>In a melody: nothing begins or ends, so a sounding note sounds on and silence stays. In a band: the sounding note sounds on.</summary>
    public const ushort Hold = 0;

    /// <summary>In a melody: the sounding note ends.</summary>
    public const ushort Off = 1;

    /// <summary>In a band: nothing sounds.</summary>
    public const ushort Rest = Off;

    /// <summary>In a melody: the token that begins a note of <see cref="LowestPitch"/>; those above follow.</summary>
    public const ushort FirstPitch = 2;

    private Vocabulary(string name, int lowest, int highest, bool saysRests = false, bool isDrums = false) =>
        (Name, LowestPitch, HighestPitch, Size, SaysRests, IsDrums) = (name, lowest, highest, FirstPitch + highest - lowest + 1, saysRests, isDrums);

    private Vocabulary(string name, DrumKit kit) =>
        (Name, Kit, LowestPitch, HighestPitch, Size, IsDrums) = (name, kit, 0, 127, 1 << kit.Drums.Length, true);

    /// <summary>The 90 states of MusicVAE's released code: hold, off, and the 88 keys of a piano.</summary>
    public static Vocabulary Melody90 { get; } = new("melody-90", 21, 108);

    /// <summary>The 130 states of MusicVAE's paper: hold, off, and every MIDI pitch.</summary>
    public static Vocabulary Melody130 { get; } = new("melody-130", 0, 127);

    /// <summary>The sets of nine drums: the sum of 2^index over the drums that are hit, in the order of <see cref="DrumKit.MusicVae"/>.</summary>
    public static Vocabulary Drums512 { get; } = new("drums-512", DrumKit.MusicVae);

    /// <summary>
    /// The 130 states of MusAE (Valenti et al. 2020, section 3.1): hold, rest, and every MIDI pitch. A step says what sounds, so every silent
    /// step is a rest, and of several notes that sound the lowest is meant.
    /// </summary>
    public static Vocabulary Band130 { get; } = new("band-130", 0, 127, saysRests: true);

    /// <summary>The same states for MusAE's drums: a step is hit by the drum of one MIDI pitch, or rests. A hit has no length, so that no step holds.</summary>
    public static Vocabulary BandDrums130 { get; } = new("band-drums-130", 0, 127, saysRests: true, isDrums: true);

    /// <summary>Every vocabulary.</summary>
    public static ImmutableArray<Vocabulary> All { get; } = [Melody90, Melody130, Drums512, Band130, BandDrums130];

    /// <summary>"melody-90".</summary>
    public string Name { get; }

    /// <summary>How many states there are; tokens are 0 to this less one.</summary>
    public int Size { get; }

    /// <summary>The drums whose sets the tokens are; null where a token is one pitch.</summary>
    public DrumKit? Kit { get; }

    /// <summary>The lowest MIDI pitch that is read.</summary>
    public int LowestPitch { get; }

    /// <summary>The highest MIDI pitch that is read.</summary>
    public int HighestPitch { get; }

    /// <summary>Whether its notes are drums, which have no length.</summary>
    public bool IsDrums { get; }

    /// <summary>Whether a step of silence says so, and not only the first after a note.</summary>
    public bool SaysRests { get; }

    /// <summary>The token of a step on which silence goes on.</summary>
    public ushort Silence => SaysRests ? Rest : Hold;

    /// <summary>What a pitch adds to a step: the token that begins it, or in sets of drums its drum's bit; 0 where there is none for it.</summary>
    public ushort TokenOf(int pitch)
    {
        if (Kit is not null)
        {
            return Kit.IndexOf(pitch) is >= 0 and var drum ? (ushort)(1 << drum) : (ushort)0;
        }

        return pitch >= LowestPitch && pitch <= HighestPitch ? (ushort)(FirstPitch + pitch - LowestPitch) : (ushort)0;
    }

    /// <summary>The MIDI pitch that a token begins; -1 when it begins none.</summary>
    /// <exception cref="InvalidOperationException">The tokens are sets of drums.</exception>
    public int PitchOf(int token)
    {
        if (Kit is not null)
        {
            throw new InvalidOperationException($"A token of {Name} is a set of drums and has no pitch.");
        }

        return token >= FirstPitch ? LowestPitch + token - FirstPitch : -1;
    }

    /// <summary>How many notes begin with a token.</summary>
    public int NotesOf(int token) => Kit is not null ? BitOperations.PopCount((uint)token) : token >= FirstPitch ? 1 : 0;

    /// <summary>How many notes begin with some tokens.</summary>
    public int NotesIn(ReadOnlySpan<ushort> tokens)
    {
        var notes = 0;
        foreach (var token in tokens)
        {
            notes += NotesOf(token);
        }

        return notes;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
