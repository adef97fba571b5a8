using System.Runtime.Intrinsics;

namespace Isorhythm.Tensors.Kernels;

/// <summary>
/// The right factor of a product that is taken once a step, rearranged once for all steps. Its columns are gates x units. A block holds
/// a few units' columns of all gates, so that a cell has all gates of a unit at once; memory is read in order from start to end.
/// </summary>
internal readonly unsafe struct PackedWeights(float* data, int depth, int gates, int units)
{
    // With four gates: two panels of units a block.
    private const int PanelsOfBlock = 8;

    // A panel of 256 steps of the depth takes half of a first-level cache of 32 KB.
    private const int DeepestPart = 256;

    private const int FloatsWorthSharing = 1 << 20;

    /// <summary>Columns of a panel: two vectors of the widest kind that the machine accelerates.</summary>
    public static int PanelWidth =>
        2 * (Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256.IsHardwareAccelerated ? Vector256<float>.Count : Vector128<float>.Count);

    /// <summary>The most panels that a block has.</summary>
    public static int MostPanels => PanelsOfBlock;

    public int Depth => depth;

    public int Gates => gates;

    public int Units => units;

    public bool IsNone => data == null;

    /// <summary>The depth that is summed up before it is added to what stands there; the same for every width of vector.</summary>
    public int DepthOfPart
    {
        get
        {
            int parts = (depth + DeepestPart - 1) / DeepestPart;
            return (depth + parts - 1) / parts;
        }
    }

    public int UnitsOfBlock => PanelsOfBlock / gates * PanelWidth;

    public int Blocks => (units + UnitsOfBlock - 1) / UnitsOfBlock;

    /// <summary>Floats that the packed weights take.</summary>
    public static long Size(int depth, int gates, int units) => (long)depth * gates * ((units + PanelWidth - 1) / PanelWidth * PanelWidth);

    /// <summary>Panels of units in a block, for each gate.</summary>
    public int PanelsOfUnits(int block) => (Math.Min(UnitsOfBlock, units - (block * UnitsOfBlock)) + PanelWidth - 1) / PanelWidth;

    public float* Block(int block) => data + ((long)block * UnitsOfBlock * gates * depth);

    /// <summary>Fills the memory from the weights; element (i, k) of <paramref name="source"/> is column i at depth k.</summary>
    public void Pack(Operand source)
    {
        var job = new Job(this, source);
        Workers.Run(Size(depth, gates, units) >= FloatsWorthSharing, Blocks, &Job.RunPart, &job);
    }

    private void PackBlock(Operand source, int block)
    {
        float* to = Block(block);
        int panels = PanelsOfUnits(block);
        int width = PanelWidth;
        for (int k = 0; k < depth; k += DepthOfPart)
        {
            int deep = Math.Min(DepthOfPart, depth - k);
            for (int panel = 0; panel < panels * gates; panel++, to += deep * width)
            {
                int unit = (block * UnitsOfBlock) + (panel / gates * width);
                int column = (panel % gates * units) + unit;
                Packing.Pack(source.From(column, k), Math.Min(width, units - unit), deep, width, to);
            }
        }
    }

    private readonly struct Job(PackedWeights weights, Operand source)
    {
        public static void RunPart(void* context, int part)
        {
            Job job = *(Job*)context;
            job.RunPart(part);
        }

        private void RunPart(int part) => weights.PackBlock(source, part);
    }
}
