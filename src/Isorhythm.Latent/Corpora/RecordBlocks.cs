namespace Isorhythm.Latent;

/// <summary>Gathers rows of one kind into blocks, so that a file of any number of rows is written in one pass with one block in memory.</summary>
/// <param name="bytes">Bytes of a row.</param>
/// <param name="rows">Rows of a block.</param>
internal sealed class RecordBlocks(int bytes, int rows)
{
    private readonly byte[] block = new byte[bytes * rows];
    private readonly List<long> starts = [];
    private int filled;

    /// <summary>Where in the file each block begins.</summary>
    internal long[] Starts => [.. starts];

    internal bool IsFull => filled == block.Length;

    /// <summary>Room for one more row.</summary>
    internal Span<byte> Next()
    {
        filled += bytes;
        return block.AsSpan(filled - bytes, bytes);
    }

    /// <summary>The rows gathered, which lie from <paramref name="start"/> on in the file; the next row begins a new block.</summary>
    internal ReadOnlySpan<byte> Take(long start)
    {
        if (filled > 0)
        {
            starts.Add(start);
        }

        var taken = block.AsSpan(0, filled);
        filled = 0;
        return taken;
    }
}
