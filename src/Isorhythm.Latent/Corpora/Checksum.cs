using System.Buffers.Binary;
using System.Numerics;

namespace Isorhythm.Latent;

/// <summary>CRC-32C: finds every damaged byte of a short record, at a few instructions a read.</summary>
internal static class Checksum
{
    internal static uint Of(ReadOnlySpan<byte> bytes, uint after = 0)
    {
        var sum = ~after;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var one in bytes)
        {
            sum = BitOperations.Crc32C(sum, one);
        }

        return ~sum;
    }
}
