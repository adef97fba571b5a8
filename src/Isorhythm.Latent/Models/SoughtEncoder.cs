using System.Numerics.Tensors;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// The encoder of a decoder that came without one: the code where the decoder says most nearly what was played, sought over the plane. What it minimises is what
/// training minimises, -log p(phrase | z) - log p(z): the maximum of the true posterior. Of two dimensions, for the whole plane is laid out once.
/// </summary>
internal sealed class SoughtEncoder : Encoder
{
    internal const string Kind = "sought";

    /// <summary>The plane is laid out to three deviations of the prior, in so many points along each axis.</summary>
    private const float Reach = 3;
    private const int Side = 41;
    private const float Spacing = 2 * Reach / (Side - 1);

    /// <summary>So many valleys are followed downwards, in steps that halve so many times.</summary>
    private const int Valleys = 4;
    private const int Halvings = 4;

    /// <summary>Probabilities keep this far from 0 and 1, as in the loss that R-VAE trains with.</summary>
    private const float Clip = 1e-7f;

    private static readonly (int X, int Y)[] Around = [(-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)];

    private readonly GridVae model;
    private readonly float weightOfPrior;
    private readonly WorkspacePool pool;
    private readonly Lazy<Places> plane;

    internal SoughtEncoder(GridVae model, float weightOfPrior)
    {
        (this.model, this.weightOfPrior) = (model, weightOfPrior);
        pool = new WorkspacePool(model);
        plane = new(() => Decode([.. Enumerable.Range(0, Side * Side).SelectMany(i => new[] { (i % Side * Spacing) - Reach, (i / Side * Spacing) - Reach })]));
    }

    internal override Posterior Forward(Tape tape, ReadOnlySpan<Variable> features, RandomStream? masks = null)
    {
        var (rows, cells) = (features[0].Value.Rows, model.Grid.Cells);
        var (mean, logVariance) = (tape.Allocate(rows, model.Dimensions), tape.Allocate(rows, model.Dimensions));
        var phrase = new float[model.Grid.Width];
        for (var b = 0; b < rows; b++)
        {
            for (var i = 0; i < features.Length; i++)
            {
                features[i].Value.Row(b).CopyTo(phrase.AsSpan(i * cells, cells));
            }

            mean.Row(b).CopyFrom(Seek(phrase));
        }

        logVariance.Fill(2 * MathF.Log(StepAt(Halvings)));
        return new Posterior(tape.Constant(mean), tape.Constant(logVariance));
    }

    private static float StepAt(int halving) => Spacing / (1 << halving);

    private float[] Seek(float[] phrase)
    {
        var costs = plane.Value.CostsOf(phrase);
        var found = LowestValleys(costs).Select(i => (Code: plane.Value.CodeAt(i), Cost: costs[i])).ToArray();
        for (var halving = 1; halving <= Halvings; halving++)
        {
            var step = StepAt(halving);
            float[] codes = [.. found.SelectMany(valley => Around.SelectMany(by => new[] { valley.Code[0] + (by.X * step), valley.Code[1] + (by.Y * step) }))];
            var around = Decode(codes);
            costs = around.CostsOf(phrase);
            for (var i = 0; i < costs.Length; i++)
            {
                ref var valley = ref found[i / Around.Length];
                if (costs[i] < valley.Cost)
                {
                    valley = (around.CodeAt(i), costs[i]);
                }
            }
        }

        return found.MinBy(valley => valley.Cost).Code;
    }

    /// <summary>The points of the plane that cost no more than those around them, the lowest.</summary>
    private static IEnumerable<int> LowestValleys(float[] costs) => Enumerable.Range(0, costs.Length)
        .Where(i => Around.All(by =>
        {
            var (x, y) = ((i % Side) + by.X, (i / Side) + by.Y);
            return x is < 0 or >= Side || y is < 0 or >= Side || costs[i] <= costs[(y * Side) + x];
        }))
        .OrderBy(i => costs[i])
        .Take(Valleys);

    private Places Decode(float[] codes)
    {
        var work = pool.Take();
        var count = codes.Length / model.Dimensions;
        var slopes = new float[count * model.Grid.Width];
        model.Decode(work, codes, slopes, model.Features.Count);
        pool.Give(work);
        var bases = new float[count];
        for (var i = 0; i < count; i++)
        {
            bases[i] = (weightOfPrior / 2 * TensorPrimitives.SumOfSquares<float>(codes.AsSpan(i * model.Dimensions, model.Dimensions)))
                + Linearise(slopes.AsSpan(i * model.Grid.Width, model.Grid.Width));
        }

        return new Places(codes, slopes, bases);
    }

    /// <summary>
    /// What a phrase x costs at a place is linear in x but for what all places have in common: base - slope·x, with slope = w·logit(p) of a feature of
    /// probabilities, 2w·v of one with squared errors. Puts the slope where the decoded values were and gives the base.
    /// </summary>
    private float Linearise(Span<float> values)
    {
        var cost = 0f;
        for (var i = 0; i < model.Features.Count; i++)
        {
            var feature = model.Features[i];
            foreach (ref var value in values.Slice(i * model.Grid.Cells, model.Grid.Cells))
            {
                if (feature.Bernoulli)
                {
                    var p = Math.Clamp(value, Clip, 1 - Clip);
                    cost -= feature.Weight * MathF.Log(1 - p);
                    value = feature.Weight * MathF.Log(p / (1 - p));
                }
                else
                {
                    cost += feature.Weight * value * value;
                    value *= 2 * feature.Weight;
                }
            }
        }

        return cost;
    }

    /// <summary>Places of the space, and what makes a phrase dear or cheap at each.</summary>
    private sealed record Places(float[] Codes, float[] Slopes, float[] Bases)
    {
        internal float[] CodeAt(int i) => Codes.AsSpan(i * Codes.Length / Bases.Length, Codes.Length / Bases.Length).ToArray();

        internal float[] CostsOf(float[] phrase)
        {
            var costs = new float[Bases.Length];
            for (var i = 0; i < costs.Length; i++)
            {
                costs[i] = Bases[i] - TensorPrimitives.Dot<float>(Slopes.AsSpan(i * phrase.Length, phrase.Length), phrase);
            }

            return costs;
        }
    }
}
