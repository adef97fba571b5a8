using System.Globalization;

namespace Isorhythm.Latent;

/// <summary>What came of a training, in one sentence that needs no knowledge of losses.</summary>
internal static class Verdict
{
    /// <summary>Below this divergence, in bits a phrase, the codes carry nothing.</summary>
    private const double CollapsedBits = 0.15;

    /// <summary>With a loss on unheard clips above this multiple of that on its own, a model has learnt its clips and not their style.</summary>
    private const double OverfitRatio = 2;

    /// <summary>Fewer different phrases than this make no map.</summary>
    private const int FewestPhrases = 4;

    /// <summary>With a smaller F1 of its own clips' hits, a map is none of them.</summary>
    private const double BlurredRecall = 0.5;

    /// <summary>The sentence.</summary>
    /// <param name="train">The loss on the training phrases.</param>
    /// <param name="validation">That on the files held out; null when none were.</param>
    /// <param name="differentPhrases">Phrases of which no two are equal.</param>
    /// <param name="recall">The F1 of the hits of training phrases.</param>
    /// <param name="missedItsBound">There is a bound on the error, and it was never met.</param>
    /// <param name="hasDivergence">False under a prior from which a divergence is not known: then nothing follows from its being 0.</param>
    internal static string Of(
        LossParts train, LossParts? validation, int differentPhrases, double recall, bool missedItsBound = false, bool hasDivergence = true)
    {
        var plays = string.Create(CultureInfo.InvariantCulture, $"it plays your clips back with {100 * recall:0}% of their hits right");
        if (differentPhrases < FewestPhrases)
        {
            return $"Too little data: {differentPhrases} different phrases make no map to walk on, although {plays}; add some clips.";
        }

        if (missedItsBound)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"Unfinished: {plays}, and its error ({Math.Sqrt(train.Error):0.000}, as a root) never came below objective.kappa, before which nothing else is learned; train longer, or raise objective.kappa.");
        }

        if (hasDivergence && train.KlBits < CollapsedBits)
        {
            return "Collapsed: the whole map sounds alike; train again with a smaller objective.kl.";
        }

        if (recall < BlurredRecall)
        {
            return $"Blurred: {plays}, for {differentPhrases} different phrases are more than it could hold; train longer, give it fewer clips, or raise prior.dimensions.";
        }

        if (validation is { } held && Loss(held) > OverfitRatio * Loss(train))
        {
            return $"Overfit: {plays}, and knows little of clips that it has not heard; add clips for a map that generalises.";
        }

        return validation is null
            ? $"Healthy: {plays}; no clip was held out, so nothing is known of others."
            : $"Healthy: {plays}, and clips that it has not heard are no strangers to it.";
    }

    // Under a bound on the error the total weighs the divergence as the multiplier has it, which says nothing of how well clips are known.
    private static double Loss(LossParts parts) => parts.Error > 0 ? parts.Error : parts.Total;
}
