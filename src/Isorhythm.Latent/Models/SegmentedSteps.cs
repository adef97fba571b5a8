namespace Isorhythm.Latent;

/// <summary>
/// The order of a batch's steps where a sequence is cut into U segments of S steps, which run side by side: row s·(U·B) + u·B + b is step u·S + s of
/// phrase b; uncut that is row t·B + b.
/// </summary>
internal static class SegmentedSteps
{
    /// <summary>The row of the first phrase at a step.</summary>
    internal static int Row(int step, int steps, int segments, int batch)
    {
        var (u, s) = Math.DivRem(step, steps / segments);
        return ((s * segments) + u) * batch;
    }
}
