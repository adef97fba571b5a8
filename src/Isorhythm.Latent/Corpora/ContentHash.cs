using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Isorhythm.Latent;

/// <summary>
/// Tells phrases apart by 64 bits: the start of the SHA-256 of their bytes. Two phrases that differ share them with a chance of one in
/// 2^64; among ten million phrases the chance that any two do is one in 370,000. Where it happens, the later phrase counts as a copy.
/// </summary>
internal static class ContentHash
{
    internal static ulong Of(ReadOnlySpan<byte> packed)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(packed, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
