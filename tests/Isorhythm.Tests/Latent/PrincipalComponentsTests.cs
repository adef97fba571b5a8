using Isorhythm.Latent;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

public sealed class PrincipalComponentsTests
{
    [Theory]
    [InlineData(200, 12)]
    [InlineData(8, 12)]
    public void Axes_are_unit_and_orthogonal_and_variances_fall(int rows, int dimensions)
    {
        var components = PrincipalComponents.Of(Rows(rows, dimensions), dimensions, count: 5);

        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                Assert.Equal(i == j ? 1 : 0, components.Axes[i].Zip(components.Axes[j], (a, b) => a * b).Sum(), 4);
            }
        }

        Assert.Equal(components.Deviations.OrderDescending(), components.Deviations);
    }

    [Fact]
    public void As_many_components_as_directions_give_every_row_back()
    {
        var rows = Rows(6, 12);
        var components = PrincipalComponents.Of(rows, 12, count: 5);

        foreach (var row in rows)
        {
            var back = (float[])components.Mean.Clone();
            foreach (var axis in components.Axes)
            {
                var along = axis.Zip(row.Zip(components.Mean, (x, mean) => x - mean), (a, b) => a * b).Sum();
                back = [.. back.Zip(axis, (x, a) => x + (along * a))];
            }

            Assert.Equal(row, back, (a, b) => Math.Abs(a - b) < 1e-4);
        }
    }

    [Fact]
    public void Directions_that_the_data_lack_are_zero()
    {
        var components = PrincipalComponents.Of([[1, 2, 3], [1, 2, 3]], 3, count: 2);

        Assert.Equal([1f, 2f, 3f], components.Mean);
        Assert.All(components.Axes, axis => Assert.All(axis, value => Assert.Equal(0, value)));
        Assert.All(components.Deviations, value => Assert.Equal(0, value));
    }

    [Fact]
    public void The_baseline_trains_opens_samples_and_gives_its_loops_back()
    {
        using var folder = new TemporaryFolder();
        var corpus = TinyModels.Corpus(12, 1, representation: "drums-2x32x9");

        Trainer.Run(Recipe.Named("pca"), corpus, folder.PathOf("pca"), new TrainingOptions());
        var space = GridSpace.Open(folder.PathOf("pca"));

        Assert.Equal(20, space.Dimensions);
        Assert.All(space.Phrases, phrase => Assert.Equal(
            phrase.Phrase.Rhythm().Hits.Select(hit => (hit.Step, hit.Drum)), space.Decode(phrase.Code, 0.1f).Hits.Select(hit => (hit.Step, hit.Drum))));
        Assert.All(space.Sample(5, 1, seed: 1), code => Assert.Equal(20, code.Length));
        Assert.Equal(1, Math.Sqrt(space.Phrases.Average(phrase => phrase.Code[0] * phrase.Code[0])), 2);
    }

    private static List<float[]> Rows(int count, int dimensions)
    {
        var random = new RandomStream(5, "rows");
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var row = new float[dimensions];
            random.Normal(row);
            return row;
        })];
    }
}
