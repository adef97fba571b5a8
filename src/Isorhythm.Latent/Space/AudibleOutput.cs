using System.Numerics.Tensors;
using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>
/// What a grid lets hear of a decoded rhythm: the probability p of each hit, and velocity and microtiming weighted by it, [p, p v, p o]. Of a
/// cell that is silent no velocity can be heard, so a change there is no distance.
/// </summary>
internal static class AudibleOutput
{
    /// <summary>Multiplies the features after the first by the first, row by row, <c>[n, W]</c>, if that is the hits.</summary>
    internal static void Weight(Span<float> values, DrumGrid grid)
    {
        if (!grid.Has(GridFeatures.Onset))
        {
            return;
        }

        for (var row = 0; row < values.Length; row += grid.Width)
        {
            var hits = values.Slice(row, grid.Cells);
            for (var feature = grid.Cells; feature < grid.Width; feature += grid.Cells)
            {
                var weighted = values.Slice(row + feature, grid.Cells);
                TensorPrimitives.Multiply(weighted, hits, weighted);
            }
        }
    }
}
