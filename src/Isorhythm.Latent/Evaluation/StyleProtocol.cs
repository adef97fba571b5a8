using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// Section 4.4 of MusAE: what the music of each petal is like beside that of all (Fig. 3), whether it changes gradually round the circle, and whether codes of
/// two genres lie apart (Fig. 5).
/// </summary>
internal static class StyleProtocol
{
    internal const string Name = "style";

    private const int SamplesOfPetal = 256;
    private const int ExamplesOfGenre = 128;

    /// <summary>With fewer songs a genre is its songs.</summary>
    private const int FewestSongs = 5;

    private const int GenresDrawn = 4;
    private static readonly float[] AmountsDrawn = [0, 1 / 3f, 2 / 3f, 1];

    private const int Shuffles = 1000;
    private const ulong Seed = 1;

    internal static ProtocolResult Measure(EvaluationData data, Action<double> progress)
    {
        var genres = data.Space.Style.Genres;
        var means = MeansOfPetals(data.Space, genres, share => progress(0.6 * share));
        var (neighbours, shuffled) = Neighbours(means);
        var pairs = Pairs(data, genres, share => progress(0.6 + (0.4 * share)));
        var metrics = new OrderedDictionary<string, Estimate> { ["neighbourCorrelation"] = neighbours, ["neighbourCorrelationShuffled"] = shuffled };
        if (pairs.Count > 0)
        {
            var all = pairs.Select(pair => pair.Separability.Value).ToArray();
            metrics["linearSeparability"] = new Bootstrap(all.Length).Mean(all);
        }

        foreach (var pair in pairs)
        {
            metrics[$"linearSeparability.{pair.First}.{pair.Second}"] = pair.Separability;
        }

        return new(
            Name,
            $"{SamplesOfPetal} draws of each of {genres.Count} genres, decoded; a metric's neighbour correlation is over the genres round the circle, the mean over the metrics, beside {Shuffles} orders at random. "
            + $"Two genres are told apart by a plane through {ExamplesOfGenre} codes of each, tried on songs that it did not see: 0.5 is a guess.",
            metrics,
            [Strips(data, genres), Heat(genres, means), .. Pictures(pairs)]);
    }

    /// <summary>A phrase on its way to some genres.</summary>
    private static PhraseStrips Strips(EvaluationData data, IReadOnlyList<string> genres)
    {
        var code = data.Space.Encode(data.Examples[0].Phrase);
        return new(
            "A phrase on its way to a genre",
            $"n = 1 phrase, the first: as its code plays it, and moved by {string.Join(", ", AmountsDrawn[1..].Select(amount => $"{amount:0.##}"))} of the way to the genre.",
            [.. genres.Take(GenresDrawn).Select(genre => new PhraseStrip(
                $"to {genre}",
                data.Space.Decode([.. AmountsDrawn.SelectMany(amount => data.Space.Style.Toward(code, genre, amount))], Decoding.Usual),
                [.. AmountsDrawn.Select(amount => $"{amount:0.##}")]))]);
    }

    /// <summary>The mean metrics of each genre's draws; of metrics that a genre may lack none are kept.</summary>
    private static OrderedDictionary<string, double[]> MeansOfPetals(LatentSpace space, IReadOnlyList<string> genres, Action<double> progress)
    {
        var means = new OrderedDictionary<string, double[]>();
        var missing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (petal, genre) in genres.Index())
        {
            var codes = space.Style.Sample(genre, SamplesOfPetal, temperature: 1, Seed + (ulong)petal);
            var measured = space.Decode([.. codes.SelectMany(code => code)], Decoding.Usual with { Temperature = 0 })
                .SelectMany(phrase => GenreMetrics.Of(phrase, space.Representation))
                .GroupBy(metric => metric.Name, metric => metric.Value, StringComparer.Ordinal);
            foreach (var metric in measured)
            {
                means.TryAdd(metric.Key, new double[genres.Count]);
                if (metric.Average() is { } mean)
                {
                    means[metric.Key][petal] = mean;
                }
                else
                {
                    missing.Add(metric.Key);
                }
            }

            progress((petal + 1.0) / genres.Count);
        }

        foreach (var metric in missing)
        {
            means.Remove(metric);
        }

        return means;
    }

    /// <summary>How a metric of a petal goes with that of the next one round the circle, and how it would in an order at random.</summary>
    internal static (Estimate Neighbours, Estimate Shuffled) Neighbours(OrderedDictionary<string, double[]> means)
    {
        double[][] varying = [.. means.Values.Where(values => values.Max() > values.Min())];
        if (varying.Length == 0 || varying[0].Length < 3)
        {
            var none = new Estimate(double.NaN, double.NaN, double.NaN, varying.Length);
            return (none, none);
        }

        var places = Enumerable.Range(0, varying[0].Length).ToArray();
        var neighbours = new Bootstrap(varying.Length).Mean([.. varying.Select(values => WithNext(values, places))]);
        var random = new RandomStream(Seed, "orders");
        var shuffled = Enumerable.Range(0, Shuffles).Select(_ =>
        {
            random.Shuffle(places.AsSpan());
            return varying.Average(values => WithNext(values, places));
        }).Order().ToArray();
        return (neighbours, new(shuffled.Average(), shuffled[(int)(0.025 * Shuffles)], shuffled[(int)(0.975 * Shuffles)], Shuffles));
    }

