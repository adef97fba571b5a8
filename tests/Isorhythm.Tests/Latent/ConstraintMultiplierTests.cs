using Isorhythm.Latent;

namespace Isorhythm.Tests;

public sealed class ConstraintMultiplierTests
{
    private const int Values = 864;
    private const double Kappa = 0.25;

    [Fact]
    public void A_trajectory_computed_by_hand_comes_out()
    {
        var multiplier = ConstraintMultiplier.Start(Values).After(0, 0.1, Kappa, Values);
        Assert.Equal((0.1, 86_400, null), (multiplier.Average!.Value, multiplier.Lambda, multiplier.MetAt));

        // 0.99 x 0.1 + 0.01 x (-3.8) = 0.061, below 0.0625: met; beta 0.01, tanh(3 x -0.99) = -0.99475; lambda x exp(0.99475 x -0.0015).
        multiplier = multiplier.After(1, -3.8, Kappa, Values);
        Assert.Equal(0.061, multiplier.Average!.Value, 1e-12);
        Assert.Equal(1, multiplier.MetAt);
        Assert.Equal(86_400 * Math.Exp(0.994747 * -0.0015), multiplier.Lambda, 1e-2);

        // 0.99 x 0.061 + 0.01 x 2 = 0.08039, above by 0.01789: lambda x exp(0.01789).
        var before = multiplier.Lambda;
        multiplier = multiplier.After(2, 2, Kappa, Values);
        Assert.Equal(before * Math.Exp(0.01789), multiplier.Lambda, 1e-6 * before);
    }

    [Fact]
    public void Until_the_bound_is_met_nothing_but_the_reconstruction_counts_and_meeting_it_is_never_taken_back()
    {
        var multiplier = ConstraintMultiplier.Start(Values);
        for (var step = 0; step < 5000; step++)
        {
            multiplier = multiplier.After(step, 0.07, Kappa, Values);
        }

        Assert.Equal((0, 86_400), (multiplier.Beta(Values), multiplier.Lambda));
        multiplier = multiplier.After(5000, -10, Kappa, Values).After(5001, 500, Kappa, Values);
        Assert.Equal(5000, multiplier.MetAt);
        Assert.True(multiplier.Beta(Values) > 0);
    }

    [Theory]
    [InlineData(0.05, 1)]
    [InlineData(0.08, 1e-3)]
    public void Below_the_bound_beta_comes_to_the_plain_bound_and_above_it_to_its_floor(double error, double beta)
    {
        var multiplier = ConstraintMultiplier.Start(Values).After(0, 0.01, Kappa, Values);
        for (var step = 1; step < 20_000; step++)
        {
            multiplier = multiplier.After(step, error, Kappa, Values);
        }

        Assert.Equal(beta, multiplier.Beta(Values), 0.02 * beta);
    }

    [Fact]
    public void No_step_moves_it_by_more_than_a_tenth()
    {
        var multiplier = ConstraintMultiplier.Start(Values).After(0, 0, Kappa, Values);
        Assert.Equal(1.05, multiplier.After(1, 1e6, Kappa, Values).Lambda / multiplier.Lambda, 1e-9);
        Assert.Equal(0.9, multiplier.After(1, -1e6, Kappa, Values).Lambda / multiplier.Lambda, 1e-9);
    }
}
