using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>One track of phrases as one token a step: what language models, Hamming distances and blends work on.</summary>
/// <param name="Name">The track's name.</param>
/// <param name="Vocabulary">How many tokens there are.</param>
/// <param name="TokensOf">The track's tokens in a phrase, a step each.</param>
internal sealed record TokenView(string Name, int Vocabulary, Func<Phrase, ushort[]> TokensOf)
{
    /// <summary>The tracks of phrases of one form. A drum grid is one track, whose token is the set of drums that are hit, as in MusicVAE's drum patterns.</summary>
    internal static IReadOnlyList<TokenView> Of(Phrase example) => example switch
    {
        GridPhrase rhythm => [new("drums", 1 << rhythm.Grid.Drums, phrase => HitSets((GridPhrase)phrase))],
        TokenPhrase tokens => [.. tokens.Tracks.Tracks.Index().Select(track =>
            new TokenView(track.Item.Name, track.Item.Vocabulary.Size, phrase => ((TokenPhrase)phrase).Track(track.Index).ToArray()))],
        _ => throw new ArgumentException($"No tokens are known for phrases on {example.Form}.", nameof(example)),
    };

    /// <summary>A phrase's tracks one after another.</summary>
    internal static ushort[] Joined(ushort[][] tracks) => [.. tracks.SelectMany(track => track)];

    private static ushort[] HitSets(GridPhrase rhythm)
    {
        var tokens = new ushort[rhythm.Grid.Steps];
        foreach (var hit in rhythm.Hits)
        {
            tokens[hit.Step] |= (ushort)(1 << hit.Drum);
        }

        return tokens;
    }
}
