namespace Isorhythm.Latent;

/// <summary>In which petal of a flower each phrase of a batch is to lie: that of a tag drawn from its song's, and the last where it has none that has a petal.</summary>
internal sealed class PetalDraw
{
    private readonly TagDraw? tags;
    private readonly int[] petalOfTag;
    private readonly int[] petalOf;
    private readonly int none;

    internal PetalDraw(PriorRecipe prior, Corpus corpus, int batch, ulong seed)
    {
        tags = prior.Kind == FlowerPrior.Kind ? new TagDraw(corpus, batch, seed) : null;
        var genres = prior.GenreNames;
        petalOfTag = [.. corpus.Tags.Select(tag => Array.IndexOf(genres, tag) is >= 0 and var petal ? petal : genres.Length)];
        petalOf = new int[batch];
        none = genres.Length;
    }

    /// <summary>The petals of a step's phrases, given by their places in the corpus; empty where the prior has none.</summary>
    internal ReadOnlySpan<int> At(int step, ReadOnlySpan<int> phrases)
    {
        if (tags is null)
        {
            return [];
        }

        var drawn = tags.At(step, phrases);
        for (var b = 0; b < drawn.Length; b++)
        {
            petalOf[b] = drawn[b] < 0 ? none : petalOfTag[drawn[b]];
        }

        return petalOf.AsSpan(0, phrases.Length);
    }
}
