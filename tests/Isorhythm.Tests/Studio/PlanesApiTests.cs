using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using Isorhythm.Latent;

namespace Isorhythm.Tests;

public sealed class PlanesApiTests(TracksFixture studio) : IClassFixture<TracksFixture>
{
    [Theory]
    [InlineData("flat", "")]
    [InlineData("flat", "overview")]
    [InlineData("flat", "density,velocity")]
    [InlineData("flat", "0,3,7")]
    [InlineData("band", "")]
    [InlineData("melody", "pitch,diatonic")]
    public async Task APlaneAndItsRestGiveTheWholeCodeBack(string model, string plane)
    {
        var space = studio.Open(model);
        var code = space.Phrases[2].Code;
        var map = await studio.Http.JsonAsync($"/api/models/{model}/map?plane={plane}");
        var on = new LatentPlane(Numbers(map, "origin"), Numbers(map, "right"), Numbers(map, "up"));
        var (x, y) = on.ToPoint(code);

        var clip = map.GetProperty("clips")[2];
        Assert.Equal((x, y), (clip.GetProperty("x").GetSingle(), clip.GetProperty("y").GetSingle()));
        var there = await studio.Http.GetByteArrayAsync(FormattableString.Invariant(
            $"/api/models/{model}/decode?x={x:R}&y={y:R}&plane={plane}&rest={TracksApiTests.Numbers(on.RestOf(code))}"));
        Assert.Equal(await studio.Http.GetByteArrayAsync($"/api/models/{model}/decode?code={TracksApiTests.Numbers(on.ToCode(x, y, on.RestOf(code)))}"), there);
        Assert.All(code.Zip(on.ToCode(x, y, on.RestOf(code))), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Fact]
    public async Task CodesComeOnceAndAreTheClips()
    {
        var space = studio.Open("flat");
        var map = await studio.Http.JsonAsync("/api/models/flat/map");
        Assert.Equal(space.Phrases.SelectMany(phrase => phrase.Code), MemoryMarshal.Cast<byte, float>(map.GetProperty("codes").GetBytesFromBase64()).ToArray());
        Assert.Equal(JsonValueKind.Null, (await studio.Http.JsonAsync("/api/models/flat/map?plane=overview&codes=false")).GetProperty("codes").ValueKind);
    }

    [Fact]
    public async Task TheMapSaysWhatCanBeTurnedBesideIt()
    {
        var map = await studio.Http.JsonAsync("/api/models/flat/map");
        Assert.Equal(["density", "velocity", "offset", "syncopation", "swing"], map.GetProperty("attributes").EnumerateArray().Select(name => name.GetString()!));
        Assert.InRange(map.GetProperty("axes").GetArrayLength(), 1, 3);
        Assert.InRange(map.GetProperty("spacing").GetProperty("near").GetDouble(), 1e-6, map.GetProperty("spacing").GetProperty("far").GetDouble());
        Assert.Equal(["blues", "jazz", "rock"], (await studio.Http.JsonAsync("/api/models/band/map")).GetProperty("genres").EnumerateArray()
            .Select(genre => genre.GetProperty("name").GetString()!).Order());
    }

    [Theory]
    [InlineData("flat")]
    [InlineData("melody")]
    [InlineData("band")]
    public async Task TheQualitiesOfASpaceAreTheLibrarys(string model)
    {
        var qualities = (await studio.Http.JsonAsync($"/api/models/{model}/qualities")).EnumerateArray().ToList();

        Assert.NotEmpty(qualities);
        Assert.Equal(
            studio.Open(model).Qualities.Select(quality => (quality.Attribute, quality.Correlation, quality.Middle, quality.Deviation)),
            qualities.Select(quality => (quality.GetProperty("attribute").GetString()!, quality.GetProperty("correlation").GetDouble(), quality.GetProperty("middle").GetSingle(), quality.GetProperty("deviation").GetSingle())));
        Assert.Equal(studio.Open(model).Qualities[0].Direction, Numbers(qualities[0], "direction"));
    }

    [Theory]
    [InlineData("flat", "")]
    [InlineData("flat", "0,3,7")]
    [InlineData("melody", "")]
    [InlineData("band", "overview")]
    public async Task EveryPlaneIsShaded(string model, string plane)
    {
        var change = MemoryMarshal.Cast<byte, float>(await studio.Http.GetByteArrayAsync($"/api/models/{model}/change?size=6&plane={plane}")).ToArray();
        Assert.Equal(36, change.Length);
        Assert.All(change, value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public async Task RingsLieRoundTheHeadAndTheMapSaysHowFlatItIs()
    {
        var rings = await studio.Http.JsonAsync("/api/models/flat/contours?x=0.5&y=0.5");
        Assert.Equal(4, rings.GetProperty("radii").GetArrayLength());
        var closed = rings.GetProperty("radii").EnumerateArray().Select(line => line.EnumerateArray().Where(radius => radius.ValueKind == JsonValueKind.Number).Select(radius => radius.GetDouble()).ToArray()).ToArray();
        Assert.True(closed[0].Average() < closed[1].Average(), "the second line lies within the first");

        var flatness = await studio.Http.JsonAsync("/api/models/flat/flatness");
        Assert.InRange(flatness.GetProperty("variation").GetDouble(), 0, 2);
        Assert.Contains("scale", flatness.GetProperty("words").GetString(), StringComparison.Ordinal);
        await studio.Http.GetAsync("/api/models/melody/contours?x=0&y=0").RefusedAsync(HttpStatusCode.Conflict);
        await studio.Http.GetAsync("/api/models/melody/flatness").RefusedAsync(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("/map?plane=nowhere")]
    [InlineData("/map?plane=density,loudness")]
    [InlineData("/map?plane=density,density")]
    [InlineData("/map?plane=0,0,1")]
    [InlineData("/map?plane=0,1,99999")]
    [InlineData("/map?plane=1,2,3,4")]
    [InlineData("/decode?x=0&y=0&rest=1,2")]
    [InlineData("/decode?x=0&y=0&plane=nowhere")]
    public async Task PlanesThatThereAreNotAreRefused(string path) =>
        await studio.Http.GetAsync("/api/models/flat" + path).RefusedAsync(HttpStatusCode.BadRequest);

    private static float[] Numbers(JsonElement map, string name) => [.. map.GetProperty(name).EnumerateArray().Select(number => number.GetSingle())];
}
