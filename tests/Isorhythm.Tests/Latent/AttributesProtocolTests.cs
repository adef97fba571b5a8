using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

public sealed class AttributesProtocolTests
{
    [Fact]
    public void A_vector_is_added_so_many_times()
    {
        var vector = AttributeVector.Of("density", [.. Enumerable.Range(0, 8).Select(i => (new float[] { i, 9 }, (double)i))]);

        Assert.Equal([4, 9], vector.Added([1, 9], 0.5f));
        Assert.Equal([-5, 9], vector.Added([1, 9], -1));
    }

    [Fact]
    public void Correlation_is_that_of_Pearson()
    {
        double[] x = [1, 2, 3, 4];
        int[] all = [0, 1, 2, 3];

        Assert.Equal(1, Correlation.Pearson(x, [3, 5, 7, 9], all), 12);
        Assert.Equal(-1, Correlation.Pearson(x, [4, 3, 2, 1], all), 12);
        // By hand: sums of squares 5 and 8.1875, of products 4.75; of the first three alone 2, 2/3 and 0.
        Assert.Equal(4.75 / Math.Sqrt(5 * 8.1875), Correlation.Pearson(x, [1, 2, 1, 4.5], all), 12);
        Assert.Equal(0, Correlation.Pearson(x, [1, 2, 1, 4.5], [0, 1, 2]), 12);
        Assert.Equal(double.NaN, Correlation.Pearson(x, [2, 2, 2, 2], all));
    }

    [Fact]
    public void A_map_of_density_has_a_vector_that_makes_rhythms_denser_one_way_and_sparser_the_other()
    {
        using var folder = new TemporaryFolder();
        var corpus = SparseAndDense();
        var space = TinyModels.Open(folder, corpus, TinyModels.Recipe.With("training.minimumSteps=400").With("training.learningRate=0.01"));

        var protocol = Evaluator.Run(space, corpus, ["attributes"]).Protocols[0];

        var metrics = protocol.Metrics;
        Assert.True(metrics["density.add.density"].Low > 10, metrics["density.add.density"].ToString());
        Assert.True(metrics["density.subtract.density"].High < -10, metrics["density.subtract.density"].ToString());
        Assert.True(metrics["density.change"].Low > 0.3, metrics["density.change"].ToString());
        Assert.Equal(256, metrics["density.add.density"].N);
        // Microtiming has two signs, so a percentage of it would say nothing; its correlation does.
        Assert.DoesNotContain("density.add.offset", metrics.Keys);
        Assert.Contains("offset.change", metrics.Keys);
    }

    [Fact]
    public void Walks_that_leave_the_box_of_the_training_codes_do_not_count()
    {
        using var folder = new TemporaryFolder();
        var corpus = SparseAndDense();
        var space = TinyModels.Open(folder, corpus);
        var walks = new AttributeWalks(EvaluationData.Of(space, corpus), codes => space.Decode([.. codes.SelectMany(code => code)], Decoding.Usual));
        var vector = space.Attribute("density");

        var (from, amounts, codes) = walks.Draw("density", vector);

        float[][] learned = [.. space.Phrases.Where(phrase => !phrase.HeldOut).Select(phrase => phrase.Code)];
        Assert.Equal((5000, 5000, 5000), (from.Count, amounts.Count, codes.Count));
        Assert.All(Enumerable.Range(0, space.Dimensions), axis =>
            Assert.All(codes, code => Assert.InRange(code[axis], learned.Min(other => other[axis]), learned.Max(other => other[axis]))));
        Assert.InRange(amounts.Min(), -1, -0.5f);
        Assert.InRange(amounts.Max(), 0.5f, 1);
    }

    [Fact]
    public void A_phrase_without_notes_tells_its_density_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var corpus = SparseAndDense();
        var space = TinyModels.Open(folder, corpus, TinyModels.Recipe.With("training.minimumSteps=200").With("training.learningRate=0.01"));
        var decoded = 0;
        var walks = new AttributeWalks(EvaluationData.Of(space, corpus), codes => [.. codes.Select(code => decoded++ % 2 == 0
            ? new GridPhrase(space.Grid, []) : space.Decode(code))]);

        var density = walks.Correlations(space.Representation.Attributes[0], space.Attribute("density"));
        var velocity = walks.Correlations(space.Representation.Attributes[1], space.Attribute("velocity"));

        Assert.Equal(walks.Draw("density", space.Attribute("density")).Codes.Count, density.Raw.N);
        Assert.InRange(velocity.Raw.N, 1, 0.5 * walks.Draw("velocity", space.Attribute("velocity")).Codes.Count);
    }

    private static Corpus SparseAndDense()
    {
        var kind = (GridRepresentation)Representation.Named("drums-24x4x3");
        var random = new RandomStream(8, "density");
        return new Corpus(kind, [.. Enumerable.Range(0, 24).Select(i => new CorpusPhrase(
            new GridPhrase(kind.Grid, Hits(kind.Grid, random, spacing: i % 2 == 0 ? 24 : 6)), $"clip {i}.mid", new Quarters(0)))]);
    }

    private static IEnumerable<Hit> Hits(DrumGrid grid, RandomStream random, int spacing) =>
        from step in Enumerable.Range(0, grid.Steps)
        where step % spacing == 0
        from drum in Enumerable.Range(0, grid.Drums)
        select new Hit(step, drum, 0.4f + (0.5f * random.Uniform()), random.Uniform() - 0.5f);
}
