using System.Buffers.Binary;
using System.Text.Json;

namespace Isorhythm.Tensors;

/// <summary>Reads a safetensors file, trusting nothing in it.</summary>
internal sealed class SafeTensorsReader(string source)
{
    private const long LongestHeader = 100_000_000;

    public SafeTensors Read(Stream stream)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        ReadFully(stream, length, "the length of its header");
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (headerLength is < 2 or > LongestHeader)
        {
            throw Fault($"its first eight bytes promise a header of {headerLength} bytes; is it a safetensors file?");
        }

        // Read in pieces: a false length must not take 100 MB before the end of a short file shows.
        byte[] header = ReadBytes(stream, (long)headerLength, "its header");
        (Dictionary<string, string> metadata, List<Entry> entries) = ParseHeader(header);
        return new SafeTensors(ReadTensors(stream, entries), metadata);
    }

    private List<SafeTensor> ReadTensors(Stream stream, List<Entry> entries)
    {
        var tensors = new List<SafeTensor>(entries.Count);
        long expected = 0;
        foreach (Entry entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != expected)
            {
                throw Fault($"\"{entry.Name}\" starts at byte {entry.Begin} of the numbers, not at {expected} where the one before ends.");
            }

            byte[] bytes = ReadBytes(stream, entry.End - entry.Begin, $"the values of \"{entry.Name}\"");
            tensors.Add(new SafeTensor(entry.Name, entry.Shape, ToFloats(bytes)));
            expected = entry.End;
        }

        if (stream.ReadByte() >= 0)
        {
            throw Fault("more bytes follow than its header names.");
        }

        return tensors;
    }

    private (Dictionary<string, string> Metadata, List<Entry> Entries) ParseHeader(byte[] header)
    {
        try
        {
            using var json = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            var entries = new List<Entry>();
            foreach (JsonProperty property in json.RootElement.EnumerateObject())
            {
                if (property.NameEquals("__metadata__"))
                {
                    foreach (JsonProperty text in property.Value.EnumerateObject())
                    {
                        metadata[text.Name] = text.Value.GetString() ?? "";
                    }
                }
                else
                {
                    entries.Add(ParseEntry(property));
                }
            }

            return (metadata, entries);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new SafeTensorsException($"{source} is broken: its header is not what the safetensors format asks for ({exception.Message})", exception);
        }
    }

    private Entry ParseEntry(JsonProperty property)
    {
        string? type = property.Value.GetProperty("dtype").GetString();
        if (type != "F32")
        {
            throw Fault($"\"{property.Name}\" is of type {type}, and only F32 is read here.");
        }

        int[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        long[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] - offsets[0] != Bytes(shape))
        {
            throw Fault($"\"{property.Name}\" of shape [{string.Join(", ", shape)}] does not fill the bytes [{string.Join(", ", offsets)}].");
        }

        return new Entry(property.Name, shape, offsets[0], offsets[1]);
    }

    /// <summary>The bytes that a shape takes, or -1 for a shape that no array has.</summary>
    private static long Bytes(int[] shape)
    {
        long count = 1;
        foreach (int size in shape)
        {
            if (size < 0 || (size > 0 && count > Array.MaxLength / sizeof(float) / size))
            {
                return -1;
            }

            count *= size;
        }

        return count * sizeof(float);
    }

    private byte[] ReadBytes(Stream stream, long count, string what)
    {
        const int Piece = 1 << 20;
        byte[] bytes = new byte[Math.Min(count, Piece)];
        ReadFully(stream, bytes, what);
        for (int read = bytes.Length; read < count; read = bytes.Length)
        {
            Array.Resize(ref bytes, (int)Math.Min(count, 2L * read));
            ReadFully(stream, bytes.AsSpan(read), what);
        }

        return bytes;
    }

    private void ReadFully(Stream stream, Span<byte> bytes, string what)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw Fault($"it ends within {what}; copy or download it again.");
        }
    }

    private static float[] ToFloats(byte[] bytes)
    {
        float[] values = new float[bytes.Length / sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        }

        return values;
    }

    private SafeTensorsException Fault(string what) => new($"{source} is broken: {what}");

    private sealed record Entry(string Name, int[] Shape, long Begin, long End);
}
