using System.Buffers.Binary;

namespace Isorhythm.Latent;

/// <summary>What a corpus file says of a source, in <see cref="Bytes"/> bytes.</summary>
/// <param name="Start">Where in the file its name begins, in UTF-8.</param>
/// <param name="Length">Bytes of its name.</param>
/// <param name="Phrases">How many phrases are of it.</param>
/// <param name="Tags">How many tags it has; their numbers, of four bytes each, lie behind its name.</param>
/// <param name="Sum">The checksum of the rest of the row, and then of name and tags.</param>
internal readonly record struct SourceRow(long Start, int Length, int Phrases, int Tags, uint Sum)
{
    internal const int Bytes = 24;
    private const int SumAt = 20;

    /// <summary>Bytes of the name and of the tags behind it.</summary>
    internal long Extent => Length + ((long)Tags * sizeof(int));

    internal static void Write(long start, ReadOnlySpan<byte> nameAndTags, int phrases, int tags, Span<byte> to)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, start);
        BinaryPrimitives.WriteInt32LittleEndian(to[8..], nameAndTags.Length - (tags * sizeof(int)));
        BinaryPrimitives.WriteInt32LittleEndian(to[12..], phrases);
        BinaryPrimitives.WriteInt32LittleEndian(to[16..], tags);
        BinaryPrimitives.WriteUInt32LittleEndian(to[SumAt..], Checksum.Of(nameAndTags, Checksum.Of(to[..SumAt])));
    }

    internal static SourceRow Read(ReadOnlySpan<byte> from) => new(
        BinaryPrimitives.ReadInt64LittleEndian(from),
        BinaryPrimitives.ReadInt32LittleEndian(from[8..]),
        BinaryPrimitives.ReadInt32LittleEndian(from[12..]),
        BinaryPrimitives.ReadInt32LittleEndian(from[16..]),
        BinaryPrimitives.ReadUInt32LittleEndian(from[SumAt..]));

    /// <summary>Whether row, name and tags are as they were written.</summary>
    internal static bool IsWhole(ReadOnlySpan<byte> row, ReadOnlySpan<byte> nameAndTags) =>
        Read(row).Sum == Checksum.Of(nameAndTags, Checksum.Of(row[..SumAt]));
}
