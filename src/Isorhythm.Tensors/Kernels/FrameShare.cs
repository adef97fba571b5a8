namespace Isorhythm.Tensors.Kernels;

/// <summary>What a random orthonormal frame sees of a symmetric matrix.</summary>
internal static class FrameShare
{
    /// <summary>
    /// The mean of ‖U A U'‖² over frames U <c>[k, Z]</c> as a share of ‖A‖², for A <c>[Z, Z]</c> of trace 0: 1 where the frame is the whole
    /// space. Divided by it, a loss on k directions is in the mean the loss on all.
    /// </summary>
    public static double Of(int directions, int dimensions)
    {
        (double k, double z) = (directions, dimensions);
        double alone = 2 * k / (z * (z + 2));
        return directions == 1 ? alone : alone + (k * (k - 1) / ((z - 1) * (z + 2)));
    }
}
