using Isorhythm.Latent;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

public sealed class TokenBaselineTests
{
    [Fact]
    public void Majority_knows_the_commonest_token_and_that_of_each_step()
    {
        var learned = MajorityBaseline.Learn([[0, 5, 0, 7], [0, 5, 0, 2], [3, 5, 0, 2]], vocabulary: 8);

        Assert.Equal(0, learned.Token);
        Assert.Equal([0, 5, 0, 2], learned.AtStep);
        Assert.Equal(0.25, learned.Accuracy([5, 5, 0, 1]));
        Assert.Equal(0.5, learned.AccuracyAtSteps([5, 5, 0, 1]));
    }

    [Fact]
    public void Copy_finds_the_training_window_with_the_fewest_differences()
    {
        ushort[][] seen = [[1, 1, 1, 1, 1], [1, 2, 3, 4, 5], [511, 2, 3, 0, 0]];
        var copy = new CopyBaseline(seen);

        Assert.Equal(1, copy.Nearest([1, 2, 3, 4, 0]));
        Assert.Equal(2, copy.Nearest([511, 2, 0, 0, 0]));
        Assert.Equal(0.2, TokenAgreement.Distance([1, 2, 3, 4, 0], seen[1]), 12);
    }

    [Fact]
    public void Blend_takes_steps_of_the_second_window_as_often_as_alpha_says()
    {
        var (a, b) = (new ushort[10_000], Enumerable.Repeat((ushort)1, 10_000).ToArray());
        var random = new RandomStream(1, "blend");

        Assert.Equal(a, Blend.Of(a, b, 0, random));
        Assert.Equal(b, Blend.Of(a, b, 1, random));
        // Five standard deviations of a share of 10,000 steps.
        Assert.Equal(0.3, Blend.Of(a, b, 0.3, random).Average(token => token), 5 * Math.Sqrt(0.21 / 10_000));
    }
}
