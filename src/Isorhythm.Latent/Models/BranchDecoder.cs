using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>Common hidden layers, then one for each feature: the decoder that R-VAE released (after Tokui, M4L.RhythmVAE), which has one of the former.</summary>
internal sealed class BranchDecoder(
    Parameters weights, IReadOnlyList<Feature> features, int dimensions, int layers, int width, Activation activation, Initialiser initialiser)
    : Decoder(weights, features)
{
    private readonly Dense[] common =
    [
        new(weights, "decoder.common", dimensions, width, activation, initialiser),
        .. Enumerable.Range(1, layers - 1).Select(i => new Dense(weights, $"decoder.common{i}", width, width, activation, initialiser)),
    ];

    private readonly Dense[] branches =
        [.. Enumerable.Range(0, features.Count).Select(i => new Dense(weights, $"decoder.branch{i}", width, width, activation, initialiser))];

    protected override Dense First => common[0];

    protected override Variable Trunk(Tape tape, Variable codes) => common.Aggregate(codes, (x, layer) => layer.Forward(tape, x));

    protected override Variable Branch(Tape tape, Variable trunk, int feature) => branches[feature].Forward(tape, trunk);
}
