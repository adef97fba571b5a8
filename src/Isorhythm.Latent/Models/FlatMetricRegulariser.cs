using System.Numerics.Tensors;
using Isorhythm.Tensors;
using Tensor = Isorhythm.Tensors.Tensor;

namespace Isorhythm.Latent;

/// <summary>
/// How far a decoder is from a flat one at points between the codes of a batch (section 3.2 of Chen et al. 2022; <see cref="FlatnessRecipe"/>). Points and
/// directions take no gradient: the slope goes to the decoder's weights alone.
/// </summary>
/// <param name="recipe">How it is measured.</param>
/// <param name="heard">What the decoder lets hear at codes <c>[n, Z]</c>, <c>[n, D]</c>.</param>
/// <param name="dimensions">Z.</param>
internal sealed class FlatMetricRegulariser(FlatnessRecipe recipe, Func<Tape, Variable, Variable> heard, int dimensions)
{
    private readonly int count = recipe.DirectionsIn(dimensions);                                   // k

    /// <summary>The loss, <c>[1, 1]</c>, before its weight, and c², at points between codes <c>[B, Z]</c>.</summary>
    internal (Variable Loss, double SquaredScale) Measure(Tape tape, Tensor codes, TrainingPoint at)
    {
        var points = Mix(codes, at.Stream("mixup"));                                                // [P, Z]
        var directions = Directions(at.Stream("directions"));                                       // [k·P, Z], row j·P + p
        var around = tape.Allocate((1 + count) * recipe.Points, dimensions);                        // [(1 + k)·P, Z]
        Move(points, directions, around);
        var values = heard(tape, tape.Constant(around));                                            // [(1 + k)·P, D]
        return tape.FlatMetric(values, recipe.Points, recipe.Step, recipe.IsScaleFree, dimensions, Lifting(tape, directions));
    }

    /// <summary>Points on lines through two codes, a little beyond both.</summary>
    private float[] Mix(Tensor codes, RandomStream random)
    {
        var points = new float[recipe.Points * dimensions];
        var (one, other) = (new float[dimensions], new float[dimensions]);
        for (var p = 0; p < recipe.Points; p++)
        {
            var a = -recipe.Mixup + ((1 + (2 * recipe.Mixup)) * random.Uniform());
            codes.Row(random.Below(codes.Rows)).CopyTo(one);
            codes.Row(random.Below(codes.Rows)).CopyTo(other);
            TensorPrimitives.Lerp(one, other, a, points.AsSpan(p * dimensions, dimensions));
        }

        return points;
    }

    private float[] Directions(RandomStream random)
    {
        var directions = new float[count * recipe.Points * dimensions];
        if (recipe.Jacobian == "smoothed")
        {
            random.Normal(directions);
            return directions;
        }

        var frame = new float[count * dimensions];                                                  // [k, Z]
        for (var p = 0; p < recipe.Points; p++)
        {
            if (recipe.Jacobian == "frame")
            {
                random.Orthonormal(frame, dimensions);
            }
            else
            {
                Axes(frame);
            }

            for (var j = 0; j < count; j++)
            {
                frame.AsSpan(j * dimensions, dimensions).CopyTo(directions.AsSpan(((j * recipe.Points) + p) * dimensions));
            }
        }

        return directions;
    }

    private void Axes(float[] frame)
    {
        for (var j = 0; j < count; j++)
        {
            frame[(j * dimensions) + j] = 1;
        }
    }

    private void Move(float[] points, float[] directions, Tensor around)
    {
        around.Slice(0, recipe.Points).CopyFrom(points);
        var moved = new float[directions.Length];
        for (var j = 0; j < count; j++)
        {
            var part = new Range(j * points.Length, (j + 1) * points.Length);
            TensorPrimitives.MultiplyAdd(directions.AsSpan(part), recipe.Step, points, moved.AsSpan(part));
        }

        around.Slice(recipe.Points, count * recipe.Points).CopyFrom(moved);
    }

    /// <summary>What turns differences along directions into a Jacobian, u_j / k each; none where directions are orthonormal.</summary>
    private Tensor Lifting(Tape tape, float[] directions)
    {
        if (recipe.Jacobian != "smoothed")
        {
            return default;
        }

        TensorPrimitives.Divide(directions, count, directions);
        var lifting = tape.Allocate(count * recipe.Points, dimensions);
        lifting.CopyFrom(directions);
        return lifting;
    }
}
