using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tensors;

/// <summary>
/// Numbers of N(mean, deviation²) from the blocks of a stream that follow a position. A block is a function of its number, so the threads
/// share out the blocks and the numbers stay the same.
/// </summary>
internal readonly unsafe struct NormalDraw(ulong position, ulong stream, ulong seed, float mean, float deviation)
{
    private const int WordsPerBlock = 4;
    private const int ValuesPerPart = 1024;

    public void Fill(Tensor values)
    {
        var job = new Job(this, values);
        Workers.Run((values.Count + ValuesPerPart - 1) / ValuesPerPart, &Job.RunPart, &job);
    }

    public void Fill(Span<float> values, int firstBlock)
    {
        Span<float> four = stackalloc float[WordsPerBlock];
        for (int i = 0; i < values.Length; i += WordsPerBlock)
        {
            (uint a, uint b, uint c, uint d) = Philox.Block(position + (ulong)(firstBlock + (i / WordsPerBlock)), stream, seed);
            (four[0], four[1]) = Pair(a, b);
            (four[2], four[3]) = Pair(c, d);
            for (int k = 0; k < Math.Min(WordsPerBlock, values.Length - i); k++)
            {
                values[i + k] = mean + (deviation * four[k]);
            }
        }
    }

    // Double precision, because the C libraries of two machines may round a float sine differently and hardly ever a double one cut to float.
    private static (float X, float Y) Pair(uint a, uint b)
    {
        double radius = Math.Sqrt(-2 * Math.Log((a + 1.0) / (1L << 32)));
        (double sin, double cos) = Math.SinCos(2 * Math.PI * b / (1L << 32));
        return ((float)(radius * cos), (float)(radius * sin));
    }

    private readonly struct Job(NormalDraw draw, Tensor values)
    {
        public static void RunPart(void* context, int part)
        {
            Job job = *(Job*)context;
            job.RunPart(part * ValuesPerPart);
        }

        private void RunPart(int first) =>
            draw.Fill(new Span<float>(values.Data + first, Math.Min(ValuesPerPart, values.Count - first)), first / WordsPerBlock);
    }
}
