using Isorhythm.Tensors;

namespace Isorhythm.Tests.Tensors;

/// <summary>One of the networks of Oracles/pytorch_recurrent.py, with its golden values.</summary>
internal sealed class RecurrentGolden : IDisposable
{
    private const int Steps = 5;
    private const int Batch = 3;
    private const int Vocabulary = 7;
    private const int Held = 4;
    private const int Units = 9;
    private const int All = 3 + Vocabulary + Held;
    private static readonly string[] InputNames = ["values", "held", "hidden", "cells"];
    private readonly Arena arena = new();
    private readonly Func<Variable> forward;
    private Tokens tokens;

    public RecurrentGolden(string name)
    {
        File = SafeTensors.Read(Path.Combine(Requirements.Repository, "tests", "Isorhythm.Tests", "Golden", "pytorch", name + ".safetensors"));
        forward = Build(name);
        foreach (Parameter weight in Weights.All)
        {
            weight.Value.CopyFrom(File.Get("start." + weight.Name, weight.Rows, weight.Columns));
        }
    }

    public SafeTensors File { get; }

    public Parameters Weights { get; } = new();

    public Tape Tape { get; } = new();

    /// <summary>What takes a gradient besides the weights.</summary>
    public Dictionary<string, Variable> Inputs { get; } = [];

    /// <summary>What the last forward pass computed.</summary>
    public Dictionary<string, Variable> Seen { get; } = [];

    /// <summary>The inputs that PyTorch gave a gradient.</summary>
    public IEnumerable<string> Differentiated => InputNames.Where(name => File.Find("gradient.input." + name) is not null);

    public Variable Forward()
    {
        Tape.Reset();
        foreach (string name in InputNames)
        {
            Inputs[name] = Tape.Add(ToTensor("input." + name), needsGradient: true);
        }

        tokens = Tape.AllocateTokens(Steps * Batch);
        tokens.CopyFrom([.. File.Find("tokens")!.Values.ToArray().Select(token => (int)token)]);
        return forward();
    }

    public void AssertClose(string name, Tensor actual, float tolerance) =>
        Close.Assert(File.Get(name, actual.Rows, actual.Columns), actual.ToArray(), tolerance, name);

    public void Dispose()
    {
        Tape.Dispose();
        Weights.Dispose();
        arena.Dispose();
    }

    private StepInput[] Everything =>
        [StepInput.Sequence(Inputs["values"]), StepInput.OneHot(tokens, Vocabulary), StepInput.Held(Inputs["held"])];

    private Func<Variable> Build(string name)
    {
        switch (name)
        {
            case "lstm":
                var lstm = new Lstm(Weights, "layer", All, Units);
                return () => Loss(lstm.Forward(Tape, Everything, Steps, Batch, new LstmState(Inputs["hidden"], Inputs["cells"])));
            case "gru":
                var gru = new Gru(Weights, "layer", All, Units);
                return () => Loss(gru.Forward(Tape, Everything, Steps, Batch, Inputs["hidden"]));
            case "bidirectional-lstm":
                var lstms = new BidirectionalLstm(Weights, "layer", All, Units);
                return () => Loss(lstms.Forward(Tape, Everything, Steps, Batch));
            case "bidirectional-gru":
                var grus = new BidirectionalGru(Weights, "layer", All, Units);
                return () => Loss(grus.Forward(Tape, Everything, Steps, Batch));
            default:
                var first = new Lstm(Weights, "first", Vocabulary + Held, Units);
                var second = new Lstm(Weights, "second", Units, Units);
                var output = new Dense(Weights, "output", Units, Vocabulary + 2);
                return () => Loss(first, second, output);
        }
    }

    private Variable Loss(LstmSequence run)
    {
        See(run.Outputs, run.Last.Hidden);
        Seen["lastCells"] = run.Last.Cells;
        return Tape.WeightedSum(
            (Tape.SquaredError(run.Outputs, Columns("input.target", 0, Units)), 1),
            (Tape.SquaredError(run.Last.Hidden, Columns("input.targetOfLast", 0, Units)), 1),
            (Tape.SquaredError(run.Last.Cells, Columns("input.targetOfLast", Units, Units)), 1));
    }

    private Variable Loss(GruSequence run)
    {
        See(run.Outputs, run.Last);
        return Tape.WeightedSum(
            (Tape.SquaredError(run.Outputs, Columns("input.target", 0, Units)), 1),
            (Tape.SquaredError(run.Last, Columns("input.targetOfLast", 0, Units)), 1));
    }

    private Variable Loss(BidirectionalSequence run)
    {
        See(run.Outputs, run.Last);
        return Tape.WeightedSum(
            (Tape.SquaredError(run.Outputs, ToTensor("input.target")), 1), (Tape.SquaredError(run.Last, ToTensor("input.targetOfLast")), 1));
    }

    private Variable Loss(Lstm first, Lstm second, Dense output)
    {
        Variable lower = first.Forward(Tape, [StepInput.OneHot(tokens, Vocabulary), StepInput.Held(Inputs["held"])], Steps, Batch).Outputs;
        LstmSequence upper = second.Forward(Tape, [StepInput.Sequence(lower)], Steps, Batch);
        See(upper.Outputs, upper.Last.Hidden);
        Variable logits = output.Forward(Tape, upper.Outputs);
        return Tape.SoftmaxCrossEntropy(logits, 2, Vocabulary, tokens, Batch);
    }

    private void See(Variable outputs, Variable last)
    {
        Seen["outputs"] = outputs;
        Seen["last"] = last;
    }

    private Tensor Columns(string name, int first, int count)
    {
        Tensor all = ToTensor(name);
        return Tape.Columns(Tape.Constant(all), first, count).Value;
    }

    private Tensor ToTensor(string name)
    {
        SafeTensor golden = File.Find(name)!;
        Tensor tensor = arena.Allocate(golden.Shape[0], golden.Shape[1]);
        tensor.CopyFrom(golden.Values.Span);
        return tensor;
    }
}
