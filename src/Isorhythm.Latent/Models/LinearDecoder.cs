using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>Codes straight to the features: the sum of components that principal component analysis decodes to.</summary>
internal sealed class LinearDecoder(Parameters weights, IReadOnlyList<Feature> features) : Decoder(weights, features)
{
    protected override Variable Trunk(Tape tape, Variable codes) => codes;
}
