using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Isorhythm.Studio;

/// <summary>Writes packets of OSC 1.0.</summary>
internal static class OscWriter
{
    private const int Alignment = 4;

    /// <summary>A message as a packet of its own.</summary>
    /// <exception cref="ArgumentException">An argument is of no type that <see cref="OscMessage"/> names.</exception>
    public static byte[] Write(OscMessage message)
    {
        var packet = new ArrayBufferWriter<byte>(64);
        WriteString(packet, message.Address);
        WriteString(packet, "," + string.Concat(message.Arguments.Select(TagOf)));
        foreach (var argument in message.Arguments)
        {
            WriteArgument(packet, argument);
        }

        return packet.WrittenSpan.ToArray();
    }

    /// <summary>Packets (messages or bundles) that are meant at one time, as one packet.</summary>
    public static byte[] WriteBundle(ulong timeTag, params IEnumerable<byte[]> packets)
    {
        var bundle = new ArrayBufferWriter<byte>(256);
        WriteString(bundle, "#bundle");
        BinaryPrimitives.WriteUInt64BigEndian(Claim(bundle, 8), timeTag);
        foreach (var packet in packets)
        {
            BinaryPrimitives.WriteInt32BigEndian(Claim(bundle, 4), packet.Length);
            bundle.Write(packet);
        }

        return bundle.WrittenSpan.ToArray();
    }

    private static char TagOf(object? argument) => argument switch
    {
        int => 'i',
        float => 'f',
        string => 's',
        byte[] => 'b',
        true => 'T',
        false => 'F',
        null => 'N',
        double => 'd',
        long => 'h',
        _ => throw new ArgumentException($"OSC has no type for {argument.GetType()}.", nameof(argument)),
    };

    private static void WriteArgument(ArrayBufferWriter<byte> packet, object? argument)
    {
        switch (argument)
        {
            case int whole:
                BinaryPrimitives.WriteInt32BigEndian(Claim(packet, 4), whole);
                break;
            case float real:
                BinaryPrimitives.WriteSingleBigEndian(Claim(packet, 4), real);
                break;
            case double real:
                BinaryPrimitives.WriteDoubleBigEndian(Claim(packet, 8), real);
                break;
            case long whole:
                BinaryPrimitives.WriteInt64BigEndian(Claim(packet, 8), whole);
                break;
            case string words:
                WriteString(packet, words);
                break;
            case byte[] blob:
                BinaryPrimitives.WriteInt32BigEndian(Claim(packet, 4), blob.Length);
                packet.Write(blob);
                Pad(packet, blob.Length);
                break;
        }
    }

    private static void WriteString(ArrayBufferWriter<byte> packet, string words)
    {
        var bytes = Encoding.UTF8.GetBytes(words.Replace('\0', ' '));
        packet.Write(bytes);
        Claim(packet, 1)[0] = 0;
        Pad(packet, bytes.Length + 1);
    }

    private static void Pad(ArrayBufferWriter<byte> packet, int length) => Claim(packet, (Alignment - (length % Alignment)) % Alignment).Clear();

    private static Span<byte> Claim(ArrayBufferWriter<byte> packet, int count)
    {
        var span = packet.GetSpan(count)[..count];
        packet.Advance(count);
        return span;
    }
}
