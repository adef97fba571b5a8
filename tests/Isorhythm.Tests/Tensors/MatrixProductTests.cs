using Isorhythm.Tensors;
using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tests.Tensors;

/// <summary>The fast matrix products, at every vector width and as the machine chooses, against three loops.</summary>
public sealed class MatrixProductTests : IDisposable
{
    private readonly Arena arena = new();
    private readonly RandomStream random = new(3, "products");

    internal delegate void Product(Tensor a, Tensor b, Tensor c, Transposed transposed, bool accumulate);

    /// <summary>
    /// Sizes on both sides of each tile, vector and block edge: tiles of 6 x 8, 6 x 16, 12 x 32; blocks 256 deep, 240 tall.
    /// </summary>
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 1, 1, 1 }, { 1, 2, 3 }, { 5, 7, 4 }, { 6, 8, 5 }, { 6, 16, 8 }, { 7, 17, 9 }, { 12, 32, 16 }, { 13, 33, 31 },
        { 11, 31, 255 }, { 12, 15, 256 }, { 6, 9, 257 }, { 3, 40, 513 }, { 239, 16, 3 }, { 240, 17, 6 }, { 241, 31, 7 }, { 64, 2, 100 }, { 2, 2049, 3 },
    };

    public void Dispose() => arena.Dispose();

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Vectors_of_512_bits_give_the_product(int rows, int columns, int depth) =>
        CheckAll(AtWidth<MicroKernel512>, rows, columns, depth);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Vectors_of_256_bits_give_the_product(int rows, int columns, int depth) =>
        CheckAll(AtWidth<MicroKernel256>, rows, columns, depth);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Vectors_of_128_bits_give_the_product(int rows, int columns, int depth) =>
        CheckAll(AtWidth<MicroKernel128>, rows, columns, depth);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_width_that_the_machine_chooses_gives_the_product(int rows, int columns, int depth) =>
        CheckAll((a, b, c, transposed, accumulate) => MatrixProduct.Multiply(a, b, c, transposed, accumulate), rows, columns, depth);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Widths_that_fuse_give_the_same_bits(int rows, int columns, int depth)
    {
        (Tensor a, Tensor b) = (Draw(rows, depth), Draw(depth, columns));
        (Tensor wide, Tensor narrow) = (Draw(rows, columns), arena.Allocate(rows, columns));
        narrow.CopyFrom(wide);
        MatrixProduct.Multiply<MicroKernel512>(a, b, wide, Transposed.None, accumulate: true);
        MatrixProduct.Multiply<MicroKernel256>(a, b, narrow, Transposed.None, accumulate: true);
        Assert.Equal(wide.ToArray(), narrow.ToArray());
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        (Tensor a, Tensor b, Tensor c) = (Draw(3, 4), Draw(5, 6), Draw(3, 6));
        var fault = Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(a, b, c, Transposed.None, accumulate: false));
        Assert.Contains("3 x 4", fault.Message, StringComparison.Ordinal);
    }

    private static void AtWidth<TKernel>(Tensor a, Tensor b, Tensor c, Transposed transposed, bool accumulate)
        where TKernel : struct, IMicroKernel => MatrixProduct.Multiply<TKernel>(a, b, c, transposed, accumulate);

    private void CheckAll(Product product, int rows, int columns, int depth)
    {
        foreach (Transposed transposed in Enum.GetValues<Transposed>())
        {
            Tensor a = transposed == Transposed.Left ? Draw(depth, rows) : Draw(rows, depth);
            Tensor b = transposed == Transposed.Right ? Draw(columns, depth) : Draw(depth, columns);
            foreach (bool accumulate in new[] { false, true })
            {
                Check(product, a, b, Draw(rows, columns), transposed, accumulate);
            }
        }
    }

    private void Check(Product product, Tensor a, Tensor b, Tensor start, Transposed transposed, bool accumulate)
    {
        // Rows around the result stay as they are: a product that writes outside shows.
        Tensor room = Draw(start.Rows + 2, start.Columns);
        float[] before = room.ToArray();
        Tensor actual = room.Slice(1, start.Rows);
        actual.CopyFrom(start);
        ReferenceMatrixProduct.Multiply(a, b, start, transposed, accumulate);
        product(a, b, actual, transposed, accumulate);
        int depth = transposed == Transposed.Left ? a.Rows : a.Columns;
        Close.Assert(start.ToArray(), actual.ToArray(), 2e-7f * (8 + depth), $"{transposed}, accumulate: {accumulate}");
        Assert.Equal(before[..start.Columns], room.Row(0).ToArray());
        Assert.Equal(before[^start.Columns..], room.Row(start.Rows + 1).ToArray());
    }

    private Tensor Draw(int rows, int columns)
    {
        Tensor tensor = arena.Allocate(rows, columns);
        random.Uniform(tensor, -1, 1);
        return tensor;
    }
}