    private static double WithNext(double[] values, int[] places)
    {
        double[] here = [.. places.Select(place => values[place])];
        double[] next = [.. here[1..], here[0]];
        return Correlation.Pearson(here, next, Enumerable.Range(0, here.Length).ToArray());
    }

    private static HeatTable Heat(IReadOnlyList<string> genres, OrderedDictionary<string, double[]> means) => new(
        "What the music of each genre is like",
        $"Mean of {SamplesOfPetal} draws of each petal, against the mean of all genres. Neighbours round the circle stand side by side, and the last beside the first.",
        [.. means.Keys],
        genres,
        [new HeatPanel("", [.. means.Values.Select(Changes)])]);

    private static Estimate?[] Changes(double[] values)
    {
        var mean = values.Average();
        return [.. values.Select(value => mean > 0 ? Exact(100 * ((value / mean) - 1)) : null)];

        static Estimate? Exact(double value) => new(value, value, value, SamplesOfPetal);
    }

    /// <summary>Two genres, codes of songs that have the one tag and not the other, and how well a plane tells them apart.</summary>
    private sealed record Pair(string First, string Second, float[][] Codes, bool[] IsSecond, Estimate Separability);

    private static List<Pair> Pairs(EvaluationData data, IReadOnlyList<string> genres, Action<double> progress)
    {
        var pairs = new List<Pair>();
        var phrases = data.Space.Phrases;
        var tags = phrases.Select(phrase => data.GenresOf(phrase.Source)).ToArray();
        for (var a = 0; a < genres.Count; a++)
        {
            for (var b = a + 1; b < genres.Count; b++)
            {
                var (first, second) = (Only(genres[a], genres[b]), Only(genres[b], genres[a]));
                if (Math.Min(Songs(first), Songs(second)) >= FewestSongs && Math.Min(first.Length, second.Length) >= 2 * FewestSongs)
                {
                    pairs.Add(Of(genres[a], genres[b], [.. first.Select(i => phrases[i])], [.. second.Select(i => phrases[i])]));
                }
            }

            progress((a + 1.0) / genres.Count);
        }

        return pairs;

        int[] Only(string genre, string other) =>
            Some([.. Enumerable.Range(0, phrases.Count).Where(i => tags[i].Contains(genre, StringComparer.Ordinal) && !tags[i].Contains(other, StringComparer.Ordinal))]);

        int Songs(int[] some) => some.Select(i => phrases[i].Source).Distinct(StringComparer.Ordinal).Count();
    }

    private static Pair Of(string first, string second, MappedPhrase[] ofFirst, MappedPhrase[] ofSecond)
    {
        MappedPhrase[] both = [.. ofFirst, .. ofSecond];
        float[][] codes = [.. both.Select(phrase => phrase.Code)];
        bool[] isSecond = [.. both.Index().Select(phrase => phrase.Index >= ofFirst.Length)];
        string[] songs = [.. both.Select(phrase => phrase.Source)];
        var told = LinearSeparability.Told(codes, isSecond, songs);

        // Each genre with the same weight, whatever it has of examples.
        double[] right = [.. told.Select((isRight, i) => isRight ? 0.5 * both.Length / (isSecond[i] ? ofSecond.Length : ofFirst.Length) : 0)];
        return new(first, second, codes, isSecond, new Bootstrap(both.Length, songs).Mean(right));
    }

    private static IEnumerable<ScatterPlot> Pictures(List<Pair> pairs)
    {
        if (pairs.Count == 0)
        {
            yield break;
        }

        var sorted = pairs.OrderBy(pair => pair.Separability.Value).ToList();
        foreach (var pair in new[] { sorted[^1], sorted[0] }.Distinct())
        {
            var caption = $"n = {pair.Codes.Length} codes; a plane tells {pair.First} from {pair.Second} for songs that it has not seen in {pair.Separability.Value:0%} of them.";
            var components = PrincipalComponents.Of(pair.Codes, pair.Codes[0].Length, count: 2);
            yield return Scatter($"{pair.First} and {pair.Second}, principal components", caption, pair, [.. pair.Codes.Select(code => (Along(code, components, 0), Along(code, components, 1)))]);
            yield return Scatter($"{pair.First} and {pair.Second}, t-SNE", caption, pair, StochasticNeighbours.Embed(pair.Codes));
        }
    }

    private static double Along(float[] code, PrincipalComponents components, int axis) =>
        code.Index().Sum(number => (double)(number.Item - components.Mean[number.Index]) * components.Axes[axis][number.Index]);

    private static ScatterPlot Scatter(string title, string caption, Pair pair, (double X, double Y)[] places) => new(
        title,
        caption,
        [
            new(pair.First, [.. places.Where((_, i) => !pair.IsSecond[i])]),
            new(pair.Second, [.. places.Where((_, i) => pair.IsSecond[i])]),
        ]);

    private static int[] Some(int[] indices)
    {
        new RandomStream(Seed, "examples of a genre").Shuffle(indices.AsSpan());
        return [.. indices.Take(ExamplesOfGenre)];
    }
}
