using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>Where in a training a loss is asked for; what the objective does with it is a pure function of it.</summary>
/// <param name="Step">Steps done before this one.</param>
/// <param name="Seed">The seed of the run.</param>
/// <param name="IsTraining">False when held-out phrases are measured: no dropout, no scheduled sampling, and the full weight of the divergence.</param>
/// <param name="Multiplier">Of a training under a bound on its error.</param>
internal readonly record struct TrainingPoint(int Step, ulong Seed, bool IsTraining, ConstraintMultiplier? Multiplier = null)
{
    /// <summary>A step's random numbers start so far behind the last step's that they never meet.</summary>
    private const int BitsOfAStep = 32;

    /// <summary>Random numbers of this step; held-out phrases see the same ones at every step, so that two measurements differ by the weights alone.</summary>
    internal RandomStream Stream(string name) => new(Seed, name) { Position = IsTraining ? (ulong)Step << BitsOfAStep : 0 };

    /// <summary>Steps since the error first met its bound, or since the start where there is no bound.</summary>
    internal int StepsUnderBound => Multiplier is not { } multiplier ? Step : multiplier.MetAt is { } met ? Step - met : 0;
}
