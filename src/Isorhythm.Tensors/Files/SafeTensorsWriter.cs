using System.Buffers.Binary;
using System.Text.Json;

namespace Isorhythm.Tensors;

internal static class SafeTensorsWriter
{
    private const int Alignment = 8;

    public static void Write(Stream stream, SafeTensors file)
    {
        byte[] header = Header(file);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (SafeTensor tensor in file.Tensors)
        {
            LittleEndian.Write(stream, tensor.Values.Span);
        }
    }

    private static byte[] Header(SafeTensors file)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteMetadata(json, file.Metadata);
            long offset = 0;
            foreach (SafeTensor tensor in file.Tensors)
            {
                WriteEntry(json, tensor, ref offset);
            }

            json.WriteEndObject();
        }

        // The format allows spaces after the header, so that the numbers start aligned.
        while (buffer.Length % Alignment != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Count == 0)
        {
            return;
        }

        json.WriteStartObject("__metadata__");
        foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, SafeTensor tensor, ref long offset)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", "F32");
        json.WriteStartArray("shape");
        foreach (int size in tensor.Shape)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        offset += (long)tensor.Values.Length * sizeof(float);
        json.WriteNumberValue(offset);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
