using System.Buffers.Binary;

namespace Isorhythm.Latent;

/// <summary>What a corpus file says of a source, in <see cref="Bytes"/> bytes.</summary>
/// <param name="Start">Where in the file its name begins, in UTF-8.</param>
/// <param name="Length">Bytes of its name.</param>
/// <param name="Phrases">How many phrases are of it.</param>
/// <param name="Sum">The checksum of the rest of the row, and then of the name.</param>
internal readonly record struct SourceRow(long Start, int Length, int Phrases, uint Sum)
{
    internal const int Bytes = 20;
    private const int SumAt = 16;

    internal static void Write(long start, ReadOnlySpan<byte> name, int phrases, Span<byte> to)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, start);
        BinaryPrimitives.WriteInt32LittleEndian(to[8..], name.Length);
        BinaryPrimitives.WriteInt32LittleEndian(to[12..], phrases);
        BinaryPrimitives.WriteUInt32LittleEndian(to[SumAt..], Checksum.Of(name, Checksum.Of(to[..SumAt])));
    }

    internal static SourceRow Read(ReadOnlySpan<byte> from) => new(
        BinaryPrimitives.ReadInt64LittleEndian(from),
        BinaryPrimitives.ReadInt32LittleEndian(from[8..]),
        BinaryPrimitives.ReadInt32LittleEndian(from[12..]),
        BinaryPrimitives.ReadUInt32LittleEndian(from[SumAt..]));

    /// <summary>Whether row and name are as they were written.</summary>
    internal static bool IsWhole(ReadOnlySpan<byte> row, ReadOnlySpan<byte> name) =>
        Read(row).Sum == Checksum.Of(name, Checksum.Of(row[..SumAt]));
}
