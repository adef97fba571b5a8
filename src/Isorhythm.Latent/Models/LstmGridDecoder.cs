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

    internal LstmGridDecoder(Parameters weights, IReadOnlyList<Feature> features, DecoderRecipe recipe, DrumGrid grid, int dimensions)
        : base(weights, features)
    {
        this.features = features;
        this.grid = grid;
        var hasConductor = recipe.Kind == TokenDecoder.Hierarchical;
        Segments = hasConductor ? GridSteps.Bars(grid) : 1;
        Conductor = hasConductor ? new Conductor(weights, recipe, dimensions, Segments) : null;
        Embedding = hasConductor ? recipe.Hidden : dimensions;
        Layers = new LstmStack(weights, hasConductor ? "decoder.bar" : "decoder", recipe, Embedding, Width + Embedding);
    }

    /// <summary>How many short sequences a phrase is decoded as: its bars, or itself.</summary>
    internal int Segments { get; }

    /// <summary>E.</summary>
    internal int Embedding { get; }

    /// <summary>What gives each bar its embedding; null where the code itself is.</summary>
    internal Conductor? Conductor { get; }

    /// <summary>The layers that write the steps.</summary>
    internal LstmStack Layers { get; }

    private int Width => features.Count * grid.Drums;

    /// <summary>The same as <see cref="Decoder.Forward"/>, all steps at once, given what each is to see of the step before, <c>[T·B, F·D]</c> in segments.</summary>
    internal void Forward(Tape tape, Variable codes, Tensor previous, RandomStream? masks, Span<Variable> logits)
    {
        var from = Embed(tape, codes, masks);                                                  // [U·B, E]
        StepInput[] input = [StepInput.Sequence(tape.Constant(previous)), StepInput.Held(from)];
        Branches(tape, Layers.Forward(tape, from, input, grid.Steps / Segments, masks), logits);
    }

    /// <summary>What each segment is written from, <c>[U·B, E]</c>, row u·B + b, from the codes <c>[B, Z]</c>.</summary>
    internal Variable Embed(Tape tape, Variable codes, RandomStream? masks) => Conductor?.Forward(tape, codes, Segments, masks) ?? codes;

    /// <summary>
    /// One step of a segment: the features of its drums as they are heard, <c>[B, D]</c> each, and the layers' states after it, from its embedding, the
    /// states before it and all values of the step before, <c>[B, F·D]</c>.
    /// </summary>
    internal (Variable[] Heard, Variable States) Step(Tape tape, Variable embedding, Variable states, Variable previous)
    {
        var (h, after) = Layers.Step(tape, states, [StepInput.Sequence(previous), StepInput.Held(embedding)]);
        return ([.. Outputs.Zip(features, (output, feature) => tape.Dense(h, output.Weight, output.Bias, feature.Output))], after);
    }

    /// <summary>The weights of now, for writing step by step.</summary>
    internal PackedDecoder Pack() => new(Conductor, [(Layers, [StepPart.Values(Width), StepPart.Held(Embedding)])], Outputs);

    protected override Variable Trunk(Tape tape, Variable codes) =>
        throw new InvalidOperationException("A step is written knowing the step before: this decoder cannot write them all from the code alone.");

    protected override Variable Cells(Tape tape, Variable output) => tape.StepsToCells(output, Segments, output.Rows / grid.Steps);
}
