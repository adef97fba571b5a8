namespace Isorhythm.Tensors;

/// <summary>
/// Native memory, aligned to a cache line, that is handed out piece by piece and taken back as a whole. After the first round
/// it is one block that fits, so a training step takes no memory from the operating system and none from the managed heap.
/// Not thread-safe.
/// </summary>
public sealed unsafe class Arena : IDisposable
{
    private const long SmallestBlock = 1 << 16;
    private readonly List<NativeBlock> fullBlocks = [];
    private NativeBlock? block;
    private long used;
    private long usedInFullBlocks;

    /// <summary>Bytes in use since the last <see cref="Reset"/>.</summary>
    public long UsedBytes => usedInFullBlocks + used;

    /// <summary>A tensor of <paramref name="rows"/> x <paramref name="columns"/> whose elements are not set.</summary>
    public Tensor Allocate(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        return new Tensor((float*)AllocateBytes((long)checked(rows * columns) * sizeof(float)), rows, columns);
    }

    /// <summary>Takes everything back. Tensors handed out before are dead.</summary>
    public void Reset()
    {
        if (fullBlocks.Count > 0)
        {
            long needed = UsedBytes;
            Dispose();
            block = new NativeBlock(needed);
        }

        used = 0;
    }

    /// <summary>Gives the memory back to the operating system.</summary>
    public void Dispose()
    {
        fullBlocks.ForEach(full => full.Dispose());
        fullBlocks.Clear();
        block?.Dispose();
        block = null;
        used = usedInFullBlocks = 0;
    }

    internal byte* AllocateBytes(long bytes)
    {
        const int Line = NativeBlock.Alignment;
        long rounded = Math.Max(Line, (bytes + Line - 1) / Line * Line);
        if (block is null || used + rounded > block.Capacity)
        {
            OpenBlock(rounded);
        }

        byte* start = block!.Start + used;
        used += rounded;
        return start;
    }

    private void OpenBlock(long atLeast)
    {
        long capacity = Math.Max(SmallestBlock, Math.Max(atLeast, 2 * (block?.Capacity ?? 0)));
        if (block is not null)
        {
            fullBlocks.Add(block);
            usedInFullBlocks += used;
        }

        block = new NativeBlock(capacity);
        used = 0;
    }
}
