using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// GRU layers that turn a code into one embedding a bar. They read nothing but their own state, which the code starts (section 3.1 of Chen et al.
/// 2022); the single input is 0 throughout, as in MusicVAE.
/// </summary>
internal sealed class GruConductor(Parameters weights, DecoderRecipe recipe, int dimensions)
{
    private readonly GruStack layers = new(
        weights, "decoder.conductor", dimensions, inputs: 1, categories: 0, recipe.Hidden, recipe.DepthOfConductor);

    /// <summary>The embeddings of U bars, <c>[U·B, H]</c>, row u·B + b, from the codes <c>[B, Z]</c>.</summary>
    internal Variable Forward(Tape tape, Variable codes, int bars)
    {
        var nothing = tape.AllocateTokens(bars * codes.Rows);
        nothing.Fill(Tokens.None);
        return layers.Forward(tape, codes, [StepInput.OneHot(nothing, 1)], bars);
    }
}
