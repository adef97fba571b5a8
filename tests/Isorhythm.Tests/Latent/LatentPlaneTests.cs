using Isorhythm.Latent;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

public sealed class LatentPlaneTests
{
    private static readonly RandomStream Random = new(5, "planes");

    [Fact]
    public void Three_corners_lie_on_their_plane_where_their_codes_are()
    {
        var (a, b, c) = (Code(), Code(), Code());
        var plane = LatentPlane.Through(a, b, c);
        Assert.All(new[] { a, b, c }, corner =>
        {
            var (x, y) = plane.ToPoint(corner);
            Same(corner, plane.ToCode(x, y));
        });
    }

    [Fact]
    public void A_point_is_a_code_and_back()
    {
        var plane = LatentPlane.Along(Code(), Code(), Code());
        var (x, y) = plane.ToPoint(plane.ToCode(1.5f, -2.25f));
        Assert.Equal((1.5, -2.25), (Math.Round(x, 4), Math.Round(y, 4)));
    }

    [Fact]
    public void A_code_is_its_point_and_its_rest_on_every_plane_and_the_rest_does_not_move_the_point()
    {
        var code = Code();
        foreach (var plane in new[] { LatentPlane.Along(Code(), Code(), Code()), LatentPlane.Through(Code(), Code(), Code()), LatentPlane.OfAxes(6, 1, 4) })
        {
            var (x, y) = plane.ToPoint(code);
            Same(code, plane.ToCode(x, y, plane.RestOf(code)));
            Assert.Equal(x + 1, plane.ToPoint(plane.ToCode(x + 1, y, plane.RestOf(code))).X, 1e-4);
        }
    }

    [Fact]
    public void Upwards_is_as_much_of_the_second_direction_as_a_right_angle_lets_through()
    {
        var plane = LatentPlane.Along([0, 0, 0], [2, 0, 0], [3, 4, 0]);
        Assert.Equal([1f, 0, 0], plane.Right);
        Assert.Equal([0f, 1, 0], plane.Up);
    }

    [Fact]
    public void Three_codes_on_a_line_span_no_plane() =>
        Assert.Throws<IsorhythmException>(() => LatentPlane.Through([0, 0, 0], [1, 1, 0], [2, 2, 0]));

    private static float[] Code()
    {
        var code = new float[6];
        Random.Normal(code, 0, 1);
        return code;
    }

    private static void Same(float[] expected, float[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
}
