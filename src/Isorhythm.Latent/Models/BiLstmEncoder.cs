using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// Bidirectional LSTM layers over the steps of a grid, the features of all drums side by side at each; the top layer's last states, one of each
/// direction, give mean and deviation (section 3.1 of Roberts et al. 2018).
/// </summary>
internal sealed class BiLstmEncoder : Encoder
{
    private readonly DrumGrid grid;
    private readonly float dropout;
    private readonly BidirectionalLstm[] layers;
    private readonly PosteriorHead head;

    internal BiLstmEncoder(Parameters weights, EncoderRecipe recipe, DrumGrid grid, int features, int dimensions)
    {
        this.grid = grid;
        dropout = recipe.Dropout;
        layers =
        [
            .. Enumerable.Range(0, recipe.Layers).Select(layer => new BidirectionalLstm(
                weights,
                $"encoder.lstm{layer}",
                layer == 0 ? features * grid.Drums : 2 * recipe.Hidden,
                recipe.Hidden,
                start: new(Memory: grid.Steps))),
        ];
        var initialiser = Initialisers.Named(recipe.Initialiser);
        head = new PosteriorHead(weights, 2 * recipe.Hidden, dimensions, initialiser, initialiser);
    }

    internal override Posterior Forward(Tape tape, ReadOnlySpan<Variable> features, RandomStream? masks = null)
    {
        var x = GridSteps.Of(tape, features, grid);                                                 // [T·B, F·D]
        Variable h = default;
        foreach (var layer in layers)
        {
            (x, h) = layer.Forward(tape, [StepInput.Sequence(x)], grid.Steps, features[0].Rows, Masks.Of(dropout, masks));  // [T·B, 2H], [B, 2H]
        }

        return head.Forward(tape, h);
    }
}
