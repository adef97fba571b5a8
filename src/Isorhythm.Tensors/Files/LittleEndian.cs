using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Isorhythm.Tensors;

/// <summary>Numbers in files, whose lowest byte comes first on every machine.</summary>
internal static class LittleEndian
{
    public static void Write(Stream stream, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        Span<byte> four = stackalloc byte[sizeof(float)];
        foreach (float value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(four, value);
            stream.Write(four);
        }
    }
}
