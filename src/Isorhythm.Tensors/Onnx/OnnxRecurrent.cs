using Isorhythm.Tensors.Operations;

namespace Isorhythm.Tensors.Onnx;

/// <summary>
/// A recurrent layer as ONNX's GRU and LSTM: <c>X [T, B, I]</c>, <c>W [directions, gates·H, I]</c>, <c>R [directions, gates·H, H]</c>, <c>B [directions,
/// 2·gates·H]</c>. Their gates stand in the orders z, r, h and i, o, f, c (github.com/onnx/onnx, docs/Operators.md).
/// </summary>
internal static class OnnxRecurrent
{
    // Where our gates r, z, n and i, f, g, o stand in ONNX's order.
    private static readonly int[] GruOrder = [1, 0, 2];
    private static readonly int[] LstmOrder = [0, 3, 1, 2];

    /// <summary>Adds the layer, of one direction or of two.</summary>
    public static void Write(OnnxGraph graph, RecurrentPass first, RecurrentPass? second)
    {
        RecurrentPass[] passes = second is null ? [first] : [first, second];
        var lstm = first as LstmPass;
        int units = first.Layer.Units;
        List<string> inputs = [Sequence(graph, first), .. Weights(graph, passes), "", State(graph, first.FirstHidden)];
        if (lstm is not null)
        {
            inputs.Add(State(graph, lstm.FirstCells));
        }

        string name = passes[0].Layer.Weight.Name;
        string[] outputs = graph.Node(
            lstm is null ? "GRU" : "LSTM",
            [.. inputs],
            lstm is null ? [$"{name}.y", $"{name}.h"] : [$"{name}.y", $"{name}.h", $"{name}.c"],
            Attributes(first, second, units));

        // Y is [T, directions, B, H], and last states are [directions, B, H].
        graph[first.Outputs] = graph.Reshape(graph.Transpose(outputs[0], 0, 2, 1, 3), -1, passes.Length * units);
        graph[first.Last] = graph.Reshape(graph.Transpose(outputs[1], 1, 0, 2), -1, passes.Length * units);
        if (lstm?.LastCells is { } cells)
        {
            graph[cells] = graph.Reshape(outputs[2], -1, units);
        }
    }

    private static ProtoMessage[] Attributes(RecurrentPass first, RecurrentPass? second, int units)
    {
        ProtoMessage hidden = OnnxMessages.Whole("hidden_size", units);
        ProtoMessage direction = OnnxMessages.Word("direction", second is not null ? "bidirectional" : first.Order.Reverse ? "reverse" : "forward");
        return first is LstmPass ? [hidden, direction] : [hidden, direction, OnnxMessages.Whole("linear_before_reset", 1)];
    }

    private static string State(OnnxGraph graph, Variable? state) => state is { } given ? graph.Node("Unsqueeze", [graph[given], graph.Integers(0)]) : "";

    /// <summary>All parts of the input side by side at every step, <c>[T, B, I]</c>.</summary>
    private static string Sequence(OnnxGraph graph, RecurrentPass pass)
    {
        var parts = new List<string>();
        foreach (StepInput input in pass.Inputs)
        {
            parts.Add(input.Kind switch
            {
                StepInputKind.Sequence => graph.Reshape(graph[input.Values], pass.Order.Steps, -1, input.Width),
                StepInputKind.Held => graph.Node(
                    "Expand", [graph.Node("Unsqueeze", [graph[input.Values], graph.Integers(0)]), graph.Integers(pass.Order.Steps, 1, 1)]),
                _ => Tokens(graph, input, pass, parts.Count),
            });
        }

        return parts is [var only] ? only : graph.Node("Concat", [.. parts], OnnxMessages.Whole("axis", 2));
    }

    /// <summary>Tokens that are the same for every row of the batch, such as the number of a step; none is a row of zeros.</summary>
    private static string Tokens(OnnxGraph graph, StepInput input, RecurrentPass pass, int part)
    {
        var (steps, segments, width) = (pass.Order.Steps, pass.Order.Batch, input.Width);
        var rows = new float[steps * segments * width];
        ReadOnlySpan<int> tokens = input.Tokens.Span;
        for (int row = 0; row < tokens.Length; row++)
        {
            if (tokens[row] != Isorhythm.Tensors.Tokens.None)
            {
                rows[(row * width) + tokens[row]] = 1;
            }
        }

        string name = $"{pass.Layer.Weight.Name}.tokens{part}";
        string shape = graph.Node(
            "Concat", [graph.Integers(steps, segments), graph.Batch, graph.Integers(width)], OnnxMessages.Whole("axis", 0));
        return graph.Reshape(graph.Node("Expand", [graph.Reals(name, [steps, segments, 1, width], rows), shape]), steps, -1, width);
    }

    private static string[] Weights(OnnxGraph graph, RecurrentPass[] passes)
    {
        RecurrentLayer[] layers = [.. passes.Select(pass => pass.Layer)];
        int[] order = layers[0] is Gru ? GruOrder : LstmOrder;
        var (units, inputs, gates) = (layers[0].Units, layers[0].Inputs, order.Length);
        string name = layers[0].Weight.Name;
        return
        [
            graph.Tensor($"{name}.W", OnnxType.Float, [layers.Length, gates * units, inputs], stream => Each(layers, layer => Columns(stream, layer.Weight, order))),
            graph.Tensor($"{name}.R", OnnxType.Float, [layers.Length, gates * units, units], stream => Each(layers, layer => Columns(stream, layer.Recurrent, order))),
            graph.Tensor($"{name}.B", OnnxType.Float, [layers.Length, 2 * gates * units], stream => Each(layers, layer =>
            {
                Columns(stream, layer.Bias, order);
                if (layer is Gru gru)
                {
                    Columns(stream, gru.RecurrentBias, order);
                }
                else
                {
                    // Both biases of an LSTM only ever add up, and ours are one.
                    LittleEndian.Write(stream, new float[gates * units]);
                }
            })),
        ];
    }

    /// <summary>The columns of a weight <c>[I, gates·H]</c> as rows, gate after gate.</summary>
    private static void Columns(Stream stream, Parameter weight, int[] order)
    {
        int units = weight.Columns / order.Length;
        var row = new float[weight.Rows];
        foreach (int gate in order)
        {
            for (int unit = 0; unit < units; unit++)
            {
                ReadOnlySpan<float> values = weight.Value.Span;
                for (int i = 0; i < row.Length; i++)
                {
                    row[i] = values[(i * weight.Columns) + (gate * units) + unit];
                }

                LittleEndian.Write(stream, row);
            }
        }
    }

    private static void Each(RecurrentLayer[] layers, Action<RecurrentLayer> write)
    {
        foreach (RecurrentLayer layer in layers)
        {
            write(layer);
        }
    }
}
