using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// LSTM layers that turn a code into one embedding a bar. They read nothing but their own state: the single input is 0 throughout, as in the
/// released program (section 3.2 of Roberts et al. 2018).
/// </summary>
internal sealed class Conductor(Parameters weights, DecoderRecipe recipe, int dimensions, int bars)
{
    internal LstmStack Layers { get; } =
        new(weights, "decoder.conductor", recipe with { Layers = recipe.DepthOfConductor }, dimensions, inputs: 1, memory: bars);

    /// <summary>The embeddings of U bars, <c>[U·B, H]</c>, row u·B + b, from the codes <c>[B, Z]</c>.</summary>
    internal Variable Forward(Tape tape, Variable codes, int bars, RandomStream? masks)
    {
        var nothing = tape.AllocateTokens(bars * codes.Rows);
        nothing.Fill(Tokens.None);
        return Layers.Forward(tape, codes, [StepInput.OneHot(nothing, 1)], bars, masks);
    }
}
