using Isorhythm.Latent;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

public sealed class GenrePictureTests
{
    private const int Each = 60;
    private const int Dimensions = 20;

    [Fact]
    public void A_picture_of_neighbours_keeps_two_clouds_apart()
    {
        var (codes, isSecond, _) = Clouds(apart: 6);

        var places = StochasticNeighbours.Embed(codes);

        var ofOwnKind = places.Index().Count(place => isSecond[places.Index().Where(other => other.Index != place.Index)
            .MinBy(other => Math.Pow(other.Item.X - place.Item.X, 2) + Math.Pow(other.Item.Y - place.Item.Y, 2)).Index] == isSecond[place.Index]);
        Assert.True(ofOwnKind >= 0.98 * places.Length, $"{ofOwnKind} of {places.Length} have a neighbour of their kind");
    }

    [Fact]
    public void A_picture_of_neighbours_is_the_same_each_time()
    {
        var (codes, _, _) = Clouds(apart: 1);
        Assert.Equal(StochasticNeighbours.Embed(codes), StochasticNeighbours.Embed(codes));
    }

    [Theory]
    [InlineData(6, 0.97, 1)]
    [InlineData(0, 0.3, 0.7)]
    public void A_plane_tells_clouds_apart_that_are_and_guesses_where_they_are_not(float apart, double least, double most)
    {
        var (codes, isSecond, songs) = Clouds(apart);
        Assert.InRange(LinearSeparability.Told(codes, isSecond, songs).Average(told => told ? 1.0 : 0.0), least, most);
    }

    [Fact]
    public void A_song_that_is_known_by_heart_helps_no_plane()
    {
        // Every song is one point, seen ten times: a plane that saw it would know its side.
        var random = new RandomStream(1, "songs");
        var songs = Enumerable.Range(0, 2 * Each).Select(i => $"song {i / 10}").ToArray();
        var points = songs.Distinct().ToDictionary(song => song, _ => Normal(random));
        var isSecond = songs.Select(song => int.Parse(song[5..], System.Globalization.CultureInfo.InvariantCulture) % 2 == 0).ToArray();

        var told = LinearSeparability.Told([.. songs.Select(song => points[song])], isSecond, songs);

        Assert.InRange(told.Average(right => right ? 1.0 : 0.0), 0, 0.8);
    }

    private static (float[][] Codes, bool[] IsSecond, string[] Songs) Clouds(float apart)
    {
        var random = new RandomStream(1, "clouds");
        var codes = Enumerable.Range(0, 2 * Each).Select(_ => Normal(random)).ToArray();
        foreach (var code in codes[Each..])
        {
            code[3] += apart;
        }

        return (codes, [.. codes.Index().Select(code => code.Index >= Each)], [.. codes.Index().Select(code => $"song {code.Index}")]);
    }

    private static float[] Normal(RandomStream random)
    {
        var code = new float[Dimensions];
        random.Normal(code);
        return code;
    }
}
