using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>Where in a training a loss is asked for; what the objective does with it is a pure function of it.</summary>
/// <param name="Step">Steps done before this one.</param>
/// <param name="Seed">The seed of the run.</param>
/// <param name="IsTraining">False when held-out phrases are measured: no dropout, no scheduled sampling, and the full weight of the divergence.</param>
internal readonly record struct TrainingPoint(int Step, ulong Seed, bool IsTraining)
{
    /// <summary>A step's random numbers start so far behind the last step's that they never meet.</summary>
    private const int BitsOfAStep = 32;

    /// <summary>The random numbers of this step, by what they are for.</summary>
    internal RandomStream Stream(string name) => new(Seed, name) { Position = (ulong)Step << BitsOfAStep };
}
