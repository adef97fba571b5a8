using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>One bidirectional LSTM over the steps of each bar, and one over the bars' last states.</summary>
internal sealed class HierarchicalTokenEncoder(Parameters weights, EncoderRecipe recipe, TokenTracks tracks, int dimensions)
    : TokenEncoder(weights, 2 * recipe.Hidden, dimensions)
{
    private readonly BidirectionalLstm steps = new(
        weights, "encoder.steps", TokenInput.Width(tracks), recipe.Hidden, start: new(TokenInput.Width(tracks), tracks.StepsPerBar));

    private readonly BidirectionalLstm bars = new(
        weights, "encoder.bars", 2 * recipe.Hidden, recipe.Hidden, start: new(Memory: tracks.Bars));

    private protected override Variable Read(TokenWorkspace work, RandomStream? masks)
    {
        var input = TokenInput.Of(work, tracks, tracks.Bars);
        var (_, bar) = steps.Forward(work.Tape, input, tracks.StepsPerBar, tracks.Bars * work.Batch, Masks.Of(recipe.Dropout, masks));  // [U·B, 2H]
        var (_, last) = bars.Forward(work.Tape, [StepInput.Sequence(bar)], tracks.Bars, work.Batch, Masks.Of(recipe.Dropout, masks));
        return last;                                                                                // [B, 2H]
    }
}
