using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A part that turns latent codes into features: a trunk that all features share, a branch for each, and its output layer.
/// One file a kind; <see cref="Create"/> is the list of kinds.
/// </summary>
internal abstract class Decoder(Parameters weights, IReadOnlyList<Feature> features)
{
    internal static string[] Kinds { get; } = ["dense", "branches", "linear", ConductorGruDecoder.Kind, TrackLstmDecoder.Kind, TokenDecoder.Flat, TokenDecoder.Hierarchical];

    private Dense[] outputs = [];

    /// <summary>Codes <c>[B, Z]</c> to every feature before its activation, <c>[B, cells]</c> each: what the objective compares.</summary>
    internal void Forward(Tape tape, Variable codes, Span<Variable> logits) => Branches(tape, Trunk(tape, codes), logits);

    /// <summary>Codes <c>[B, Z]</c> to the first <paramref name="count"/> features as they are heard, <c>[B, cells]</c> each.</summary>
    internal void Decode(Tape tape, Variable codes, Span<Variable> values, int count)
    {
        var trunk = Trunk(tape, codes);
        for (var i = 0; i < count; i++)
        {
            values[i] = Cells(tape, tape.Dense(Branch(tape, trunk, i), outputs[i].Weight, outputs[i].Bias, features[i].Output));
        }
    }

    /// <summary>
    /// Spreads the folds of the first layer over the map. A unit folds where its input passes zero: with zero biases every fold goes
    /// through the origin, and the map falls into rays that never end. Here unit k has a random direction and the fold a random
    /// distance from the origin, up to the corner of the square of three deviations.
    /// </summary>
    internal void SpreadHinges(RandomStream random)
    {
        if (First is { } layer)
        {
            Hinges.Spread(layer, random);
        }
    }

    internal static Decoder Create(Parameters weights, DecoderRecipe recipe, IReadOnlyList<Feature> features, DrumGrid grid, int dimensions)
    {
        var activation = Activations.Named(recipe.Activation);
        var initialiser = Initialisers.Named(recipe.Initialiser);
        Decoder decoder = recipe.Kind switch
        {
            "dense" => new DenseDecoder(weights, features, dimensions, recipe.Hidden, activation, initialiser),
            "branches" => new BranchDecoder(weights, features, dimensions, recipe.Layers, recipe.Hidden, activation, initialiser),
            "linear" => new LinearDecoder(weights, features),
            ConductorGruDecoder.Kind => new ConductorGruDecoder(weights, features, recipe, grid, dimensions),
            TokenDecoder.Flat or TokenDecoder.Hierarchical => new LstmGridDecoder(weights, features, recipe, grid, dimensions),
            _ => throw new IsorhythmException($"The decoder \"{recipe.Kind}\" does not write grids: choose one of {string.Join(", ", Kinds)}."),
        };
        var writesSteps = decoder is ConductorGruDecoder or LstmGridDecoder;
        decoder.AddOutputs(writesSteps ? grid.Drums : grid.Cells, recipe.Kind == "linear" ? dimensions : recipe.Hidden, initialiser);
        return decoder;
    }

    /// <summary>What each branch ends with, in the order of the features.</summary>
    private protected IReadOnlyList<Dense> Outputs => outputs;

    /// <summary>What the features share, to every feature before its activation.</summary>
    private protected void Branches(Tape tape, Variable trunk, Span<Variable> logits)
    {
        for (var i = 0; i < outputs.Length; i++)
        {
            logits[i] = Cells(tape, outputs[i].Forward(tape, Branch(tape, trunk, i)));
        }
    }

    /// <summary>The layer that codes enter; null where none has folds.</summary>
    protected virtual Dense? First => null;

    /// <summary>What the features share: <c>[B, Z]</c> to <c>[B, H]</c>.</summary>
    protected abstract Variable Trunk(Tape tape, Variable codes);

    /// <summary>What a feature has to itself: <c>[B, H]</c> to <c>[B, H]</c>.</summary>
    protected virtual Variable Branch(Tape tape, Variable trunk, int feature) => trunk;

    /// <summary>What an output layer gives, as <c>[B, cells]</c>.</summary>
    protected virtual Variable Cells(Tape tape, Variable output) => output;

    private void AddOutputs(int columns, int width, Initialiser initialiser) =>
        outputs = [.. features.Select(feature => new Dense(weights, $"decoder.{feature.Name}", width, columns, initialiser: initialiser))];
}
