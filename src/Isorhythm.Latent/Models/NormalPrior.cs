using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>N(0, I).</summary>
internal sealed class NormalPrior(int dimensions) : Prior
{
    internal const string Kind = "normal";

    internal override (Variable Counted, double Nats) Divergence(Tape tape, Posterior posterior, Variable codes, TrainingPoint at, float freeNats)
    {
        var whole = tape.GaussianKL(posterior.Mean, posterior.LogVariance);
        return (freeNats > 0 ? tape.GaussianKL(posterior.Mean, posterior.LogVariance, freeNats) : whole, whole.Value.ToScalar());
    }

    internal override Tensor Draw(Tape tape, int count, ReadOnlySpan<int> petalOf, float temperature, RandomStream random)
    {
        var codes = tape.Allocate(count, dimensions);
        for (var i = 0; i < count; i++)
        {
            random.Normal(codes.Row(i), 0, temperature);
        }

        return codes;
    }
}
