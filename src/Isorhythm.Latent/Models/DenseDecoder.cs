using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>One hidden layer that all features share (Fig. 1 of McDermott 2018).</summary>
internal sealed class DenseDecoder(
    Parameters weights, IReadOnlyList<Feature> features, int dimensions, int width, Activation activation, Initialiser initialiser)
    : Decoder(weights, features)
{
    private readonly Dense hidden = new(weights, "decoder.hidden", dimensions, width, activation, initialiser);

    protected override Dense First => hidden;

    protected override Variable Trunk(Tape tape, Variable codes) => hidden.Forward(tape, codes);
}
