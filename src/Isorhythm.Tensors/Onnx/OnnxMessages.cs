namespace Isorhythm.Tensors.Onnx;

/// <summary>The messages of ONNX (github.com/onnx/onnx, docs/IR.md) that a graph needs, with their field numbers.</summary>
internal static class OnnxMessages
{
    /// <summary>Read by every runtime since 2022: newer ones are refused by runtimes that lie in people's programs.</summary>
    private const int IrVersion = 8;

    private const int OperatorSet = 17;

    /// <summary>ModelProto.</summary>
    public static ProtoMessage Model(ProtoMessage graph) => new ProtoMessage()
        .Number(1, IrVersion)
        .Text(2, "isorhythm")
        .Message(7, graph)
        .Message(8, new ProtoMessage().Text(1, "").Number(2, OperatorSet));

    /// <summary>NodeProto.</summary>
    public static ProtoMessage Node(string name, OnnxNode node)
    {
        var message = new ProtoMessage();
        Each(node.Inputs, input => message.Text(1, input));
        Each(node.Outputs, output => message.Text(2, output));
        message.Text(3, name).Text(4, node.Kind);
        Each(node.Attributes, attribute => message.Message(5, attribute));
        return message;
    }

    /// <summary>AttributeProto of a whole number.</summary>
    public static ProtoMessage Whole(string name, long value) => new ProtoMessage().Text(1, name).Number(3, value).Number(20, 2);

    /// <summary>AttributeProto of a float32.</summary>
    public static ProtoMessage Real(string name, float value) => new ProtoMessage().Text(1, name).Real(2, value).Number(20, 1);

    /// <summary>AttributeProto of a word.</summary>
    public static ProtoMessage Word(string name, string value) => new ProtoMessage().Text(1, name).Text(4, value).Number(20, 3);

    /// <summary>AttributeProto of whole numbers.</summary>
    public static ProtoMessage Wholes(string name, params ReadOnlySpan<int> values)
    {
        var message = new ProtoMessage().Text(1, name);
        foreach (int value in values)
        {
            message.Number(8, value);
        }

        return message.Number(20, 7);
    }

    /// <summary>TensorProto: its numbers are written when the file is, so that weights are not held twice.</summary>
    public static ProtoMessage Tensor(string name, OnnxType type, ReadOnlySpan<int> sizes, Action<Stream> write)
    {
        var message = new ProtoMessage();
        long bytes = type == OnnxType.Int64 ? sizeof(long) : sizeof(float);
        foreach (int size in sizes)
        {
            message.Number(1, size);
            bytes *= size;
        }

        return message.Number(2, (int)type).Text(8, name).Bytes(9, bytes, write);
    }

    /// <summary>ValueInfoProto: a fixed axis has its size, and its name beside it; the batch has a name in the place of a size.</summary>
    public static ProtoMessage Value(OnnxValue value)
    {
        var shape = new ProtoMessage();
        Each(value.Axes, axis => shape.Message(1, axis.IsBatch
            ? new ProtoMessage().Text(2, axis.Name).Text(3, axis.Name)
            : new ProtoMessage().Number(1, axis.Size).Text(3, axis.Name)));
        var tensor = new ProtoMessage().Number(1, (int)value.Type).Message(2, shape);
        return new ProtoMessage().Text(1, value.Name).Message(2, new ProtoMessage().Message(1, tensor)).Text(3, value.Meaning);
    }

    private static void Each<T>(IEnumerable<T> all, Func<T, ProtoMessage> add)
    {
        foreach (T one in all)
        {
            add(one);
        }
    }
}
