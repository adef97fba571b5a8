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
                var track = tokens.Slice(i * tracks.Steps, tracks.Steps);
                Move(track, vocabulary.Size, semitones);
                TokenStates.MakeCanonical(track, vocabulary);
            }
        }
    }

    private static void Move(Span<ushort> track, int size, int semitones)
    {
        foreach (ref var token in track)
        {
            if (token >= Vocabulary.FirstPitch)
            {
                var moved = token + semitones;
                token = moved >= Vocabulary.FirstPitch && moved < size ? (ushort)moved : Vocabulary.Off;
            }
        }
    }
}
