using Isorhythm.Latent;

namespace Isorhythm.Tests;

public sealed class LatentMapTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Points_of_the_plane_are_codes_and_back_and_every_phrase_is_on_the_map(int dimensions)
    {
        var space = TinyModels.Open(folder, recipe: TinyModels.Recipe.With($"prior.dimensions={dimensions}"));
        var map = space.Map;

        var (x, y) = map.ToPoint(map.ToCode(1.5f, -0.5f));

        Assert.Equal(dimensions, map.ToCode(1, 1).Length);
        Assert.Equal(1.5, x, 4);
        Assert.Equal(dimensions == 1 ? 0 : -0.5, y, 4);
        Assert.True(map.Extent >= 3);
        Assert.All(space.Phrases, phrase => Assert.InRange(Math.Max(Math.Abs(map.ToPoint(phrase.Code).X), Math.Abs(map.ToPoint(phrase.Code).Y)), 0, map.Extent));
    }

    [Fact]
    public void One_phrase_that_has_gone_astray_does_not_shrink_the_map()
    {
        float[] crowd = [1, 2, 2.5f, 3, 3.1f, 3.2f, 3.5f, 3.6f, 4];
        Assert.Equal(4, LatentMap.Largest([.. crowd]));
        Assert.Equal(5, LatentMap.Largest([.. crowd, 5]));
        Assert.InRange(LatentMap.Largest([.. crowd, 400]), 5, 7);
        Assert.Equal(0, LatentMap.Largest([]));
    }

    [Fact]
    public void Two_dimensions_are_the_plane_itself()
    {
        var map = TinyModels.Open(folder).Map;

        Assert.Equal([0.25f, -2f], map.ToCode(0.25f, -2f));
    }

    [Fact]
    public void Change_is_what_neighbouring_cells_decode_to()
    {
        const int Size = 12;
        var space = TinyModels.Open(folder);
        var map = space.Map;

        var change = map.Change(Size);

        var slow = new float[Size * Size];
        for (var cell = 0; cell < slow.Length; cell++)
        {
            var (row, column) = (cell / Size, cell % Size);
            (int Row, int Column)[] around = [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)];
            slow[cell] = around.Where(place => place.Row is >= 0 and < Size && place.Column is >= 0 and < Size)
                .Average(place => Onsets(row, column).Zip(Onsets(place.Row, place.Column), (a, b) => Math.Abs(a - b)).Sum());
        }

        var most = slow.Order().ElementAt((int)(0.99 * (slow.Length - 1)));
        Assert.Equal(slow.Select(value => Math.Min(1, value / most)), change, (a, b) => Math.Abs(a - b) < 1e-3);

        float[] Onsets(int row, int column)
        {
            var step = 2 * map.Extent / Size;
            var values = new float[space.Grid.Width];
            space.DecodeValues(map.ToCode(((column + 0.5f) * step) - map.Extent, map.Extent - ((row + 0.5f) * step)), values);
            return values[..space.Grid.Cells];
        }
    }
}
