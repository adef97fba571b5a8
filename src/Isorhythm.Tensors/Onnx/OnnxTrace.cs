using System.Buffers.Binary;
using Isorhythm.Tensors.Onnx;

namespace Isorhythm.Tensors;

/// <summary>
/// Writes what a network does as an ONNX file: name the inputs, run the network forwards once on <see cref="Tape"/>, name the outputs. Each operation
/// that the tape wrote down becomes a few operators of ONNX, and the batch of one that ran becomes a batch of any size.
/// </summary>
/// <example><code>
/// using var trace = new OnnxTrace("decoder", "From a code to a rhythm.");
/// Variable code = trace.Input("code", "A point of the space.", OnnxAxis.Batch, new("dimensions", 20));
/// trace.Output("velocity", "From 0 to 1.", decoder.Forward(trace.Tape, code), OnnxAxis.Batch, new("drums", 9), new("steps", 64));
/// trace.Write(stream);
/// </code></example>
public sealed class OnnxTrace : IDisposable
{
    /// <summary>No file of protocol buffers may be longer.</summary>
    public const long LargestLength = int.MaxValue;

    private readonly List<OnnxValue> inputs = [];
    private readonly List<(OnnxValue Value, Variable Variable)> outputs = [];
    private readonly Lazy<ProtoMessage> model;

    /// <summary>Starts a graph.</summary>
    /// <param name="name">The graph's name.</param>
    /// <param name="meaning">What it does, as a sentence.</param>
    public OnnxTrace(string name, string meaning)
    {
        (Name, Meaning) = (name, meaning);
        Graph = new OnnxGraph { FirstInput = () => inputs[0].Name };
        model = new(Build);
    }

    /// <summary>The graph's name.</summary>
    public string Name { get; }

    /// <summary>What it does, as a sentence.</summary>
    public string Meaning { get; }

    /// <summary>What the network is to run on.</summary>
    public Tape Tape { get; } = new();

    /// <summary>What the file is made of.</summary>
    internal OnnxGraph Graph { get; }

    /// <summary>The inputs in their order.</summary>
    public IReadOnlyList<OnnxValue> Inputs => inputs;

    /// <summary>The outputs in their order.</summary>
    public IReadOnlyList<OnnxValue> Outputs => [.. outputs.Select(output => output.Value)];

    /// <summary>Bytes of the file; once it was asked for, nothing more can be added.</summary>
    public long Length => model.Value.Length;

    /// <summary>An input of real numbers, as a variable <c>[1, N]</c> of zeros, N the product of the axes behind the batch.</summary>
    public Variable Input(string input, string means, params OnnxAxis[] axes)
    {
        inputs.Add(new OnnxValue(input, OnnxType.Float, axes, means));
        Variable variable = NewVariable(axes.Skip(1).Aggregate(1, (product, axis) => product * axis.Size));
        Graph[variable] = Graph.Reshape(input, -1, variable.Columns);
        return variable;
    }

    /// <summary>
    /// An input of states, whole numbers from 0, <c>[batch, axes]</c> or <c>[batch]</c>, as a variable <c>[1, states·T]</c>: the T steps of each state side by
    /// side, 1 where it is the one that was given. A number that is no state, such as -1, is none of them.
    /// </summary>
    public Variable States(string input, string means, int states, params ReadOnlySpan<OnnxAxis> steps)
    {
        AddTokens(input, means, steps);
        Variable variable = NewVariable(states * (steps.IsEmpty ? 1 : steps[0].Size));
        int[] sizes = steps.IsEmpty ? [states] : [states, 1];
        string all = Graph.Tensor($"states_{string.Join('_', sizes)}", OnnxType.Int32, sizes, stream => WriteCount(stream, states));
        string equal = Graph.Node("Equal", [Graph.Node("Unsqueeze", [input, Graph.Integers(1)]), all]);
        Graph[variable] = Graph.Reshape(Graph.Node("Cast", [equal], OnnxMessages.Whole("to", (int)OnnxType.Float)), -1, variable.Columns);
        return variable;
    }

    /// <summary>
    /// The same where a state is not its own column but a row of a table <c>[states, columns]</c>, such as the drums that sound in it: a variable <c>[1,
    /// columns·T]</c>. Every number must be a state.
    /// </summary>
    public Variable RowsOf(float[] table, int columns, string input, string means, OnnxAxis steps)
    {
        AddTokens(input, means, [steps]);
        Variable variable = NewVariable(columns * steps.Size);
        string rows = Graph.Node("Gather", [Graph.Reals($"{input}.table", [table.Length / columns, columns], table), input]);
        Graph[variable] = Graph.Reshape(Graph.Transpose(rows, 0, 2, 1), -1, variable.Columns);
        return variable;
    }

    /// <summary>An output: a variable <c>[k, N]</c>, whose k·batch rows and N columns are given those axes.</summary>
    public void Output(string output, string means, Variable variable, params OnnxAxis[] axes) =>
        outputs.Add((new OnnxValue(output, OnnxType.Float, axes, means), variable));

    /// <summary>Writes the file.</summary>
    /// <exception cref="InvalidOperationException">It would be longer than <see cref="LargestLength"/>.</exception>
    /// <exception cref="NotSupportedException">The network did something that only training does.</exception>
    public void Write(Stream stream)
    {
        if (Length > LargestLength)
        {
            throw new InvalidOperationException($"The graph takes {Length} bytes, and a file of ONNX holds at most {LargestLength}.");
        }

        model.Value.Write(stream);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => Tape.Dispose();

    private void AddTokens(string input, string means, ReadOnlySpan<OnnxAxis> steps) =>
        inputs.Add(new OnnxValue(input, OnnxType.Int32, [OnnxAxis.Batch, .. steps], means));

    // It is to need a gradient, so that the tape writes down what becomes of it.
    private Variable NewVariable(int columns)
    {
        Tensor zeros = Tape.Allocate(1, columns);
        zeros.Fill(0);
        return Tape.Add(zeros, needsGradient: true);
    }

    private ProtoMessage Build()
    {
        Tape.Express(Graph);
        foreach ((OnnxValue value, Variable variable) in outputs)
        {
            int[] sizes = [.. value.Axes.Select(axis => axis.IsBatch ? -1 : axis.Size)];
            Graph.Node("Reshape", [Graph[variable], Graph.Integers(sizes)], [value.Name]);
        }

        return OnnxMessages.Model(Graph.Message(Name, Meaning, inputs, Outputs));
    }

    private static void WriteCount(Stream stream, int count)
    {
        Span<byte> four = stackalloc byte[sizeof(int)];
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(four, i);
            stream.Write(four);
        }
    }
}
