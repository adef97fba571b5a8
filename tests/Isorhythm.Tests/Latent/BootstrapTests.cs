using Isorhythm.Latent;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

public sealed class BootstrapTests
{
    [Fact]
    public void Interval_of_a_mean_is_that_of_the_central_limit()
    {
        var values = Normals(400, "values");
        var measured = new Bootstrap(400).Mean(values);
        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(value => Math.Pow(value - mean, 2)) / 400 / 400);

        Assert.Equal((mean, 400), (measured.Value, measured.N));
        // A thousand draws leave the ends of the interval uncertain by about a twentieth of its half.
        Assert.InRange(measured.Low, mean - (1.96 * error * 1.1), mean - (1.96 * error * 0.9));
        Assert.InRange(measured.High, mean + (1.96 * error * 0.9), mean + (1.96 * error * 1.1));
    }

    [Fact]
    public void Interval_covers_the_truth_about_95_times_of_100()
    {
        var covered = Enumerable.Range(0, 100)
            .Select(trial => new Bootstrap(60).Mean(Normals(60, $"trial {trial}")))
            .Count(measured => measured.Low <= 0 && 0 <= measured.High);

        Assert.InRange(covered, 88, 99);
    }

    [Fact]
    public void Windows_of_one_song_count_as_one_draw()
    {
        // Ten songs of twenty windows, all windows of a song alike.
        var songs = Enumerable.Range(0, 200).Select(i => $"song {i / 20}").ToArray();
        var values = Enumerable.Range(0, 200).Select(i => (double)(i / 20)).ToArray();
        var bySong = new Bootstrap(200, songs).Mean(values);
        var byWindow = new Bootstrap(200).Mean(values);

        Assert.Equal(byWindow.Value, bySong.Value);
        Assert.InRange((bySong.High - bySong.Low) / (byWindow.High - byWindow.Low), 3.5, 5.5);
    }

    [Fact]
    public void Figures_repeat_to_the_last_bit_and_one_example_has_no_width()
    {
        var values = Normals(50, "repeat");

        Assert.Equal(new Bootstrap(50).Mean(values), new Bootstrap(50).Mean(values));
        Assert.Equal(new Estimate(0.25, 0.25, 0.25, 1), new Bootstrap(1, ["a song"]).Mean([0.25]));
        Assert.True(new Bootstrap(50, [.. Enumerable.Repeat("only song", 50)]).Mean(values) is { Low: var low, High: var high } && low < high);
    }

    [Fact]
    public void Ratio_is_of_sums()
    {
        var measured = new Bootstrap(3).Ratio([1, 2, 6], [1, 1, 1]);

        Assert.Equal((3, 3), (measured.Value, measured.N));
        Assert.Equal((1, 6), (measured.Low, measured.High));
    }

    private static double[] Normals(int count, string name)
    {
        var values = new float[count];
        new RandomStream(3, name).Normal(values);
        return Array.ConvertAll(values, value => (double)value);
    }
}
