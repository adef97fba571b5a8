using Isorhythm.Latent;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

public sealed class FlowerPriorTests
{
    private const int Dimensions = 6;
    private const int Petals = 8;
    private const int Draws = 20_000;

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_petals_draws_have_the_mean_and_the_covariance_of_the_paper(int petal)
    {
        using var tape = new Tape(gradients: false);
        var codes = new FlowerPrior(Dimensions, Petals).Draw(tape, Draws, Enumerable.Repeat(petal, Draws).ToArray(), 1, new RandomStream(1, "flower"));

        var (mean, covariance) = Moments(codes);
        var angle = 2 * Math.PI * petal / Petals;
        var (cos, sin) = (Math.Cos(angle), Math.Sin(angle));
        Assert.Equal(cos, mean[0], 0.01);
        Assert.Equal(sin, mean[1], 0.01);
        Assert.All(mean[2..], value => Assert.Equal(0, value, 0.001));

        // M S M' with 0.1 outwards and 0.001 across (Eq. 15 to 18).
        Assert.Equal((0.1 * cos * cos) + (0.001 * sin * sin), covariance[0, 0], 0.004);
        Assert.Equal((0.1 * sin * sin) + (0.001 * cos * cos), covariance[1, 1], 0.004);
        Assert.Equal(0.099 * sin * cos, covariance[0, 1], 0.004);
        for (var i = 2; i < Dimensions; i++)
        {
            Assert.Equal(0.001, covariance[i, i], 0.0001);
            Assert.Equal(0, covariance[0, i], 0.001);
        }
    }

    [Fact]
    public void The_deviations_of_its_numbers_are_those_of_its_draws()
    {
        using var tape = new Tape(gradients: false);
        var flower = new FlowerPrior(Dimensions, Petals);

        var samples = flower.Sample(tape, Draws, 1, new RandomStream(1, "flower"));

        for (var z = 0; z < Dimensions; z++)
        {
            Assert.Equal(1, Math.Sqrt(samples.Average(code => (double)code[z] * code[z])) / flower.Deviations[z], 0.02);
        }
    }

    [Fact]
    public void Without_warmth_every_draw_is_the_middle_of_its_petal()
    {
        using var tape = new Tape(gradients: false);
        var flower = new FlowerPrior(Dimensions, Petals);

        var codes = flower.Draw(tape, 2, [1, 5], temperature: 0, new RandomStream(1, "flower"));

        Assert.Equal(flower.Middle(1), (codes.Row(0).Span[0], codes.Row(0).Span[1]));
        Assert.Equal(flower.Middle(5), (codes.Row(1).Span[0], codes.Row(1).Span[1]));
    }

    [Fact]
    public void Samples_come_from_all_petals_alike()
    {
        using var tape = new Tape(gradients: false);

        var codes = new FlowerPrior(Dimensions, 4).Sample(tape, 4000, 1, new RandomStream(1, "flower"));

        var sides = codes.CountBy(code => Math.Abs(code[0]) > Math.Abs(code[1]) ? (Math.Sign(code[0]), 0) : (0, Math.Sign(code[1]))).ToDictionary();
        Assert.Equal(4, sides.Count);
        Assert.All(sides.Values, count => Assert.InRange(count, 900, 1100));
    }

    private static (double[] Mean, double[,] Covariance) Moments(Tensor codes)
    {
        var mean = new double[codes.Columns];
        var covariance = new double[codes.Columns, codes.Columns];
        var rows = Enumerable.Range(0, codes.Rows).Select(row => codes.Row(row).ToArray()).ToList();
        for (var i = 0; i < mean.Length; i++)
        {
            mean[i] = rows.Average(row => row[i]);
        }

        for (var i = 0; i < mean.Length; i++)
        {
            for (var j = 0; j < mean.Length; j++)
            {
                covariance[i, j] = rows.Average(row => (row[i] - mean[i]) * (row[j] - mean[j]));
            }
        }

        return (mean, covariance);
    }
}
