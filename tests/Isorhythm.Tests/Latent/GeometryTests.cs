using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Tests;

public sealed class GeometryTests
{
    /// <summary>A hill on a plane: (x, y) is heard as (x, y, height), and the shortest way goes round it.</summary>
    private static readonly ObservedSpace Hill = Of(2, 3, code => [code[0], code[1], 4 * MathF.Exp(-2 * ((code[0] * code[0]) + (code[1] * code[1])))]);

    private static readonly ObservedSpace Plane = Of(2, 3, code => [code[0], 0, code[1]]);

    [Fact]
    public void Metric_of_a_linear_decoder_is_the_product_of_its_matrix_with_itself()
    {
        float[][] rows = [[2, 0, 1], [0, -3, 0], [1, 1, 1], [0.5f, 0, -2], [0, 0, 4]];
        var linear = Of(3, 5, code => [.. rows.Select(row => row.Zip(code, (a, z) => a * z).Sum())]);

        var metric = MetricTensor.At(linear, [[0.3f, -1, 2]])[0];

        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                Assert.Equal(rows.Sum(row => row[i] * row[j]), metric.Values[i, j], 2e-3);
            }
        }

        Assert.Equal(metric.Values[0, 0] + metric.Values[1, 1] + metric.Values[2, 2], metric.Eigenvalues.Sum(), 1e-6);
        Assert.Equal(Determinant(metric.Values), Math.Exp(2 * metric.LogMagnification), 1e-6);
        Assert.Equal(metric.Eigenvalues[2] / metric.Eigenvalues[0], metric.ConditionNumber);
    }

    [Fact]
    public void Metric_of_a_curved_decoder_is_that_of_its_slope_at_the_point()
    {
        var metric = MetricTensor.At(Hill, [[0.5f, 0]])[0];

        var slope = -8 * Math.Exp(-0.5);
        Assert.Equal(1 + (slope * slope), metric.Values[0, 0], 0.02);
        Assert.Equal(1, metric.Values[1, 1], 1e-3);
        Assert.Equal(0, metric.Values[0, 1], 1e-3);
    }

    [Fact]
    public void An_isometric_decoder_is_flat_and_a_dead_direction_is_not()
    {
        var flat = MetricTensor.At(Plane, [[1, 2]])[0];
        var dead = MetricTensor.At(Of(2, 1, code => [code[0]]), [[1, 2]])[0];

        Assert.Equal(1, flat.ConditionNumber, 1e-3);
        Assert.Equal(0, flat.LogMagnification, 1e-3);
        Assert.InRange(dead.ConditionNumber, 1e8, 1e10);
    }

    [Fact]
    public void A_geodesic_goes_round_a_hill_and_straight_over_a_plane()
    {
        float[][] lattice = [.. Enumerable.Range(0, 41 * 41).Select(i => new[] { ((i % 41) - 20) / 8f, ((i / 41) - 20) / 8f })];

        var (round, length) = new CodeGraph(Hill, lattice).Geodesic([-2, 0.05f], [2, 0.05f]);
        var (straight, distance) = new CodeGraph(Plane, lattice).Geodesic([-2, 0.05f], [2, 0.05f]);

        Assert.InRange(Hill.Lengths([([-2, 0.05f], [2, 0.05f])], 200)[0], 9, 10);
        Assert.InRange(length, 4.2, 6);
        Assert.True(round.Min(code => MathF.Sqrt((code[0] * code[0]) + (code[1] * code[1]))) > 0.8f);
        Assert.Equal([-2, 0.05f], round[0]);
        Assert.Equal([2, 0.05f], round[^1]);
        Assert.Equal(4, distance, 1e-3);
        Assert.Equal(2, straight.Length);
    }

    [Fact]
    public void Points_on_a_way_are_heard_at_even_distances()
    {
        var steep = Of(1, 1, code => [code[0] * code[0] * code[0]]);

        var codes = steep.Evenly([[0], [1], [2]], 5);

        var heard = steep.At(codes).Select(value => value[0]).ToArray();
        Assert.Equal([0, 2, 4, 6, 8], heard.Select(value => MathF.Round(value, 1)));
        Assert.Equal([2f], codes[^1]);
    }

    [Fact]
    public void Of_a_decoder_that_always_plays_the_same_a_way_still_ends_where_it_should() =>
        Assert.Equal([3f], Of(1, 1, _ => [7]).Evenly([[1], [3]], 4)[^1]);

    [Fact]
    public void Lines_of_equal_distance_are_ellipses_where_one_direction_is_heard_more()
    {
        using var folder = new TemporaryFolder();
        var space = Linear(folder);
        var metric = space.Metric(space.Map.ToCode(0, 0));

        var contours = space.Contours(0, 0, lines: 3);

        var (along, across) = (contours.Radii[0][0], contours.Radii[0][EquidistanceContours.Rays / 4]);
        Assert.Equal(Math.Sqrt(metric.Values[1, 1] / metric.Values[0, 0]), along / across, 1e-2);
        Assert.Equal(contours.Distance, along * Math.Sqrt(metric.Values[0, 0]), 1e-2);
        Assert.Equal(2 * along, contours.Radii[1][0], 1e-2);
        Assert.Equal(space.Map.Extent, contours.Radii[^1].Where(double.IsFinite).Max(), 0.5);
    }

    [Fact]
    public void Lines_of_equal_distance_are_circles_where_the_space_is_flat()
    {
        using var folder = new TemporaryFolder();
        var map = Linear(folder).Map;

        Assert.Equal(0, EquidistanceContours.Around(map, Plane, 0, 0, lines: 4).Variation, 1e-3);
        Assert.InRange(EquidistanceContours.Around(map, Hill, 0.5f, 0, lines: 4).Variation, 0.05, 1);
    }

    [Fact]
    public void The_geometry_of_a_linear_model_is_the_same_everywhere()
    {
        using var folder = new TemporaryFolder();
        var (space, corpus) = (Linear(folder), Corpus());
        var condition = space.Metric(space.Map.ToCode(1, -1)).ConditionNumber;

        var metrics = Evaluator.Run(space, corpus, ["geometry"]).Protocols[0].Metrics;

        Assert.Equal(condition, metrics["medianConditionNumber"].Value, 1e-2 * condition);
        Assert.Equal(condition, metrics["conditionNumber90Mixup"].Value, 1e-2 * condition);
        Assert.Equal(0, metrics["magnificationSpread"].Value, 1e-3);
        Assert.Equal(1, metrics["straightOverGeodesic"].Value, 1e-3);
        Assert.InRange(metrics["distanceCorrelation"].Value, 0.8, 1);
        Assert.InRange(metrics["distanceVariation"].Value, 0.001, Math.Sqrt(condition));
    }

    [Fact]
    public void Codes_that_lie_in_two_of_three_dimensions_are_found_to_and_how_far_they_spread()
    {
        float[][] codes = [[2, 0, 5], [-2, 0, 5], [0, 2, 5], [0, -2, 5]];

        var (dimensions, largest) = GeometryProtocol.Spread(codes);

        Assert.Equal(2, dimensions, 1e-6);
        Assert.Equal(Math.Sqrt(2), largest, 1e-6);
    }

    [Fact]
    public void A_walk_whose_onsets_all_change_at_once_is_as_rough_as_can_be()
    {
        using var folder = new TemporaryFolder();
        var (kind, drums) = ((GridRepresentation)Representation.Named("drums-2x32x9"), Enumerable.Range(0, 5));
        GridPhrase Loop(int step) => new(kind.Grid, [.. drums.Select(drum => new Hit(step, drum, 1, 0))]);
        var corpus = new Corpus(kind, [new CorpusPhrase(Loop(3), "a.mid", default), new CorpusPhrase(Loop(8), "b.mid", default)]);
        var space = TinyModels.Open(folder, corpus, Recipe.Named("pca").With("prior.dimensions=1"));

        var metrics = Evaluator.Run(space, corpus, ["smoothness"]).Protocols[0].Metrics;

        Assert.Equal(10, metrics["medianMaxHamming"].Value);
        Assert.Equal(10, metrics["meanEndsHamming"].Value);
        Assert.Equal(10.0 / 19, metrics["meanStepHamming"].Value, 1e-9);
        Assert.Equal(19, metrics["maxOverEven"].Value, 1e-9);
        Assert.Equal(1, metrics["onsetF1"].Value);
    }

    [Fact]
    public void A_model_of_two_phrases_and_one_that_always_plays_the_same_are_measured_without_a_figure_that_is_no_number()
    {
        using var folder = new TemporaryFolder();
        using var still = new TemporaryFolder();
        var corpus = TinyModels.Corpus(files: 1);
        var space = TinyModels.Open(folder, corpus);
        var same = new Corpus(corpus.Representation, [.. Enumerable.Range(0, 2).Select(i => corpus.Phrases[0] with { Source = $"{i}.mid" })]);
        var dead = TinyModels.Open(still, same, Recipe.Named("pca").With($"representation={corpus.Representation.Name}"));

        var report = Evaluator.Run(space, corpus, Evaluator.ProtocolsFor(space));
        var nothing = Evaluator.Run(dead, corpus, ["smoothness", "geometry"]);

        Assert.All([report, nothing], one => Assert.DoesNotContain("NaN", one.ToJson() + one.ToHtml(), StringComparison.Ordinal));
        Assert.Contains("plays the same everywhere", nothing.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_writes_token_by_token_has_neither_geometry_nor_geodesics()
    {
        using var folder = new TemporaryFolder();
        var space = TokenModels.Open(folder, TokenModels.Small("musicvae-mel-16bar-flat-small", "melody-4bar"));

        Assert.DoesNotContain("geometry", Evaluator.ProtocolsFor(space));
        var refused = Assert.Throws<IsorhythmException>(() =>
            space.Interpolate(new float[space.Dimensions], new float[space.Dimensions], 3, InterpolationPath.Geodesic));
        Assert.Contains("step by step", refused.Message, StringComparison.Ordinal);
    }

    private static Corpus Corpus() => TinyModels.Corpus(files: 20, representation: "drums-2x32x9");

    private static GridSpace Linear(TemporaryFolder folder) =>
        TinyModels.Open(folder, Corpus(), Recipe.Named("pca").With("prior.dimensions=2"));

    private static double Determinant(double[,] m) =>
        (m[0, 0] * ((m[1, 1] * m[2, 2]) - (m[1, 2] * m[2, 1])))
        - (m[0, 1] * ((m[1, 0] * m[2, 2]) - (m[1, 2] * m[2, 0])))
        + (m[0, 2] * ((m[1, 0] * m[2, 1]) - (m[1, 1] * m[2, 0])));

    private static ObservedSpace Of(int dimensions, int width, Func<float[], float[]> at) => new(dimensions, width, (codes, values) =>
    {
        for (var i = 0; i < codes.Length / dimensions; i++)
        {
            at(codes.Slice(i * dimensions, dimensions).ToArray()).CopyTo(values[(i * width)..]);
        }
    });
}
