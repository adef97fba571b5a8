using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A flower: petals round a circle in the plane of a code's first two numbers, one a genre and the last for music of none. A petal is a normal
/// distribution with its middle at the distance 1, long outwards, and narrow across and in every other dimension (Eq. 14 to 18 of Valenti et al. 2020).
/// It can be drawn from; a divergence from it has no closed form.
/// </summary>
internal sealed class FlowerPrior(int dimensions, int petals) : Prior
{
    internal const string Kind = "flower";

    private static readonly float DeviationOutwards = MathF.Sqrt(0.1f);
    private static readonly float DeviationAcross = MathF.Sqrt(0.001f);

    internal override int Petals => petals;

    internal override float[] Deviations
    {
        get
        {
            var inThePlane = MathF.Sqrt((1 + (DeviationOutwards * DeviationOutwards) + (DeviationAcross * DeviationAcross)) / 2);
            return [inThePlane, inThePlane, .. Enumerable.Repeat(DeviationAcross, dimensions - 2)];
        }
    }

    /// <summary>The middle of a petal in the plane.</summary>
    internal (float X, float Y) Middle(int petal)
    {
        var (sin, cos) = Math.SinCos(2 * Math.PI * petal / petals);
        return ((float)cos, (float)sin);
    }

    internal override (Variable Counted, double Nats) Divergence(Tape tape, Posterior posterior, Variable codes, TrainingPoint at, float freeNats)
    {
        var none = tape.Allocate(1, 1);
        none.Fill(0);
        return (tape.Constant(none), 0);
    }

    internal override Tensor Draw(Tape tape, int count, ReadOnlySpan<int> petalOf, float temperature, RandomStream random)
    {
        var codes = tape.Allocate(count, dimensions);
        var code = new float[dimensions];
        for (var i = 0; i < count; i++)
        {
            random.Normal(code, 0, temperature * DeviationAcross);
            var (cos, sin) = Middle(petalOf[i]);
            var outwards = 1 + (code[0] * (DeviationOutwards / DeviationAcross));
            (code[0], code[1]) = ((cos * outwards) - (sin * code[1]), (sin * outwards) + (cos * code[1]));
            codes.Row(i).CopyFrom(code);
        }

        return codes;
    }
}
