using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>Bidirectional LSTM layers over all steps; the top layer's last states are the vector.</summary>
internal sealed class FlatTokenEncoder(Parameters weights, EncoderRecipe recipe, TokenTracks tracks, int dimensions)
    : TokenEncoder(weights, tracks, 2 * recipe.Hidden, dimensions)
{
    private readonly BidirectionalLstm[] layers =
    [
        .. Enumerable.Range(0, recipe.Layers).Select(layer => new BidirectionalLstm(
            weights,
            $"encoder.lstm{layer}",
            layer == 0 ? TokenInput.Width(tracks) : 2 * recipe.Hidden,
            recipe.Hidden,
            start: new(EmbeddedRows: layer == 0 ? TokenInput.Width(tracks) : 0, Memory: tracks.Steps))),
    ];

    private protected override Variable Read(Tape tape, StepInput[] input, int batch, RandomStream? masks)
    {
        Variable last = default;
        foreach (var layer in layers)
        {
            (var outputs, last) = layer.Forward(tape, input, Tracks.Steps, batch, Masks.Of(recipe.Dropout, masks));   // [T·B, 2H], [B, 2H]
            input = [StepInput.Sequence(outputs)];
        }

        return last;
    }
}
