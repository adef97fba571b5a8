using System.Buffers.Binary;

namespace Isorhythm.Latent;

/// <summary>What a corpus file says of a phrase, in <see cref="Bytes"/> bytes that end in their checksum.</summary>
/// <param name="Start">Where in the file its packed bytes begin.</param>
/// <param name="Content">The <see cref="ContentHash"/> of its packed bytes.</param>
/// <param name="At">Where in its source it starts, in quarters.</param>
/// <param name="Length">Packed bytes.</param>
/// <param name="Source">Its source's place in the list of sources.</param>
/// <param name="Style">Its style's place in the list of styles; -1 where it has none.</param>
internal readonly record struct PhraseRow(long Start, ulong Content, double At, int Length, int Source, int Style)
{
    internal const int Bytes = 40;
    private const int SumAt = 36;

    internal void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, Start);
        BinaryPrimitives.WriteUInt64LittleEndian(to[8..], Content);
        BinaryPrimitives.WriteDoubleLittleEndian(to[16..], At);
        BinaryPrimitives.WriteInt32LittleEndian(to[24..], Length);
        BinaryPrimitives.WriteInt32LittleEndian(to[28..], Source);
        BinaryPrimitives.WriteInt32LittleEndian(to[32..], Style);
        BinaryPrimitives.WriteUInt32LittleEndian(to[SumAt..], Checksum.Of(to[..SumAt]));
    }

    /// <summary>The row that <see cref="Write"/> wrote; null where a byte of it has changed.</summary>
    internal static PhraseRow? Read(ReadOnlySpan<byte> from) =>
        BinaryPrimitives.ReadUInt32LittleEndian(from[SumAt..]) != Checksum.Of(from[..SumAt])
            ? null
            : new(
                BinaryPrimitives.ReadInt64LittleEndian(from),
                BinaryPrimitives.ReadUInt64LittleEndian(from[8..]),
                BinaryPrimitives.ReadDoubleLittleEndian(from[16..]),
                BinaryPrimitives.ReadInt32LittleEndian(from[24..]),
                BinaryPrimitives.ReadInt32LittleEndian(from[28..]),
                BinaryPrimitives.ReadInt32LittleEndian(from[32..]));
}
