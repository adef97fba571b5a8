using System.Collections.Concurrent;
using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>
/// A plane of a latent space as it is drawn, with the phrases of the corpus on it. Points are (x, y) in the codes' own unit, y upwards.
/// </summary>
public sealed class LatentMap
{
    /// <summary>Three deviations of the prior: the map never shows less.</summary>
    private const float SmallestExtent = 3;

    /// <summary>Of a flower: two deviations beyond the middles of its petals.</summary>
    private const float SmallestExtentOfFlower = 1.65f;

    /// <summary>The outermost phrase keeps this much of the map between itself and the border.</summary>
    private const float Margin = 1.05f;

    /// <summary>The share of the phrases that says how large the map is, and how much further out than they the others still have a place on it.</summary>
    private const double Crowd = 0.95;
    private const float Outlying = 1.6f;

    /// <summary>Three corners fill this much of the map.</summary>
    private const float ShareOfCorners = 0.62f;

    private readonly LatentSpace space;
    private readonly ConcurrentDictionary<int, float[]> changes = new();

    private LatentMap(LatentSpace space, LatentPlane plane, float extent) => (this.space, Plane, Extent) = (space, plane, extent);

    /// <summary>The plane that is drawn.</summary>
    public LatentPlane Plane { get; }

    /// <summary>The map shows x and y from -Extent to Extent: the phrases of the corpus but for a few that lie far outside, and at least three deviations of the prior, of a flower its petals; of three corners these alone.</summary>
    public float Extent { get; }

    /// <summary>
    /// The plane that a space is drawn on unless another is asked for: the codes themselves where they have two dimensions, the plane of the petals where the
    /// prior is a flower, else <see cref="OfPrincipalAxes"/>.
    /// </summary>
    internal static LatentMap Usual(LatentSpace space) =>
        IsFlower(space) || space.Dimensions <= 2 ? OfAll(space, LatentPlane.OfAxes(space.Dimensions, 0, 1)) : OfPrincipalAxes(space);

    /// <summary>The plane in which the phrases differ most; the first two dimensions where no phrase is known.</summary>
    internal static LatentMap OfPrincipalAxes(LatentSpace space) => OfAll(
        space, space.Phrases.Count == 0 ? LatentPlane.OfAxes(space.Dimensions, 0, 1) : new(space.Principal.Mean, space.Principal.Axes[0], space.Principal.Axes[1]));

    /// <summary>The plane of two attributes: to the right there is more of the first, upwards of the second.</summary>
    /// <exception cref="IsorhythmException">There is no such attribute, or the phrases do not tell the two apart.</exception>
    internal static LatentMap OfAttributes(LatentSpace space, string right, string up) =>
        OfAll(space, LatentPlane.Along(space.Phrases.Count == 0 ? new float[space.Dimensions] : space.Principal.Mean, space.Attribute(right).Direction, space.Attribute(up).Direction));

    /// <summary>The plane through three codes, no larger than they need.</summary>
    /// <exception cref="IsorhythmException">They lie on one line.</exception>
    internal static LatentMap OfCorners(LatentSpace space, float[] a, float[] b, float[] c)
    {
        var plane = LatentPlane.Through(a, b, c);
        return new(space, plane, new[] { a, b, c }.Max(corner => Reach(plane.ToPoint(corner))) / ShareOfCorners);
    }

    private static LatentMap OfAll(LatentSpace space, LatentPlane plane) => new(
        space, plane, Math.Max(IsFlower(space) ? SmallestExtentOfFlower : SmallestExtent, Margin * Largest([.. space.Phrases.Select(phrase => Reach(plane.ToPoint(phrase.Code)))])));

    /// <summary>The largest of the reaches, but no more than a crowd of phrases can be seen beside: one that has gone astray would make the others a dot.</summary>
    internal static float Largest(float[] reaches)
    {
        Array.Sort(reaches);
        return reaches.Length == 0 ? 0 : Math.Min(reaches[^1], Outlying * reaches[(int)(Crowd * (reaches.Length - 1))]);
    }

    private static float Reach((float X, float Y) point) => Math.Max(Math.Abs(point.X), Math.Abs(point.Y));

    /// <summary>The code at a point of the plane, <c>[Z]</c>.</summary>
    public float[] ToCode(float x, float y) => Plane.ToCode(x, y);

    /// <summary>The point of the plane nearest to a code <c>[Z]</c>.</summary>
    public (float X, float Y) ToPoint(ReadOnlySpan<float> code) => Plane.ToPoint(code);

    /// <summary>
    /// How much the music changes from cell to cell, <c>[size, size]</c>, row 0 at y = +Extent: the mean difference to the neighbouring cells of the onset
    /// probabilities, summed over the grid (the hits that a step is expected to change), of tokens how many others there are; as a share of the largest but
    /// for the top hundredth.
    /// </summary>
    public float[] Change(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        return changes.GetOrAdd(size, Measure);
    }

    private float[] Measure(int size)
    {
        var cells = space is GridSpace grid ? grid.Grid.Cells : space.Representation.Width;
        var above = new float[size * cells];
        var here = new float[size * cells];
        var sum = new float[size * size];
        for (var row = 0; row < size; row++)
        {
            Write(RowCodes(row, size), here);
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

    private void Write(float[] codes, float[] values)
    {
        if (space is GridSpace grid)
        {
            grid.DecodePresence(codes, values);
            return;
        }

        // Tokens are names, not amounts: another one is a change, however far its number is.
        var phrases = space.Decode(codes, Decoding.Usual);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ((TokenPhrase)phrases[i / space.Representation.Width]).Tokens[i % space.Representation.Width];
        }
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

    private float Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
        {
            sum += space is GridSpace ? MathF.Abs(a[i] - b[i]) : a[i] == b[i] ? 0 : 1;
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

    private static bool IsFlower(LatentSpace space) => space.Recipe.Prior.Kind == FlowerPrior.Kind;
}
