using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A conductor gives each bar an embedding, and a GRU writes each bar from it, all bars side by side (section 3.1 of Chen et al. 2022). A step knows
/// its bar's embedding, the code and which step of the bar it is, but no output of the steps before: all of it is one smooth function of the code,
/// whose metric can be flattened.
/// </summary>
internal sealed class ConductorGruTrunk
{
    private readonly GruConductor conductor;
    private readonly GruStack bar;
    private readonly int bars;
    private readonly int stepsOfBar;

    internal ConductorGruTrunk(Parameters weights, DecoderRecipe recipe, int bars, int stepsOfBar, int dimensions)
    {
        this.bars = bars;
        this.stepsOfBar = stepsOfBar;
        conductor = new GruConductor(weights, recipe, dimensions);
        bar = new GruStack(
            weights, "decoder.bar", recipe.Hidden, stepsOfBar + recipe.Hidden + dimensions, categories: stepsOfBar, recipe.Hidden, recipe.Layers);
    }

    /// <summary>Every step of every bar, <c>[S·U·B, H]</c>, row s·(U·B) + u·B + b, from the codes <c>[B, Z]</c>.</summary>
    internal Variable Forward(Tape tape, Variable codes)
    {
        var embeddings = conductor.Forward(tape, codes, bars);                                      // [U·B, H]
        var step = StepInput.OneHot(StepOfEachRow(tape, embeddings.Rows), stepsOfBar);
        return bar.Forward(tape, embeddings, [step, StepInput.Held(embeddings), StepInput.Held(tape.Repeat(codes, bars))], stepsOfBar);
    }

    // A step's embedding is the row of the lowest layer's weight that its number chooses.
    private Tokens StepOfEachRow(Tape tape, int rowsOfStep)
    {
        var numbers = tape.AllocateTokens(stepsOfBar * rowsOfStep);
        for (var step = 0; step < stepsOfBar; step++)
        {
            numbers.Slice(step * rowsOfStep, rowsOfStep).Fill(step);
        }

        return numbers;
    }
}
