using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>
/// How far a decoded rhythm is from the true one, feature by feature, as section 4.2 of Chen et al. 2022 counts it: hits that are wrong a cell, and squared
/// errors of velocity and microtiming, a mean over all cells, of which most are silent and then 0; also summed over the true hits alone.
/// </summary>
/// <param name="Hits">True hits.</param>
/// <param name="Onset">The share of cells with a hit too many or too few.</param>
/// <param name="Velocity">The mean squared error of a cell's velocity.</param>
/// <param name="Microtiming">The same of its microtiming.</param>
/// <param name="VelocityOfHits">The squared error of velocity, summed over the true hits.</param>
/// <param name="MicrotimingOfHits">The same of microtiming.</param>
internal readonly record struct FeatureErrors(int Hits, double Onset, double Velocity, double Microtiming, double VelocityOfHits, double MicrotimingOfHits)
{
    private const float Threshold = 0.5f;

    /// <summary>Compares two arrays of a grid's values, <c>[W]</c> each.</summary>
    internal static FeatureErrors Of(DrumGrid grid, ReadOnlySpan<float> truth, ReadOnlySpan<float> decoded)
    {
        var cells = grid.Cells;
        var hits = truth[..cells];
        var agreement = OnsetAgreement.Of(hits, decoded[..cells], Threshold);
        var (velocity, velocityOfHits) = grid.Has(GridFeatures.Velocity) ? Squares(hits, truth[cells..], decoded[cells..]) : default;
        var at = grid.Has(GridFeatures.Velocity) ? 2 * cells : cells;
        var (microtiming, microtimingOfHits) = grid.Has(GridFeatures.Microtiming) ? Squares(hits, truth[at..], decoded[at..]) : default;
        return new(agreement.Both + agreement.Missing, (double)agreement.Hamming / cells, velocity / cells, microtiming / cells, velocityOfHits, microtimingOfHits);
    }

    private static (double All, double OfHits) Squares(ReadOnlySpan<float> hits, ReadOnlySpan<float> truth, ReadOnlySpan<float> decoded)
    {
        var (all, ofHits) = (0.0, 0.0);
        for (var i = 0; i < hits.Length; i++)
        {
            var square = Math.Pow(decoded[i] - truth[i], 2);
            all += square;
            ofHits += hits[i] > Threshold ? square : 0;
        }

        return (all, ofHits);
    }
}
