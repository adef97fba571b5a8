using System.Buffers.Binary;

namespace Isorhythm.Latent;

/// <summary>The last bytes of a corpus file. A file that was cut short or written over does not end in the same ones.</summary>
/// <param name="DescriptionStart">Where the description begins.</param>
/// <param name="DescriptionLength">Bytes of the description.</param>
/// <param name="DescriptionSum">Its checksum.</param>
internal readonly record struct CorpusEnd(long DescriptionStart, int DescriptionLength, uint DescriptionSum)
{
    internal const int Bytes = 32;
    private const int MarkAt = 24;

    private static ReadOnlySpan<byte> Mark => "\nend\x1a\r\n\0"u8;

    internal void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, DescriptionStart);
        BinaryPrimitives.WriteInt32LittleEndian(to[8..], DescriptionLength);
        BinaryPrimitives.WriteUInt32LittleEndian(to[12..], DescriptionSum);
        BinaryPrimitives.WriteInt64LittleEndian(to[16..], DescriptionStart + DescriptionLength + Bytes);
        Mark.CopyTo(to[MarkAt..]);
    }

    /// <summary>The end that <see cref="Write"/> wrote; null where a file of this length does not end so.</summary>
    internal static CorpusEnd? Read(ReadOnlySpan<byte> from, long fileLength)
    {
        var end = new CorpusEnd(
            BinaryPrimitives.ReadInt64LittleEndian(from),
            BinaryPrimitives.ReadInt32LittleEndian(from[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(from[12..]));
        return from[MarkAt..].SequenceEqual(Mark)
            && BinaryPrimitives.ReadInt64LittleEndian(from[16..]) == fileLength
            && end is { DescriptionStart: >= 0, DescriptionLength: >= 0 }
            && end.DescriptionStart + end.DescriptionLength + Bytes == fileLength
                ? end
                : null;
    }
}
