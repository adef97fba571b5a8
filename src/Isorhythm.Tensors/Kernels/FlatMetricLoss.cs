using System.Numerics.Tensors;

namespace Isorhythm.Tensors.Kernels;

/// <summary>
/// How far the metrics of P points are from one multiple of the identity, and the slope of that in what is heard. With V_p = [f(z + h u_j) - f(z)] / h
/// over the k directions of point p and A_p <c>[n, k]</c>, which is the identity where the directions are orthonormal: G_p = A_p V_p'V_p A_p',
/// c² = mean of tr G_p / n, L = weight · mean of ‖G_p - c² I‖², over c⁴ where it is free of scale.
/// </summary>
/// <param name="heard"><c>[(1 + k)·P, D]</c>: f(z), then f(z + h u_1) and so on, P rows each.</param>
/// <param name="directions">A: none for the identity, else <c>[k·P, n]</c>, row j·P + p being column j of A_p.</param>
/// <param name="points">P.</param>
/// <param name="step">h.</param>
/// <param name="isScaleFree">Whether L is over c⁴, and then its slope goes through c² as well.</param>
/// <param name="weight">What the mean is multiplied by.</param>
/// <param name="room">Room for <see cref="RoomFor"/> numbers.</param>
internal readonly unsafe struct FlatMetricLoss(
    Tensor heard, Tensor directions, int points, float step, bool isScaleFree, float weight, double* room)
{
    private const double SmallestScale = 1e-12;

    private readonly int count = (heard.Rows / points) - 1;     // k

    private int Size => directions.IsNone ? count : directions.Columns;

    /// <summary>How many numbers of double precision the room must hold: the metrics of all points, and one more metric and its products.</summary>
    public static int RoomFor(Tensor heard, Tensor directions, int points)
    {
        int columns = (heard.Rows / points) - 1;
        int size = directions.IsNone ? columns : directions.Columns;
        return ((points + 1) * size * size) + (columns * columns);
    }

    private Span<double> Metric(int p) => new(room + (p * Size * Size), Size * Size);

    private Span<double> Spare => new(room + (points * Size * Size), Size * Size);

    private Span<double> Products => new(room + ((points + 1) * Size * Size), count * count);

    /// <summary>L and c²; a slope <c>[(1 + k)·P, D]</c> that is not "none" receives d L / d heard.</summary>
    public (double Loss, double SquaredScale) Run(Tensor slope)
    {
        double scale = 0;
        for (int p = 0; p < points; p++)
        {
            Multiply(p);
            Lift(p, Metric(p));
            for (int i = 0; i < Size; i++)
            {
                scale += Metric(p)[(i * Size) + i] / (points * Size);
            }
        }

        // Where nothing is heard to change, a number instead of 0 / 0.
        scale = Math.Max(scale, SmallestScale);
        double over = isScaleFree ? scale * scale : 1;
        double loss = 0;
        for (int p = 0; p < points; p++)
        {
            Span<double> metric = Metric(p);
            for (int i = 0; i < Size; i++)
            {
                metric[(i * Size) + i] -= scale;                                            // G - c² I
            }

            loss += weight * TensorPrimitives.SumOfSquares<double>(metric) / (points * over);
        }

        if (!slope.IsNone)
        {
            slope.Fill(0);
            for (int p = 0; p < points; p++)
            {
                AddSlope(p, 2 * weight / (points * over), isScaleFree ? -2 * loss / (scale * points * Size) : 0, slope);
            }
        }

        return (loss, scale);
    }

    private ReadOnlySpan<float> Heard(int p, int j) => heard.Row((j * points) + p).Span;

    /// <summary>V'V, <c>[k, k]</c>, into the products.</summary>
    private void Multiply(int p)
    {
        ReadOnlySpan<float> at = Heard(p, 0);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                ReadOnlySpan<float> one = Heard(p, i + 1);
                ReadOnlySpan<float> other = Heard(p, j + 1);
                double sum = 0;
                for (int d = 0; d < at.Length; d++)
                {
                    sum += ((double)one[d] - at[d]) * ((double)other[d] - at[d]);
                }

                Products[(i * count) + j] = Products[(j * count) + i] = sum / ((double)step * step);
            }
        }
    }

    /// <summary>A W A', <c>[n, n]</c>, of the products W <c>[k, k]</c>.</summary>
    private void Lift(int p, Span<double> lifted)
    {
        if (directions.IsNone)
        {
            Products.CopyTo(lifted);
            return;
        }

        lifted.Clear();
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                AddOuter(lifted, Column(p, i), Column(p, j), Products[(i * count) + j]);
            }
        }
    }

    /// <summary>A' S A, <c>[k, k]</c>, into the products, from S <c>[n, n]</c>: the slope in W of a value whose slope in G is S.</summary>
    private void Lower(int p, ReadOnlySpan<double> slopes)
    {
        if (directions.IsNone)
        {
            slopes.CopyTo(Products);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                Products[(i * count) + j] = Between(Column(p, i), slopes, Column(p, j));
            }
        }
    }

    private ReadOnlySpan<float> Column(int p, int j) => directions.Row((j * points) + p).Span;

    /// <summary>
    /// d L / d V = 2 V W', W' the slope in V'V, which is symmetric; each column of V adds to its own row of the slope and takes from that of f(z).
    /// </summary>
    private void AddSlope(int p, double scale, double onDiagonal, Tensor slope)
    {
        Span<double> slopes = Spare;
        TensorPrimitives.Multiply(Metric(p), scale, slopes);
        for (int i = 0; i < Size; i++)
        {
            slopes[(i * Size) + i] += onDiagonal;
        }

        Lower(p, slopes);
        ReadOnlySpan<float> at = Heard(p, 0);
        Span<float> first = slope.Row(p).Span;
        for (int j = 0; j < count; j++)
        {
            Span<float> mine = slope.Row(((j + 1) * points) + p).Span;
            for (int i = 0; i < count; i++)
            {
                double factor = 2 * Products[(i * count) + j] / ((double)step * step);
                ReadOnlySpan<float> moved = Heard(p, i + 1);
                for (int d = 0; d < mine.Length; d++)
                {
                    mine[d] += (float)(factor * ((double)moved[d] - at[d]));
                }
            }

            for (int d = 0; d < mine.Length; d++)
            {
                first[d] -= mine[d];
            }
        }
    }

    /// <summary>a' S b.</summary>
    private static double Between(ReadOnlySpan<float> a, ReadOnlySpan<double> matrix, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int r = 0; r < a.Length; r++)
        {
            for (int c = 0; c < b.Length; c++)
            {
                sum += a[r] * matrix[(r * b.Length) + c] * b[c];
            }
        }

        return sum;
    }

    private static void AddOuter(Span<double> matrix, ReadOnlySpan<float> rows, ReadOnlySpan<float> columns, double scale)
    {
        for (int r = 0; r < rows.Length; r++)
        {
            for (int s = 0; s < columns.Length; s++)
            {
                matrix[(r * columns.Length) + s] += scale * rows[r] * columns[s];
            }
        }
    }
}
