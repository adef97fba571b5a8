using System.Collections.Concurrent;
using System.Numerics.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// The plane of a latent space that is drawn: the codes themselves where they have two dimensions, else the plane of their first two
/// principal components (the first two dimensions where no phrase is known, and the plane of the petals where the prior is a flower). Points are (x, y) in the codes' own unit, y upwards.
/// </summary>
public sealed class LatentMap
{
    /// <summary>Three deviations of the prior: the map never shows less.</summary>
    private const float SmallestExtent = 3;

    /// <summary>Of a flower: two deviations beyond the middles of its petals.</summary>
    private const float SmallestExtentOfFlower = 1.65f;

    /// <summary>The outermost phrase keeps this much of the map between itself and the border.</summary>
    private const float Margin = 1.05f;

    private readonly LatentSpace space;
    private readonly float[] origin;
    private readonly float[] right;
    private readonly float[] up;
    private readonly ConcurrentDictionary<int, float[]> changes = new();

    internal LatentMap(LatentSpace space)
    {
        this.space = space;
        (origin, right, up) = PlaneOf(space);
        Extent = space.Phrases.Select(phrase => ToPoint(phrase.Code))
            .Aggregate(IsFlower(space) ? SmallestExtentOfFlower : SmallestExtent, (most, point) => Math.Max(most, Margin * Math.Max(Math.Abs(point.X), Math.Abs(point.Y))));
    }

    /// <summary>The map shows x and y from -Extent to Extent: every phrase of the corpus, and at least three deviations of the prior, of a flower its petals.</summary>
    public float Extent { get; }

    /// <summary>The code at a point of the plane, <c>[Z]</c>.</summary>
    public float[] ToCode(float x, float y)
    {
        var code = (float[])origin.Clone();
        TensorPrimitives.MultiplyAdd(right, x, code, code);
        TensorPrimitives.MultiplyAdd(up, y, code, code);
        return code;
    }

    /// <summary>The point of the plane nearest to a code <c>[Z]</c>.</summary>
    public (float X, float Y) ToPoint(ReadOnlySpan<float> code)
    {
        var offset = new float[code.Length];
        TensorPrimitives.Subtract(code, origin, offset);
        return (TensorPrimitives.Dot(offset, right), TensorPrimitives.Dot(offset, up));
    }

    /// <summary>
    /// How much the rhythm changes from cell to cell, <c>[size, size]</c>, row 0 at y = +Extent: the mean difference of the onset
    /// probabilities to the neighbouring cells, summed over the grid (the hits that a step is expected to change), as a share of the
    /// largest but for the top hundredth.
    /// </summary>
    /// <exception cref="IsorhythmException">The space is not of rhythms on a grid.</exception>
    public float[] Change(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        return space is GridSpace grid
            ? changes.GetOrAdd(size, Measure, grid)
            : throw new IsorhythmException($"The map of {space.Name} shows no change: it is not of rhythms on a grid.");
    }

    private float[] Measure(int size, GridSpace grid)
    {
        var cells = grid.Grid.Cells;
        var above = new float[size * cells];
        var here = new float[size * cells];
        var sum = new float[size * size];
        for (var row = 0; row < size; row++)
        {
            grid.DecodePresence(RowCodes(row, size), here);
            for (var column = 0; column < size; column++)
            {
                var cell = (row * size) + column;
                var values = here.AsSpan(column * cells, cells);
                if (column > 0)
                {
                    Share(sum, cell, cell - 1, Difference(values, here.AsSpan((column - 1) * cells, cells)));
                }

                if (row > 0)
                {
                    Share(sum, cell, cell - size, Difference(values, above.AsSpan(column * cells, cells)));
                }
            }

            (above, here) = (here, above);
        }

        return Normalise(sum, size);
    }

    private float[] RowCodes(int row, int size)
    {
        var codes = new float[size * space.Dimensions];
        var y = Extent - ((row + 0.5f) * 2 * Extent / size);
        for (var column = 0; column < size; column++)
        {
            ToCode(((column + 0.5f) * 2 * Extent / size) - Extent, y).CopyTo(codes, column * space.Dimensions);
        }

        return codes;
    }

    private static float Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
        {
            sum += MathF.Abs(a[i] - b[i]);
        }

        return sum;
    }

    private static void Share(float[] sum, int a, int b, float difference)
    {
        sum[a] += difference;
        sum[b] += difference;
    }

    private static float[] Normalise(float[] sum, int size)
    {
        for (var cell = 0; cell < sum.Length; cell++)
        {
            var (row, column) = (cell / size, cell % size);
            var neighbours = 4 - (row == 0 ? 1 : 0) - (row == size - 1 ? 1 : 0) - (column == 0 ? 1 : 0) - (column == size - 1 ? 1 : 0);
            sum[cell] /= neighbours;
        }

        var sorted = sum.Order().ToArray();
        var most = sorted[(int)(0.99 * (sorted.Length - 1))];
        return most > 0 ? [.. sum.Select(value => Math.Min(1, value / most))] : sum;
    }

    private static (float[] Origin, float[] Right, float[] Up) PlaneOf(LatentSpace space)
    {
        var dimensions = space.Dimensions;
        if (dimensions <= 2 || space.Phrases.Count == 0 || IsFlower(space))
        {
            return (new float[dimensions], Axis(dimensions, 0), Axis(dimensions, 1));
        }

        var components = PrincipalComponents.Of([.. space.Phrases.Select(phrase => phrase.Code)], dimensions, count: 2);
        return (components.Mean, components.Axes[0], components.Axes[1]);
    }

    private static bool IsFlower(LatentSpace space) => space.Recipe.Prior.Kind == FlowerPrior.Kind;

    private static float[] Axis(int dimensions, int which)
    {
        var axis = new float[dimensions];
        if (which < dimensions)
        {
            axis[which] = 1;
        }

        return axis;
    }
}
