using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>What tokens mean one after another.</summary>
internal static class TokenStates
{
    /// <summary>The notes of one track.</summary>
    internal static ImmutableArray<TokenNote> NotesOf(ReadOnlySpan<ushort> tokens, Vocabulary vocabulary) =>
        vocabulary.Kit is { } kit ? Hits(tokens, kit.Drums.Length) : Melody(tokens, vocabulary);

    /// <summary>Writes the notes of one track; each is the inverse of <see cref="NotesOf"/>.</summary>
    /// <exception cref="ArgumentException">A note lies beyond the track, or the vocabulary has no token for it.</exception>
    internal static void Write(IEnumerable<TokenNote> notes, Vocabulary vocabulary, Span<ushort> track)
    {
        track.Fill(vocabulary.Silence);
        foreach (var note in notes.OrderBy(note => note.Step))
        {
            if (note.Step < 0 || note.Step >= track.Length || note.Length < 1)
            {
                throw new ArgumentException($"A note on step {note.Step} of length {note.Length} does not lie within {track.Length} steps.", nameof(notes));
            }

            if (vocabulary.Kit is { } kit)
            {
                track[note.Step] |= note.Pitch >= 0 && note.Pitch < kit.Drums.Length
                    ? (ushort)(1 << note.Pitch)
                    : throw new ArgumentException($"There is no drum {note.Pitch}.", nameof(notes));
                continue;
            }

            track[note.Step] = vocabulary.TokenOf(note.Pitch) is > 0 and var token ? token : throw new ArgumentException($"There is no pitch {note.Pitch}.", nameof(notes));
            var end = vocabulary.IsDrums ? note.Step + 1 : Math.Min(note.Step + note.Length, track.Length);
            // A hold is the token 0.
            track[(note.Step + 1)..end].Clear();
            if (end < track.Length)
            {
                track[end] = Vocabulary.Off;
            }
        }
    }

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
