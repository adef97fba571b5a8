using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>What tokens mean one after another.</summary>
internal static class TokenStates
{
    /// <summary>The notes of one track.</summary>
    internal static ImmutableArray<TokenNote> NotesOf(ReadOnlySpan<ushort> tokens, Vocabulary vocabulary) =>
        vocabulary.Kit is { } kit ? Hits(tokens, kit.Drums.Length) : Melody(tokens, vocabulary);

    /// <summary>Replaces what means nothing by the token of silence: an off or a hold while nothing sounds.</summary>
    /// <param name="tokens"><c>[track, step]</c>.</param>
    /// <param name="tracks">Their representation.</param>
    internal static void MakeCanonical(Span<ushort> tokens, TokenTracks tracks)
    {
        for (var i = 0; i < tracks.Tracks.Length; i++)
        {
            MakeCanonical(tokens.Slice(i * tracks.Steps, tracks.Steps), tracks.Tracks[i].Vocabulary);
        }
    }

    /// <summary>The same for one track.</summary>
    internal static void MakeCanonical(Span<ushort> track, Vocabulary vocabulary)
    {
        if (vocabulary.Kit is not null)
        {
            return;
        }

        var sounds = false;
        foreach (ref var token in track)
        {
            if (token < Vocabulary.FirstPitch && !sounds)
            {
                token = vocabulary.Silence;
            }

            sounds = !vocabulary.IsDrums && (token >= Vocabulary.FirstPitch || (sounds && token == Vocabulary.Hold));
        }
    }

    private static ImmutableArray<TokenNote> Melody(ReadOnlySpan<ushort> tokens, Vocabulary vocabulary)
    {
        var notes = ImmutableArray.CreateBuilder<TokenNote>();
        var start = -1;
        for (var step = 0; step <= tokens.Length; step++)
        {
            var ends = step == tokens.Length || tokens[step] != Vocabulary.Hold || vocabulary.IsDrums;
            if (ends && start >= 0)
            {
                notes.Add(new TokenNote(start, step - start, vocabulary.PitchOf(tokens[start])));
            }

            if (ends)
            {
                start = step < tokens.Length && tokens[step] >= Vocabulary.FirstPitch ? step : -1;
            }
        }

        return notes.DrainToImmutable();
    }

    private static ImmutableArray<TokenNote> Hits(ReadOnlySpan<ushort> tokens, int drums)
    {
        var notes = ImmutableArray.CreateBuilder<TokenNote>();
        for (var step = 0; step < tokens.Length; step++)
        {
            for (var drum = 0; drum < drums; drum++)
            {
                if ((tokens[step] & (1 << drum)) != 0)
                {
                    notes.Add(new TokenNote(step, 1, drum));
                }
            }
        }

        return notes.DrainToImmutable();
    }
}
