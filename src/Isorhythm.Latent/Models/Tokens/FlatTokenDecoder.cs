using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>One stack over all steps, which writes every track (the baseline of section 5.3 of Roberts et al. 2018).</summary>
internal sealed class FlatTokenDecoder(Parameters weights, DecoderRecipe recipe, TokenTracks tracks, int dimensions) : TokenDecoder(tracks)
{
    internal override int Segments => 1;

    internal override IReadOnlyList<TokenStack> Stacks { get; } = [new TokenStack(weights, "decoder", recipe, tracks.Tracks, dimensions)];

    internal override Variable Embed(Tape tape, Variable codes, RandomStream? masks) => codes;
}
