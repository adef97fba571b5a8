namespace Isorhythm.Latent;

/// <summary>
/// The multiplier lambda of a training under a bound on the reconstruction error, C &lt;= kappa² a decoded value (Rezende and Viola 2018; Klushyn et al.
/// 2019, whose rule this is): while the bound has never been met nothing but C is learned; from then on beta = D / lambda is the weight of everything
/// else, which grows while there is room below the bound, up to 1, the plain ELBO, and falls while the bound is missed.
/// </summary>
/// <param name="Average">The moving average of C; null before the first step.</param>
/// <param name="Lambda">lambda; D / lambda is beta.</param>
/// <param name="MetAt">The step at which the average first met the bound; null until then. It is never forced.</param>
internal readonly record struct ConstraintMultiplier(double? Average, double Lambda, int? MetAt)
{
    private const double Memory = 0.99;
    private const double Speed = 1;
    private const double Steepness = 3;
    private const double FirstBeta = 0.01;
    private const double SmallestBeta = 1e-3;
    private const double LargestLambda = 1e8;
    private const double SlowestFall = 0.9;
    private const double FastestRise = 1.05;

    /// <summary>What a run starts with, given the multiplier of the plain evidence bound: D for a likelihood of D decoded values.</summary>
    internal static ConstraintMultiplier Start(double plain) => new(Average: null, plain / FirstBeta, MetAt: null);

    /// <summary>The weight of divergence and flatness beside C·D; 0 until the bound is first met.</summary>
    internal double Beta(double plain) => MetAt is null ? 0 : plain / Lambda;

    /// <summary>After a step whose reconstruction error was C, a mean over decoded values.</summary>
    internal ConstraintMultiplier After(int step, double error, double kappa, double plain)
    {
        var average = Average is { } before ? (Memory * before) + ((1 - Memory) * error) : error;
        var excess = average - (kappa * kappa);
        var metAt = MetAt ?? (excess < 0 ? step : null);
        return new(average, metAt is null ? Lambda : Next(excess, plain), metAt);
    }

    private double Next(double excess, double plain)
    {
        var beta = plain / Lambda;
        var slope = excess >= 0 ? 1 : -Math.Tanh(Steepness * (beta - 1));
        var factor = Math.Clamp(Math.Exp(Speed * slope * excess), SlowestFall, FastestRise);
        return Math.Clamp(Lambda * factor, 1e-6, Math.Min(LargestLambda, plain / SmallestBeta));
    }
}
