using Isorhythm.Latent;

namespace Isorhythm.Tests;

public sealed class GenreOrderTests
{
    [Fact]
    public void Genres_whose_metrics_lie_round_a_circle_stand_round_it_in_that_order()
    {
        int[] shuffled = [4, 0, 7, 2, 9, 5, 1, 8, 3, 6];
        var means = shuffled.Select(place => new[] { Math.Cos(0.6 * place), Math.Sin(0.6 * place), 3.0 }).ToArray();

        var order = GenreOrder.Of(means).Select(genre => shuffled[genre]).ToArray();

        // 0.6 a step leaves the longest step between the last and the first.
        Assert.Contains(order, new[] { Enumerable.Range(0, 10).ToArray(), [.. Enumerable.Range(0, 10).Reverse()] });
    }

    [Fact]
    public void A_metric_in_large_units_counts_no_more_than_one_in_small_ones()
    {
        double[][] means = [[0, 0], [1000, 0.003], [2000, 0.001], [3000, 0.002]];
        double[][] inOtherUnits = [.. means.Select(row => new[] { row[0] / 1000, row[1] * 1000 })];
        Assert.Equal(GenreOrder.Of(means), GenreOrder.Of(inOtherUnits));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_genre_stands_once_however_few_there_are(int genres)
    {
        var order = GenreOrder.Of([.. Enumerable.Range(0, genres).Select(genre => new[] { (double)genre * genre })]);
        Assert.Equal(Enumerable.Range(0, genres), order.Order());
    }
}
