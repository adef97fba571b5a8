using System.Buffers.Binary;
using System.Globalization;

namespace Isorhythm.Tensors.Onnx;

/// <summary>
/// The nodes and weights that stand for the operations of a tape. The tape ran with a batch of one, so a value of k rows is k·batch rows here, and every
/// shape leaves the batch open.
/// </summary>
internal sealed class OnnxGraph
{
    private readonly List<OnnxNode> nodes = [];
    private readonly List<(string Name, ProtoMessage Tensor)> tensors = [];
    private readonly Dictionary<string, OnnxNode> producers = new(StringComparer.Ordinal);
    private readonly HashSet<string> tensorNames = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> variables = [];
    private string? batch;

    /// <summary>Gives the name of an input whose first axis is the batch.</summary>
    public required Func<string> FirstInput { get; init; }

    /// <summary>The size of the batch, <c>[1]</c>.</summary>
    public string Batch => batch ??= Node("Shape", [FirstInput()], OnnxMessages.Whole("start", 0), OnnxMessages.Whole("end", 1));

    /// <summary>What stands for a variable. One that no operation made is a constant: a row that is the same for the whole batch.</summary>
    public string this[Variable variable]
    {
        get
        {
            if (!variables.TryGetValue(variable.Index, out string? name))
            {
                name = Constant(variable);
                variables[variable.Index] = name;
            }

            return name;
        }

        set => variables[variable.Index] = value;
    }

    /// <summary>Adds an operator of one output, and gives that output's name.</summary>
    public string Node(string kind, string[] inputs, params ProtoMessage[] attributes) =>
        Node(kind, inputs, [$"v{nodes.Count}"], attributes)[0];

    /// <summary>Adds an operator.</summary>
    public string[] Node(string kind, string[] inputs, string[] outputs, params ProtoMessage[] attributes)
    {
        var node = new OnnxNode(kind, [.. inputs], outputs, attributes);
        nodes.Add(node);
        foreach (string output in outputs)
        {
            producers[output] = node;
        }

        return outputs;
    }

    /// <summary>The same numbers with other axes; -1 for the one that holds the batch.</summary>
    public string Reshape(string x, params int[] sizes) => Node("Reshape", [x, Integers(sizes)]);

    public string Transpose(string x, params int[] order) => Node("Transpose", [x], OnnxMessages.Wholes("perm", order));

    /// <summary>Puts a part behind the parts that a concatenation has already.</summary>
    public void Join(Variable output, Variable part)
    {
        if (variables.TryGetValue(output.Index, out string? name))
        {
            producers[name].Inputs.Add(this[part]);
        }
        else
        {
            this[output] = Node("Concat", [this[part]], OnnxMessages.Whole("axis", 1));
        }
    }

    /// <summary>A weight as it is.</summary>
    public string Weight(Parameter weight) =>
        Tensor(weight.Name, OnnxType.Float, [weight.Rows, weight.Columns], stream => LittleEndian.Write(stream, weight.Value.Span));

    /// <summary>Whole numbers of 64 bits, as shapes are: <c>[n]</c>.</summary>
    public string Integers(params int[] values) => Tensor($"integers_{string.Join('_', values)}", OnnxType.Int64, [values.Length], stream =>
    {
        Span<byte> eight = stackalloc byte[sizeof(long)];
        foreach (int value in values)
        {
            BinaryPrimitives.WriteInt64LittleEndian(eight, value);
            stream.Write(eight);
        }
    });

    /// <summary>Numbers that are there when the file is written.</summary>
    public string Reals(string name, int[] sizes, float[] values) => Tensor(name, OnnxType.Float, sizes, stream => LittleEndian.Write(stream, values));

    /// <summary>One number, <c>[1, 1]</c>.</summary>
    public string Real(float value) => Reals(string.Create(CultureInfo.InvariantCulture, $"real_{value}"), [1, 1], [value]);

    /// <summary>Adds a tensor of the file, once for each name.</summary>
    public string Tensor(string name, OnnxType type, int[] sizes, Action<Stream> write)
    {
        if (tensorNames.Add(name))
        {
            tensors.Add((name, OnnxMessages.Tensor(name, type, sizes, write)));
        }

        return name;
    }

    /// <summary>GraphProto, with what the outputs need and nothing else.</summary>
    public ProtoMessage Message(string name, string meaning, IReadOnlyList<OnnxValue> inputs, IReadOnlyList<OnnxValue> outputs)
    {
        var needed = new HashSet<string>(outputs.Select(output => output.Name), StringComparer.Ordinal);
        foreach (OnnxNode node in nodes.AsEnumerable().Reverse().Where(node => node.Outputs.Any(needed.Contains)))
        {
            needed.UnionWith(node.Inputs);
        }

        var message = new ProtoMessage();
        foreach ((int number, OnnxNode node) in nodes.Index().Where(node => node.Item.Outputs.Any(needed.Contains)))
        {
            message.Message(1, OnnxMessages.Node($"{node.Kind}_{number}", node));
        }

        message.Text(2, name);
        foreach ((_, ProtoMessage tensor) in tensors.Where(tensor => needed.Contains(tensor.Name)))
        {
            message.Message(5, tensor);
        }

        message.Text(10, meaning);
        foreach (OnnxValue input in inputs)
        {
            message.Message(11, OnnxMessages.Value(input));
        }

        foreach (OnnxValue output in outputs)
        {
            message.Message(12, OnnxMessages.Value(output));
        }

        return message;
    }

    private string Constant(Variable variable) => variable.Rows == 1
        ? Reals($"constant{variable.Index}", [1, variable.Columns], variable.Value.ToArray())
        : throw new InvalidOperationException($"A constant of {variable.Value} has no place for the batch.");
}
