using System.Numerics.Tensors;

namespace Isorhythm.Tensors;

/// <summary>
/// A stream of random numbers that is a function of seed, name and position alone: the same on every machine, whatever the number of
/// threads, and it goes on from any saved <see cref="Position"/>. Streams of other names are independent. Not thread-safe.
/// </summary>
/// <param name="seed">The seed of the run.</param>
/// <param name="name">What the numbers are for: "noise", "weights", "order".</param>
public sealed class RandomStream(ulong seed, string name)
{
    private const int WordsPerBlock = 4;
    private readonly ulong stream = Hash(name);

    /// <summary>How many blocks of four 32-bit words were drawn: save it, and set it to go on from there.</summary>
    public ulong Position { get; set; }

    /// <summary>A number in [0, 1), of 24 bits.</summary>
    public float Uniform() => ToUniform(Next().X0);

    /// <summary>Fills with numbers in [low, high).</summary>
    public void Uniform(Span<float> values, float low = 0, float high = 1)
    {
        Span<float> four = stackalloc float[WordsPerBlock];
        for (int i = 0; i < values.Length; i += WordsPerBlock)
        {
            (uint a, uint b, uint c, uint d) = Next();
            (four[0], four[1], four[2], four[3]) = (ToUniform(a), ToUniform(b), ToUniform(c), ToUniform(d));
            for (int k = 0; k < Math.Min(WordsPerBlock, values.Length - i); k++)
            {
                values[i + k] = low + ((high - low) * four[k]);
            }
        }
    }

    /// <summary>Fills with numbers in [low, high).</summary>
    public void Uniform(Tensor values, float low = 0, float high = 1) => Uniform(values.Span, low, high);

    /// <summary>A number of N(0, 1).</summary>
    public float Normal()
    {
        float value = 0;
        Normal(new Span<float>(ref value));
        return value;
    }

    /// <summary>Fills with numbers of N(mean, deviation²), by Box and Muller's transform.</summary>
    public void Normal(Span<float> values, float mean = 0, float deviation = 1)
    {
        var draw = new NormalDraw(Position, stream, seed, mean, deviation);
        draw.Fill(values, firstBlock: 0);
        Position += BlocksFor(values.Length);
    }

    /// <summary>Fills with numbers of N(mean, deviation²), the same as a span of that length would get.</summary>
    public void Normal(Tensor values, float mean = 0, float deviation = 1)
    {
        new NormalDraw(Position, stream, seed, mean, deviation).Fill(values);
        Position += BlocksFor(values.Count);
    }

    /// <summary>Fills with orthonormal rows <c>[k, Z]</c>, every frame as likely: normal rows, each freed of those above it (Gram and Schmidt).</summary>
    /// <exception cref="ArgumentException">More rows than columns.</exception>
    public void Orthonormal(Span<float> frame, int columns)
    {
        int rows = frame.Length / columns;
        if (rows > columns)
        {
            throw new ArgumentException($"{rows} rows of {columns} cannot be orthonormal.", nameof(frame));
        }

        Normal(frame);
        for (int row = 0; row < rows; row++)
        {
            Span<float> mine = frame.Slice(row * columns, columns);
            for (int pass = 0; pass < 2 * row; pass++)
            {
                // Twice over: the second pass takes away what rounding left.
                Span<float> above = frame.Slice(pass % row * columns, columns);
                TensorPrimitives.MultiplyAdd(above, -TensorPrimitives.Dot<float>(mine, above), mine, mine);
            }

            TensorPrimitives.Divide(mine, TensorPrimitives.Norm<float>(mine), mine);
        }
    }

    /// <summary>A whole number in 0 .. <paramref name="limit"/> - 1, each as likely.</summary>
    public int Below(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        uint unbiased = uint.MaxValue - (uint)((1UL << 32) % (ulong)limit);
        uint word;
        do
        {
            word = Next().X0;
        }
        while (word > unbiased);
        return (int)(word % (uint)limit);
    }

    /// <summary>Puts the items into a random order, each as likely.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private static float ToUniform(uint word) => (word >> 8) * (1f / (1 << 24));

    // FNV-1a, 64 bits: the built-in string hash differs from run to run.
    private static ulong Hash(string text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char letter in text)
        {
            hash = (hash ^ letter) * 0x100000001B3;
        }

        return hash;
    }

    private static ulong BlocksFor(int count) => (ulong)((count + WordsPerBlock - 1) / WordsPerBlock);

    private (uint X0, uint X1, uint X2, uint X3) Next() => Philox.Block(Position++, stream, seed);
}
