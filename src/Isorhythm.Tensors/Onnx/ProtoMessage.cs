using System.Buffers.Binary;
using System.Text;

namespace Isorhythm.Tensors.Onnx;

/// <summary>
/// A message on the wire of protocol buffers (protobuf.dev/programming-guides/encoding): fields one after another, each a key and a number, or a key, a
/// length and so many bytes. Lengths stand before what they measure, so large fields are measured first and written when the file is.
/// </summary>
internal sealed class ProtoMessage
{
    private const int VarintType = 0;
    private const int LengthType = 2;
    private const int Fixed32Type = 5;
    private readonly List<Action<Stream>> parts = [];

    /// <summary>Bytes of the message.</summary>
    public long Length { get; private set; }

    /// <summary>A whole number, or one of an enumeration.</summary>
    public ProtoMessage Number(int field, long value) => Add([.. Key(field, VarintType), .. Varint((ulong)value)]);

    /// <summary>A float32.</summary>
    public ProtoMessage Real(int field, float value)
    {
        var bytes = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return Add([.. Key(field, Fixed32Type), .. bytes]);
    }

    /// <summary>A text in UTF-8.</summary>
    public ProtoMessage Text(int field, string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        return Add([.. Key(field, LengthType), .. Varint((ulong)bytes.Length), .. bytes]);
    }

    /// <summary>A message in this one, which is not changed any more.</summary>
    public ProtoMessage Message(int field, ProtoMessage message) => Bytes(field, message.Length, message.Write);

    /// <summary>So many bytes, which <paramref name="write"/> writes when the file is.</summary>
    public ProtoMessage Bytes(int field, long length, Action<Stream> write)
    {
        Add([.. Key(field, LengthType), .. Varint((ulong)length)]);
        Length += length;
        parts.Add(write);
        return this;
    }

    /// <summary>Writes the whole message.</summary>
    public void Write(Stream stream)
    {
        foreach (Action<Stream> write in parts)
        {
            write(stream);
        }
    }

    private static byte[] Key(int field, int type) => Varint((ulong)((field << 3) | type));

    // Seven bits a byte, the lowest first; the eighth says that another byte follows.
    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }

    private ProtoMessage Add(byte[] bytes)
    {
        Length += bytes.Length;
        parts.Add(stream => stream.Write(bytes));
        return this;
    }
}
