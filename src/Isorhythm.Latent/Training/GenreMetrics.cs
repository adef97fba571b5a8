using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>What the music of each genre is like on average: the low-level metrics of its tracks, or of what has none its attributes.</summary>
internal static class GenreMetrics
{
    /// <summary>More phrases of a genre say no more of it.</summary>
    private const int MostPhrases = 512;

    /// <summary>The recipe with the genres of the corpus round its flower, those that sound alike side by side, where it names none.</summary>
    /// <exception cref="IsorhythmException">The corpus has no tags, or not one that the recipe names.</exception>
    internal static Recipe WithGenres(Recipe recipe, Corpus corpus, ulong seed)
    {
        if (recipe.Prior.Kind != FlowerPrior.Kind)
        {
            return recipe;
        }

        if (corpus.Tags.Count == 0)
        {
            throw new IsorhythmException(
                $"The recipe {recipe.Name} has a petal a genre, and the corpus has no tags: build it with --tags, or train {recipe.Name.Replace("bar", "bar-normal", StringComparison.Ordinal)}.");
        }

        if (recipe.Prior.GenreNames is { Length: > 0 } named)
        {
            return Array.Find(named, genre => !corpus.Tags.Contains(genre, StringComparer.Ordinal)) is { } unknown
                ? throw new IsorhythmException($"prior.genres names \"{unknown}\", and no song of the corpus has that tag: choose from {string.Join("; ", corpus.Tags)}.")
                : recipe;
        }

        var order = GenreOrder.Of(Means(corpus, CorpusSplit.Of(corpus, seed).Training));
        return recipe with { Prior = recipe.Prior with { Genres = string.Join("; ", order.Select(genre => corpus.Tags[genre])) } };
    }

    /// <summary>The names and values of a phrase's metrics; null where it has nothing to measure.</summary>
    internal static IEnumerable<(string Name, double? Value)> Of(Phrase phrase, Representation representation) => phrase is TokenPhrase tokens
        ? tokens.Tracks.Tracks.Index().SelectMany(track => TrackMetrics.Of(tokens, track.Index).Named.Select(metric => ($"{track.Item.Name} {metric.Name}", metric.Value)))
        : representation.Attributes.Select(attribute => (attribute.Name, (double?)attribute.Of(phrase)));

    /// <summary>The mean metrics of each tag, <c>[tags][metrics]</c>; where a tag has nothing to measure, what the others have on average.</summary>
    private static double[][] Means(Corpus corpus, int[] phrases)
    {
        var ofTag = new List<int>[corpus.Tags.Count];
        foreach (var tag in Enumerable.Range(0, ofTag.Length))
        {
            ofTag[tag] = [];
        }

        var keys = corpus.Keys.ToArray();
        foreach (var i in phrases)
        {
            foreach (var tag in corpus.TagsOf(keys[i].Source))
            {
                ofTag[tag].Add(i);
            }
        }

        return Filled([.. ofTag.Select(places => Mean(corpus, places))]);
    }

    private static double?[] Mean(Corpus corpus, List<int> phrases)
    {
        var count = Math.Min(phrases.Count, MostPhrases);
        var rows = Enumerable.Range(0, count)
            .Select(i => Of(corpus.Music[phrases[(int)((long)i * phrases.Count / count)]], corpus.Representation).Select(metric => metric.Value).ToArray())
            .ToList();
        return rows.Count == 0 ? [] : [.. Enumerable.Range(0, rows[0].Length).Select(metric => rows.Average(row => row[metric]))];
    }

    private static double[][] Filled(double?[][] rows)
    {
        var width = rows.Max(row => row.Length);
        var usual = Enumerable.Range(0, width).Select(metric => rows.Average(row => metric < row.Length ? row[metric] : null) ?? 0).ToArray();
        return [.. rows.Select(row => Enumerable.Range(0, width).Select(metric => (metric < row.Length ? row[metric] : null) ?? usual[metric]).ToArray())];
    }
}
