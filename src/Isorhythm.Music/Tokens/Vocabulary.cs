using System.Collections.Immutable;
using System.Numerics;

namespace Isorhythm.Music;

/// <summary>
/// The states of a track: what a step can say. A melody's step holds, ends or begins one note; a drum track's step is the set of the drums
/// that are hit. Compared by reference.
/// </summary>
public sealed class Vocabulary
{
    /// <summary>In a melody: nothing begins or ends, so a sounding note sounds on and silence stays.</summary>
    public const ushort Hold = 0;

    /// <summary>In a melody: the sounding note ends.</summary>
    public const ushort Off = 1;

    /// <summary>In a melody: the token that begins a note of <see cref="LowestPitch"/>; those above follow.</summary>
    public const ushort FirstPitch = 2;

    private Vocabulary(string name, int lowest, int highest) =>
        (Name, LowestPitch, HighestPitch, Size) = (name, lowest, highest, FirstPitch + highest - lowest + 1);

    private Vocabulary(string name, DrumKit kit) =>
        (Name, Kit, LowestPitch, HighestPitch, Size) = (name, kit, 0, 127, 1 << kit.Drums.Length);

    /// <summary>The 90 states of MusicVAE's released code: hold, off, and the 88 keys of a piano.</summary>
    public static Vocabulary Melody90 { get; } = new("melody-90", 21, 108);

    /// <summary>The 130 states of MusicVAE's paper: hold, off, and every MIDI pitch.</summary>
    public static Vocabulary Melody130 { get; } = new("melody-130", 0, 127);

    /// <summary>The sets of nine drums: the sum of 2^index over the drums that are hit, in the order of <see cref="DrumKit.MusicVae"/>.</summary>
    public static Vocabulary Drums512 { get; } = new("drums-512", DrumKit.MusicVae);

    /// <summary>Every vocabulary.</summary>
    public static ImmutableArray<Vocabulary> All { get; } = [Melody90, Melody130, Drums512];

    /// <summary>"melody-90".</summary>
    public string Name { get; }

    /// <summary>How many states there are; tokens are 0 to this less one.</summary>
    public int Size { get; }

    /// <summary>The drums of a drum track; null for a melody.</summary>
    public DrumKit? Kit { get; }

    /// <summary>The lowest MIDI pitch that is read.</summary>
    public int LowestPitch { get; }

    /// <summary>The highest MIDI pitch that is read.</summary>
    public int HighestPitch { get; }

    /// <summary>Whether the tokens are sets of drums.</summary>
    public bool IsDrums => Kit is not null;

    /// <summary>What a pitch adds to a step: in a melody the token that begins it, in a drum track its drum's bit; 0 where there is none for it.</summary>
    public ushort TokenOf(int pitch)
    {
        if (Kit is not null)
        {
            return Kit.IndexOf(pitch) is >= 0 and var drum ? (ushort)(1 << drum) : (ushort)0;
        }

        return pitch >= LowestPitch && pitch <= HighestPitch ? (ushort)(FirstPitch + pitch - LowestPitch) : (ushort)0;
    }

    /// <summary>The MIDI pitch that a melody's token begins; -1 when it begins none.</summary>
    /// <exception cref="InvalidOperationException">The tokens are sets of drums.</exception>
    public int PitchOf(int token)
    {
        if (IsDrums)
        {
            throw new InvalidOperationException($"A token of {Name} is a set of drums and has no pitch.");
        }

        return token >= FirstPitch ? LowestPitch + token - FirstPitch : -1;
    }

    /// <summary>How many notes begin with a token.</summary>
    public int NotesOf(int token) => IsDrums ? BitOperations.PopCount((uint)token) : token >= FirstPitch ? 1 : 0;

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
