using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>A common hidden layer, then one for each feature: the decoder that R-VAE released (after Tokui, M4L.RhythmVAE).</summary>
internal sealed class BranchDecoder(
    Parameters weights, IReadOnlyList<Feature> features, int dimensions, int width, Activation activation, Initialiser initialiser)
    : Decoder(weights, features)
{
    private readonly Dense common = new(weights, "decoder.common", dimensions, width, activation, initialiser);
    private readonly Dense[] branches =
        [.. Enumerable.Range(0, features.Count).Select(i => new Dense(weights, $"decoder.branch{i}", width, width, activation, initialiser))];

    protected override Dense First => common;

    protected override Variable Trunk(Tape tape, Variable codes) => common.Forward(tape, codes);

    protected override Variable Branch(Tape tape, Variable trunk, int feature) => branches[feature].Forward(tape, trunk);
}
