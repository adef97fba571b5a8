using Isorhythm.Tensors;
using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tests.Tensors;

public sealed class SparseProductTests : IDisposable
{
    private readonly Arena arena = new();
    private readonly RandomStream random = new(4, "sparse");

    public void Dispose() => arena.Dispose();

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(40, 9, 7)]
    [InlineData(40, 64, 65)]
    [InlineData(5, 200, 136)]
    [InlineData(64, 31, 519)]
    public void Skipping_zeros_gives_the_dense_product(int rows, int inner, int columns)
    {
        Tensor dense = DrawSparse(rows, inner, 0.1f);
        SparseMatrix sparse = SparseMatrix.FromDense(dense, arena);
        Assert.False(sparse.IsNone);
        (Tensor weights, Tensor gradient) = (Draw(inner, columns), Draw(rows, columns));
        foreach (bool accumulate in new[] { false, true })
        {
            (Tensor expected, Tensor actual) = Twins(rows, columns);
            ReferenceMatrixProduct.Multiply(dense, weights, expected, Transposed.None, accumulate);
            SparseProduct.Multiply(sparse, weights, actual, accumulate);
            Close.Assert(expected.ToArray(), actual.ToArray(), 1e-6f, "x·W");
            (expected, actual) = Twins(inner, columns);
            ReferenceMatrixProduct.Multiply(dense, gradient, expected, Transposed.Left, accumulate);
            SparseProduct.Multiply(sparse.Transpose(arena), gradient, actual, accumulate);
            Close.Assert(expected.ToArray(), actual.ToArray(), 1e-6f, "xᵀ·dy");
        }
    }

    [Fact]
    public void A_dense_batch_is_left_dense_and_a_single_row_is_not()
    {
        Assert.True(SparseMatrix.FromDense(DrawSparse(64, 100, 0.5f), arena).IsNone);
        Assert.False(SparseMatrix.FromDense(Draw(1, 100), arena).IsNone);
    }

    [Fact]
    public void A_layer_gives_the_same_for_a_sparse_input_whether_or_not_it_skips_zeros()
    {
        using var parameters = new Parameters();
        var layer = new Dense(parameters, "layer", 100, 72, Activation.LeakyReLU(0.3f), Initialiser.PyTorch);
        parameters.Initialise(random);
        using var tape = new Tape();
        Tensor x = DrawSparse(50, 100, 0.05f);
        float[] skipping = Gradient(tape, tape.Constant(x), layer);
        tape.Reset();
        float[] dense = Gradient(tape, tape.Add(x, needsGradient: true), layer);
        Close.Assert(dense, skipping, 1e-5f, "the gradient of the weights");
    }

    private float[] Gradient(Tape tape, Variable x, Dense layer)
    {
        Tensor target = arena.Allocate(x.Rows, 72);
        target.Fill(0.5f);
        tape.Backward(tape.SquaredError(layer.Forward(tape, x), target));
        float[] gradient = layer.Weight.Gradient.ToArray();
        layer.Weight.HasGradient = false;
        return gradient;
    }

    private (Tensor Expected, Tensor Actual) Twins(int rows, int columns)
    {
        (Tensor first, Tensor second) = (Draw(rows, columns), arena.Allocate(rows, columns));
        second.CopyFrom(first);
        return (first, second);
    }

    private Tensor DrawSparse(int rows, int columns, float density)
    {
        Tensor tensor = arena.Allocate(rows, columns);
        tensor.CopyFrom([.. Enumerable.Range(0, tensor.Count).Select(_ => random.Uniform() < density ? random.Uniform() - 0.5f : 0)]);
        return tensor;
    }

    private Tensor Draw(int rows, int columns)
    {
        Tensor tensor = arena.Allocate(rows, columns);
        random.Uniform(tensor, 0.5f, 1);
        return tensor;
    }
}
