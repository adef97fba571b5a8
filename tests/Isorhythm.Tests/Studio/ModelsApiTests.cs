using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using Isorhythm.Latent;

namespace Isorhythm.Tests;

public sealed class ModelsApiTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private const string Model = "/api/models/clips%20of%20ours";

    private GridSpace Space => GridSpace.Open(Path.Combine(studio.Models, StudioFixture.ModelName));

    [Fact]
    public async Task StateNamesEveryModelWithItsGrid()
    {
        var state = await studio.Http.JsonAsync("/api/state");
        var model = state.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("name").GetString() == StudioFixture.ModelName);
        Assert.Equal("r-vae-2bar", model.GetProperty("recipe").GetString());
        Assert.Equal(8, model.GetProperty("clips").GetInt32());
        Assert.Equal(2, model.GetProperty("dimensions").GetInt32());
        Assert.Equal(JsonValueKind.Null, model.GetProperty("error").ValueKind);
        var grid = model.GetProperty("grid");
        Assert.Equal((12, 8), (grid.GetProperty("stepsPerQuarter").GetInt32(), grid.GetProperty("quarters").GetInt32()));
        Assert.Equal(["onset", "velocity", "microtiming"], grid.GetProperty("features").EnumerateArray().Select(feature => feature.GetString()!));
        Assert.Equal(DrumClips.Grid.Kit.Drums.Select(drum => drum.Name), grid.GetProperty("drums").EnumerateArray().Select(drum => drum.GetProperty("name").GetString()!));
    }

    [Fact]
    public async Task DecodeOverHttpEqualsTheLibrarys()
    {
        float[] code = [0.37f, -1.25f];
        var expected = new float[Space.Grid.Width];
        Space.DecodeValues(code, expected);

        var atPoint = await studio.Http.GetByteArrayAsync(Model + "/decode?x=0.37&y=-1.25");
        var atCode = await studio.Http.GetByteArrayAsync(Model + "/decode?code=0.37,-1.25");

        Assert.Equal(expected, MemoryMarshal.Cast<byte, float>(atPoint).ToArray());
        Assert.Equal(expected, MemoryMarshal.Cast<byte, float>(atCode).ToArray());
    }

    [Fact]
    public async Task EncodeOverHttpEqualsTheLibrarys()
    {
        var phrase = DrumClips.Phrase(3);
        using var body = HttpAnswers.Json(new { hits = phrase.Hits.Select(hit => new { hit.Step, hit.Drum, hit.Velocity, hit.Offset }) });

        var answer = await (await studio.Http.PostAsync(Model + "/encode", body)).JsonAsync();

        var code = Space.Encode(phrase);
        var (x, y) = Space.Map.ToPoint(code);
        Assert.Equal(code, answer.GetProperty("code").EnumerateArray().Select(number => number.GetSingle()));
        Assert.Equal((x, y), (answer.GetProperty("x").GetSingle(), answer.GetProperty("y").GetSingle()));
    }

    [Fact]
    public async Task ChangeHasAValueForEveryCellOfTheMap() =>
        Assert.Equal(Space.Map.Change(12), MemoryMarshal.Cast<byte, float>(await studio.Http.GetByteArrayAsync(Model + "/change?size=12")).ToArray());

    [Fact]
    public async Task MapHasEveryClipWhereItsCodeLies()
    {
        var map = await studio.Http.JsonAsync(Model + "/map");
        Assert.Equal(Space.Map.Extent, map.GetProperty("extent").GetSingle());

        var clips = map.GetProperty("clips").EnumerateArray().ToList();
        Assert.Equal(Space.Phrases.Select(phrase => phrase.Name), clips.Select(clip => clip.GetProperty("name").GetString()!));
        Assert.All(clips.Zip(Space.Phrases), pair =>
        {
            var (x, y) = Space.Map.ToPoint(pair.Second.Code);
            Assert.Equal((x, y), (pair.First.GetProperty("x").GetSingle(), pair.First.GetProperty("y").GetSingle()));
            Assert.Equal(0, pair.First.GetProperty("phrase").GetInt32());
        });
    }

    [Theory]
    [InlineData("/change?size=1", HttpStatusCode.BadRequest)]
    [InlineData("/change?size=100000", HttpStatusCode.BadRequest)]
    [InlineData("/change?size=many", HttpStatusCode.BadRequest)]
    [InlineData("/decode", HttpStatusCode.BadRequest)]
    [InlineData("/decode?x=1", HttpStatusCode.BadRequest)]
    [InlineData("/decode?x=NaN&y=0", HttpStatusCode.BadRequest)]
    [InlineData("/decode?x=1e99&y=0", HttpStatusCode.BadRequest)]
    [InlineData("/decode?x=left&y=0", HttpStatusCode.BadRequest)]
    [InlineData("/decode?code=1", HttpStatusCode.BadRequest)]
    [InlineData("/decode?code=1,2,3", HttpStatusCode.BadRequest)]
    [InlineData("/decode?code=1,two", HttpStatusCode.BadRequest)]
    [InlineData("/decode?x=0&y=0&temperature=1", HttpStatusCode.BadRequest)]
    public async Task AskedWronglyTheModelSaysWhy(string path, HttpStatusCode status) =>
        await studio.Http.GetAsync(Model + path).RefusedAsync(status);

    [Theory]
    [InlineData("/api/models/nowhere/map")]
    [InlineData("/api/models/nowhere/decode?x=0&y=0")]
    [InlineData("/api/models/..%2f..%2fetc/decode?x=0&y=0")]
    [InlineData("/api/models/%2e%2e/decode?x=0&y=0")]
    [InlineData("/api/models/exports/decode?x=0&y=0")]
    [InlineData("/api/nothing")]
    public async Task WhatIsNotThereIsNotFound(string path)
    {
        using var answer = await studio.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData(96, 0, 1, 0, "step 96")]
    [InlineData(-1, 0, 1, 0, "step -1")]
    [InlineData(0, 9, 1, 0, "drum 9")]
    [InlineData(0, 0, 1.5, 0, "velocity 1.5")]
    [InlineData(0, 0, 1, -2, "offset -2")]
    public async Task HitsOffTheGridAreRefused(int step, int drum, float velocity, float offset, string named)
    {
        using var body = HttpAnswers.Json(new { hits = new[] { new { step, drum, velocity, offset } } });
        Assert.Contains(named, await studio.Http.PostAsync(Model + "/encode", body).RefusedAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"hits\":[{\"step\":1,\"drum\":1,\"velocity\":1,\"offset\":0},{\"step\":1,\"drum\":1,\"velocity\":1,\"offset\":0}]}")]
    [InlineData("{\"hits\":null}")]
    [InlineData("{\"hits\":[null]}")]
    [InlineData("{}")]
    [InlineData("{\"hits\":")]
    [InlineData("")]
    public async Task PatternsThatAreNoneAreRefused(string json)
    {
        using var body = new StringContent(json, null, "application/json");
        await studio.Http.PostAsync(Model + "/encode", body).RefusedAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task BrokenModelIsListedWithItsSentenceAndCanOnlyBeDeleted()
    {
        var folder = Path.Combine(studio.Models, "broken");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "model.json"), "{\"format\":");

        var model = (await studio.Http.JsonAsync("/api/state")).GetProperty("models").EnumerateArray()
            .Single(model => model.GetProperty("name").GetString() == "broken");
        Assert.NotEmpty(model.GetProperty("error").GetString()!);
        await studio.Http.GetAsync("/api/models/broken/map").RefusedAsync(HttpStatusCode.Conflict);

        using var deleted = await studio.Http.DeleteAsync("/api/models/broken");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task DeletingAModelLeavesWhatElseLiesInItsFolder()
    {
        var folder = Path.Combine(studio.Models, "mixed");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "model.json"), "{}");
        await File.WriteAllTextAsync(Path.Combine(folder, "lyrics.txt"), "mine");

        using var deleted = await studio.Http.DeleteAsync("/api/models/mixed");

        Assert.Equal(["lyrics.txt"], Directory.EnumerateFiles(folder).Select(Path.GetFileName));
    }
}
