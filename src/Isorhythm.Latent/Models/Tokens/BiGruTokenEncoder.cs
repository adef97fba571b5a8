using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>Bidirectional GRU layers over all steps; the top layer's last states are the vector (section 3.1 of Chen et al. 2022).</summary>
internal sealed class BiGruTokenEncoder(Parameters weights, EncoderRecipe recipe, TokenTracks tracks, int dimensions)
    : TokenEncoder(weights, tracks, 2 * recipe.Hidden, dimensions, PosteriorHead.LeastDeviation)
{
    private readonly BidirectionalGru[] layers =
    [
        .. Enumerable.Range(0, recipe.Layers).Select(layer => new BidirectionalGru(
            weights,
            $"encoder.gru{layer}",
            layer == 0 ? TokenInput.Width(tracks) : 2 * recipe.Hidden,
            recipe.Hidden,
            start: new(EmbeddedRows: layer == 0 ? TokenInput.Width(tracks) : 0))),
    ];

    private protected override Variable Read(Tape tape, StepInput[] input, int batch, RandomStream? masks)
    {
        Variable last = default;
        foreach (var layer in layers)
        {
            (var outputs, last) = layer.Forward(tape, input, Tracks.Steps, batch);        // [T·B, 2H], [B, 2H]
            input = [StepInput.Sequence(outputs)];
        }

        return last;
    }
}
