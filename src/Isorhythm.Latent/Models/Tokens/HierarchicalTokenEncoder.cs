using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>One bidirectional LSTM over the steps of each bar, and one over the bars' last states.</summary>
internal sealed class HierarchicalTokenEncoder(Parameters weights, EncoderRecipe recipe, TokenTracks tracks, int dimensions)
    : TokenEncoder(weights, tracks, 2 * recipe.Hidden, dimensions)
{
    private readonly BidirectionalLstm steps = new(
        weights, "encoder.steps", TokenInput.Width(tracks), recipe.Hidden, start: new(TokenInput.Width(tracks), tracks.StepsPerBar));

    private readonly BidirectionalLstm bars = new(
        weights, "encoder.bars", 2 * recipe.Hidden, recipe.Hidden, start: new(Memory: tracks.Bars));

    internal override int Segments => Tracks.Bars;

    private protected override Variable Read(Tape tape, StepInput[] input, int batch, RandomStream? masks)
    {
        var (_, bar) = steps.Forward(tape, input, Tracks.StepsPerBar, Tracks.Bars * batch, Masks.Of(recipe.Dropout, masks));  // [U·B, 2H]
        var (_, last) = bars.Forward(tape, [StepInput.Sequence(bar)], Tracks.Bars, batch, Masks.Of(recipe.Dropout, masks));
        return last;                                                                                // [B, 2H]
    }
}
