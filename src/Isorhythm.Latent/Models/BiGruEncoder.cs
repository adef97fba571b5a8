using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// Bidirectional GRU layers over the steps of a grid, the features of all drums side by side at each; the top layer's last states, one of each
/// direction, give mean and deviation (section 3.1 of Chen et al. 2022).
/// </summary>
internal sealed class BiGruEncoder : Encoder
{
    internal const string Kind = "bi-gru";

    private readonly DrumGrid grid;
    private readonly BidirectionalGru[] layers;
    private readonly PosteriorHead head;

    internal BiGruEncoder(Parameters weights, EncoderRecipe recipe, DrumGrid grid, int features, int dimensions)
    {
        this.grid = grid;
        layers =
        [
            .. Enumerable.Range(0, recipe.Layers).Select(layer => new BidirectionalGru(
                weights, $"encoder.gru{layer}", layer == 0 ? features * grid.Drums : 2 * recipe.Hidden, recipe.Hidden)),
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
            (x, h) = layer.Forward(tape, [StepInput.Sequence(x)], grid.Steps, features[0].Rows);    // [T·B, 2H], [B, 2H]
        }

        return head.Forward(tape, h);
    }
}
