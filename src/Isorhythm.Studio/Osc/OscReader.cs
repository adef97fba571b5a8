using System.Buffers.Binary;
using System.Text;

namespace Isorhythm.Studio;

/// <summary>
/// Reads packets of OSC 1.0: one message, or bundles within bundles. What a network may send is bounded and checked byte by byte; a packet that is not
/// OSC throughout gives nothing.
/// </summary>
internal ref struct OscReader
{
    private const int DeepestBundle = 8;
    private const int MostMessages = 512;
    private const int MostArguments = 256;
    private const int Alignment = 4;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly byte[] BundleMark = "#bundle\0"u8.ToArray();

    private ReadOnlySpan<byte> rest;

    private OscReader(ReadOnlySpan<byte> packet) => rest = packet;

    /// <summary>The messages of a packet, in their order.</summary>
    /// <exception cref="FormatException">It is not OSC; the message says why, in one clause.</exception>
    public static IReadOnlyList<OscMessage> Read(ReadOnlySpan<byte> packet)
    {
        var messages = new List<OscMessage>();
        ReadPacket(packet, OscMessage.AtOnce, depth: 0, messages);
        return messages;
    }

    private static void ReadPacket(ReadOnlySpan<byte> packet, ulong timeTag, int depth, List<OscMessage> messages)
    {
        if (packet.IsEmpty || packet.Length % Alignment != 0)
        {
            throw new FormatException("its length is no multiple of four");
        }

        if (packet.StartsWith(BundleMark))
        {
            new OscReader(packet[BundleMark.Length..]).ReadBundle(depth, messages);
        }
        else if (messages.Count == MostMessages)
        {
            throw new FormatException($"it holds more than {MostMessages} messages");
        }
        else
        {
            messages.Add(new OscReader(packet).ReadMessage(timeTag));
        }
    }

    private void ReadBundle(int depth, List<OscMessage> messages)
    {
        if (depth == DeepestBundle)
        {
            throw new FormatException($"its bundles are more than {DeepestBundle} deep");
        }

        var timeTag = BinaryPrimitives.ReadUInt64BigEndian(Take(8));
        while (!rest.IsEmpty)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(Take(4));
            if (size <= 0)
            {
                throw new FormatException("a part of its bundle has no length");
            }

            ReadPacket(Take(size), timeTag, depth + 1, messages);
        }
    }

    private OscMessage ReadMessage(ulong timeTag)
    {
        var address = ReadString();
        if (!address.StartsWith('/'))
        {
            throw new FormatException("its address does not begin with a slash");
        }

        if (rest.IsEmpty)
        {
            // Programs older than OSC 1.0 leave the tags out where there are no arguments.
            return new OscMessage(address, [], timeTag);
        }

        var tags = ReadString();
        if (!tags.StartsWith(',') || tags.Length > MostArguments)
        {
            throw new FormatException("its type tags do not begin with a comma, or are too many");
        }

        var arguments = new object?[tags.Length - 1];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = ReadArgument(tags[i + 1]);
        }

        return rest.IsEmpty ? new OscMessage(address, arguments, timeTag) : throw new FormatException("it is longer than its type tags say");
    }

    private object? ReadArgument(char tag) => tag switch
    {
        'i' => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
        'f' => BinaryPrimitives.ReadSingleBigEndian(Take(4)),
        's' => ReadString(),
        'b' => ReadBlob(),
        'T' => true,
        'F' => false,
        'N' => null,
        'd' => BinaryPrimitives.ReadDoubleBigEndian(Take(8)),
        'h' => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
        _ => throw new FormatException("it holds an argument of a type that is not one of i, f, s, b, T, F, N, d and h"),
    };

    private byte[] ReadBlob()
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(Take(4));
        if (length < 0 || length > rest.Length)
        {
            throw EndsTooSoon();
        }

        var blob = Take(length).ToArray();
        TakePadding(length);
        return blob;
    }

    private string ReadString()
    {
        var length = rest.IndexOf((byte)0);
        if (length < 0)
        {
            throw EndsTooSoon();
        }

        var bytes = Take(length);
        TakePadding(length, least: 1);
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException fault)
        {
            throw new FormatException("a string of it is neither ASCII nor UTF-8", fault);
        }
    }

    private void TakePadding(int length, int least = 0)
    {
        var count = (Alignment - ((length + least) % Alignment)) % Alignment;
        if (Take(count + least).ContainsAnyExcept((byte)0))
        {
            throw new FormatException("what pads a part of it is not zero");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > rest.Length)
        {
            throw EndsTooSoon();
        }

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    private static FormatException EndsTooSoon() => new("it ends too soon");
}
