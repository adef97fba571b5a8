namespace Isorhythm.Music;

/// <summary>Moves the melodies of a phrase up or down. Training draws an interval anew whenever it shows a phrase.</summary>
public static class Transposition
{
    /// <summary>The same phrase so many semitones higher, all tracks but the drums together.</summary>
    public static TokenPhrase Transpose(TokenPhrase phrase, int semitones)
    {
        Span<ushort> tokens = [.. phrase.Tokens];
        Transpose(tokens, phrase.Tracks, semitones);
        return new TokenPhrase(phrase.Tracks, tokens);
    }

    /// <summary>Moves tokens where they lie.</summary>
    /// <param name="tokens"><c>[track, step]</c>.</param>
    /// <param name="tracks">Their representation.</param>
    /// <param name="semitones">How far up; negative is down.</param>
    /// <remarks>A note that leaves the vocabulary becomes silence: it ends the note before it, and its own end is left out.</remarks>
    /// <exception cref="ArgumentException">The tokens are not <see cref="TokenTracks.Width"/> many.</exception>
    public static void Transpose(Span<ushort> tokens, TokenTracks tracks, int semitones)
    {
        if (tokens.Length != tracks.Width)
        {
            throw new ArgumentException($"{tracks} takes {tracks.Width} tokens, not {tokens.Length}.", nameof(tokens));
        }

        for (var i = 0; i < tracks.Tracks.Length; i++)
        {
            var vocabulary = tracks.Tracks[i].Vocabulary;
            if (!tracks.Tracks[i].IsDrums && !vocabulary.IsDrums)
            {
                TransposeMelody(tokens.Slice(i * tracks.Steps, tracks.Steps), vocabulary.Size, semitones);
            }
        }
    }

    private static void TransposeMelody(Span<ushort> melody, int size, int semitones)
    {
        var sounds = false;
        foreach (ref var token in melody)
        {
            if (token >= Vocabulary.FirstPitch)
            {
                var moved = token + semitones;
                var isPitch = moved >= Vocabulary.FirstPitch && moved < size;
                token = isPitch ? (ushort)moved : sounds ? Vocabulary.Off : Vocabulary.Hold;
                sounds = isPitch;
            }
            else if (token == Vocabulary.Off)
            {
                token = sounds ? Vocabulary.Off : Vocabulary.Hold;
                sounds = false;
            }
        }
    }
}
