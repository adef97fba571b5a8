using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>The cross-entropy of tracks whose logits stand side by side.</summary>
internal static class TokenCrossEntropy
{
    /// <summary>Summed over the steps of the tracks, a mean over the phrases in the workspace, <c>[1, 1]</c>; and in how many steps the likeliest token is right.</summary>
    /// <param name="work">The phrases.</param>
    /// <param name="logits"><c>[S·U·B, K]</c>.</param>
    /// <param name="firstTrack">The track of the first columns.</param>
    /// <param name="vocabularies">How many columns each track has; K in all.</param>
    /// <param name="segments">U.</param>
    internal static (Variable Loss, int Right) Of(TokenWorkspace work, Variable logits, int firstTrack, ReadOnlySpan<int> vocabularies, int segments)
    {
        var losses = new (Variable, float)[vocabularies.Length];
        var right = 0;
        for (var (i, column) = (0, 0); i < vocabularies.Length; column += vocabularies[i], i++)
        {
            var truth = work.Sequence(firstTrack + i, segments);
            losses[i] = (work.Tape.SoftmaxCrossEntropy(logits, column, vocabularies[i], truth, work.Batch), 1);
            right += TokenChoice.CountRight(logits.Value, truth, column, vocabularies[i]);
        }

        return (work.Tape.WeightedSum(losses), right);
    }
}
