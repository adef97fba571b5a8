using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// LSTM layers that write a grid one step after another. They start from the code, and each step sees it beside all values of the step before
/// (GrooVAE: Gillick et al. 2019); or a conductor gives each bar an embedding, and they write each bar from that. The state ends with the bar,
/// but the step before the bar line is known beyond it (section 3.2 of Roberts et al. 2018). E is the width of the code or embedding.
/// </summary>
internal sealed class LstmGridDecoder : Decoder
{
    private readonly IReadOnlyList<Feature> features;
    private readonly DrumGrid grid;
    private readonly int embedding;

    internal LstmGridDecoder(Parameters weights, IReadOnlyList<Feature> features, DecoderRecipe recipe, DrumGrid grid, int dimensions)
        : base(weights, features)
    {
        this.features = features;
        this.grid = grid;
        var hasConductor = recipe.Kind == TokenDecoder.Hierarchical;
        Segments = hasConductor ? GridSteps.Bars(grid) : 1;
        Conductor = hasConductor ? new Conductor(weights, recipe, dimensions, Segments) : null;
        embedding = hasConductor ? recipe.Hidden : dimensions;
        Layers = new LstmStack(weights, hasConductor ? "decoder.bar" : "decoder", recipe, embedding, Width + embedding);
    }

    /// <summary>How many short sequences a phrase is decoded as: its bars, or itself.</summary>
    internal int Segments { get; }

    /// <summary>What gives each bar its embedding; null where the code itself is.</summary>
    internal Conductor? Conductor { get; }

    /// <summary>The layers that write the steps.</summary>
    internal LstmStack Layers { get; }

    private int Width => features.Count * grid.Drums;

    /// <summary>The same as <see cref="Decoder.Forward"/>, all steps at once, given what each is to see of the step before, <c>[T·B, F·D]</c> in segments.</summary>
    internal void Forward(Tape tape, Variable codes, Tensor previous, RandomStream? masks, Span<Variable> logits)
    {
        var from = Conductor?.Forward(tape, codes, Segments, masks) ?? codes;                       // [U·B, E]
        StepInput[] input = [StepInput.Sequence(tape.Constant(previous)), StepInput.Held(from)];
        Branches(tape, Layers.Forward(tape, from, input, grid.Steps / Segments, masks), logits);
    }

    /// <summary>The weights of now, for writing step by step.</summary>
    internal PackedDecoder Pack() => new(Conductor, [(Layers, [StepPart.Values(Width), StepPart.Held(embedding)])], Outputs);

    protected override Variable Trunk(Tape tape, Variable codes) =>
        throw new InvalidOperationException("A step is written knowing the step before: this decoder cannot write them all from the code alone.");

    protected override Variable Cells(Tape tape, Variable output) => tape.StepsToCells(output, Segments, output.Rows / grid.Steps);
}
