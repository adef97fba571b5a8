namespace Isorhythm.Tests;

public sealed class SpatialViewTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void The_middle_is_the_mean_code_and_the_axes_are_uncorrelated_the_widest_first(int dimensions)
    {
        var space = TinyModels.Open(folder, recipe: TinyModels.Recipe.With($"prior.dimensions={dimensions}"));
        var points = space.Phrases.Select(phrase => space.View.ToPoint(phrase.Code)).ToList();

        Assert.Equal((0, 0, 0), space.View.ToPoint(space.View.Origin.Span));
        Assert.Equal(0, points.Average(point => point.X), 1e-3);
        var (x, y, z) = (points.Sum(point => (double)point.X * point.X), points.Sum(point => (double)point.Y * point.Y), points.Sum(point => (double)point.Z * point.Z));
        Assert.True(x >= y && y >= z, $"{x}, {y}, {z}");
        Assert.Equal(0, points.Sum(point => (double)point.X * point.Y), 1e-3 * x);
        Assert.Equal(0, points.Sum(point => (double)point.X * point.Z), 1e-3 * x);
    }

    [Fact]
    public void A_point_is_where_it_was_when_the_model_is_opened_again()
    {
        var space = TinyModels.Open(folder);
        var again = Latent.LatentSpace.Open(folder.PathOf(Path.GetFileName(Directory.GetDirectories(folder.Path).Single())));

        Assert.All(space.Phrases, phrase => Assert.Equal(space.View.ToPoint(phrase.Code), again.View.ToPoint(phrase.Code)));
    }

    [Fact]
    public void A_code_of_another_space_is_refused() =>
        Assert.Throws<ArgumentException>(() => TinyModels.Open(folder).View.ToPoint(new float[7]));

    [Fact]
    public void Near_draws_a_gaussian_round_the_code()
    {
        var space = TinyModels.Open(folder);
        var draws = Enumerable.Range(0, 2_000).Select(seed => space.Near([1, -2], 0.5f, (ulong)seed)).ToList();

        Assert.Equal(1, draws.Average(code => code[0]), 0.05);
        Assert.Equal(-2, draws.Average(code => code[1]), 0.05);
        Assert.Equal(0.25, draws.Average(code => (code[0] - 1) * (code[0] - 1)), 0.05);
        Assert.Equal(space.Near([1, -2], 0.5f, 3), draws[3]);
        Assert.Equal([1, -2], space.Near([1, -2], 0, 3));
    }
}
