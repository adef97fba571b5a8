using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>Music as long as its representation's bars, a token a step and track. Immutable; equal when representation and tokens are.</summary>
public sealed class TokenPhrase : Phrase
{
    private const int VoicesPerTrack = 128;

    /// <summary>A phrase of the given tokens.</summary>
    /// <param name="tracks">The representation.</param>
    /// <param name="tokens"><c>[track, step]</c>, <see cref="TokenTracks.Width"/> long.</param>
    /// <exception cref="ArgumentException">Another number of tokens, or one that the track's vocabulary does not have.</exception>
    public TokenPhrase(TokenTracks tracks, ReadOnlySpan<ushort> tokens)
    {
        if (tokens.Length != tracks.Width)
        {
            throw new ArgumentException($"{tracks} takes {tracks.Width} tokens, not {tokens.Length}.", nameof(tokens));
        }

        for (var i = 0; i < tracks.Tracks.Length; i++)
        {
            var track = tracks.Tracks[i];
            var states = tokens.Slice(i * tracks.Steps, tracks.Steps);
            var step = states.IndexOfAnyExceptInRange((ushort)0, (ushort)(track.Vocabulary.Size - 1));
            if (step >= 0)
            {
                throw new ArgumentException(
                    $"Token {states[step]} on step {step} of the {track.Name}: {track.Vocabulary} has 0 to {track.Vocabulary.Size - 1}.", nameof(tokens));
            }
        }

        (Tracks, Tokens) = (tracks, [.. tokens]);
    }

    /// <summary>The phrase of such notes. A note ends where the next of its track begins; of two on one step the later in the list is meant, of drums both.</summary>
    /// <param name="tracks">The representation.</param>
    /// <param name="notes">Notes with the track of each.</param>
    /// <exception cref="ArgumentException">A note lies beyond the phrase, or its track has no token for it.</exception>
    public static TokenPhrase Of(TokenTracks tracks, IEnumerable<(int Track, TokenNote Note)> notes)
    {
        var tokens = new ushort[tracks.Width];
        var byTrack = notes.ToLookup(note => note.Track, note => note.Note);
        for (var track = 0; track < tracks.Tracks.Length; track++)
        {
            TokenStates.Write(byTrack[track], tracks.Tracks[track].Vocabulary, tokens.AsSpan(track * tracks.Steps, tracks.Steps));
        }

        return new TokenPhrase(tracks, tokens).Canonical();
    }

    /// <summary>The representation.</summary>
    public TokenTracks Tracks { get; }

    /// <summary>The tokens <c>[track, step]</c>.</summary>
    public ImmutableArray<ushort> Tokens { get; }

    /// <inheritdoc/>
    public override string Form => Tracks.Name;

    /// <inheritdoc/>
    public override Quarters Length => Tracks.Length;

    /// <inheritdoc/>
    /// <remarks>The voice is 128 times the track, plus the pitch or the drum's index.</remarks>
    public override IEnumerable<(int Step, int Voice)> Onsets =>
        Enumerable.Range(0, Tracks.Tracks.Length)
            .SelectMany(track => Notes(track).Select(note => (note.Step, Voice: VoiceOf(track, note))))
            .OrderBy(onset => onset.Step);

    /// <summary>The voice of a track's note among the <see cref="Onsets"/>.</summary>
    public static int VoiceOf(int track, TokenNote note) => (VoicesPerTrack * track) + note.Pitch;

    /// <summary>How many notes begin in it.</summary>
    public int NoteCount
    {
        get
        {
            var count = 0;
            for (var i = 0; i < Tracks.Tracks.Length; i++)
            {
                count += Tracks.Tracks[i].Vocabulary.NotesIn(Track(i));
            }

            return count;
        }
    }

    /// <summary>The tokens of one track, a step each.</summary>
    public ReadOnlySpan<ushort> Track(int track) => Tokens.AsSpan(track * Tracks.Steps, Tracks.Steps);

    /// <summary>The notes of one track by step; drums of one step from the lowest index.</summary>
    public ImmutableArray<TokenNote> Notes(int track) => TokenStates.NotesOf(Track(track), Tracks.Tracks[track].Vocabulary);

    /// <summary>The same music in the one spelling that reading gives: a hold where an off ends nothing, in a band a rest where a hold holds nothing.</summary>
    public TokenPhrase Canonical()
    {
        Span<ushort> tokens = [.. Tokens];
        TokenStates.MakeCanonical(tokens, Tracks);
        return new TokenPhrase(Tracks, tokens);
    }

    /// <inheritdoc/>
    public override bool Equals(Phrase? other) =>
        other is TokenPhrase phrase && Tracks == phrase.Tracks && Tokens.AsSpan().SequenceEqual(phrase.Tokens.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Tracks);
        foreach (var token in Tokens)
        {
            hash.Add(token);
        }

        return hash.ToHashCode();
    }
}
