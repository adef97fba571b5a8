using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tensors;

public sealed partial class Tape
{
    /// <summary>
    /// How far a decoder is from a flat one at P points, by finite differences along k directions: the mean square of the elements of G - c² I, G being
    /// the metric <c>[Z, Z]</c> and c² its mean diagonal (Eq. 6 and 7 of Chen et al. 2020); also c² itself.
    /// </summary>
    /// <param name="heard">The decoder's outputs <c>[(1 + k)·P, D]</c>: at the points, then at the points moved by step along direction 1, and so on.</param>
    /// <param name="points">P.</param>
    /// <param name="step">How far they were moved.</param>
    /// <param name="isScaleFree">
    /// False for the paper's form, where c² takes no gradient. True for the form over c⁴, with a gradient through c²: it does not fall when the decoder
    /// merely shrinks.
    /// </param>
    /// <param name="dimensions">Z.</param>
    /// <param name="directions">
    /// None where they are orthonormal, at random unless they are all axes: what they see of G is scaled so that it is right in the mean. For the
    /// estimator of Eq. 8 u_j / k, u_j normal, <c>[k·P, Z]</c>, row j·P + p.
    /// </param>
    /// <exception cref="ArgumentException">The rows do not fit.</exception>
    public unsafe (Variable Loss, double SquaredScale) FlatMetric(
        Variable heard, int points, float step, bool isScaleFree, int dimensions, Tensor directions = default)
    {
        if (points < 1 || heard.Rows % points != 0 || heard.Rows == points || (!directions.IsNone && directions.Rows != heard.Rows - points))
        {
            throw new ArgumentException($"{heard.Rows} rows are not {points} points and so many rows for each direction.", nameof(heard));
        }

        Tensor slope = AllocateSlope(heard);
        double share = directions.IsNone ? FrameShare.Of((heard.Rows / points) - 1, dimensions) : 1;
        float weight = (float)(1 / (share * dimensions * dimensions));
        double* room = (double*)arena.AllocateBytes(sizeof(double) * (long)FlatMetricLoss.RoomFor(heard.Value, directions, points));
        (double loss, double scale) = new FlatMetricLoss(heard.Value, directions, points, step, isScaleFree, weight, room).Run(slope);
        Tensor value = arena.Allocate(1, 1);
        value.Fill((float)loss);
        return (AddLoss(value, heard, slope), scale);
    }
}
