using System.Net;
using System.Text;
using System.Text.Json;
using Isorhythm.Music;
using Isorhythm.Studio;
using Isorhythm.Tests.Music;

namespace Isorhythm.Tests;

public sealed class ImportsApiTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    [Fact]
    public async Task EveryFileIsReportedUnderItsPath()
    {
        var clips = DrumClips.Make(3).Append(("clips/notes.mid", Encoding.ASCII.GetBytes("not MIDI at all"))).Append(("clips/empty.mid", []));
        var answer = await ImportAsync(clips);

        var report = answer.GetProperty("report");
        var files = report.GetProperty("files").EnumerateArray().ToDictionary(file => file.GetProperty("path").GetString()!);
        Assert.Equal(["clips/clip 1.mid", "clips/clip 2.mid", "clips/clip 3.mid", "clips/empty.mid", "clips/notes.mid"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(3, report.GetProperty("phrases").GetInt32());
        Assert.All(["clips/notes.mid", "clips/empty.mid"], path =>
            Assert.NotEmpty(files[path].GetProperty("reasons")[0].GetProperty("reason").GetString()!));
        Assert.True(answer.GetProperty("ready").GetBoolean());
        Assert.StartsWith("3 clips, 3 phrases", answer.GetProperty("advice").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ритм/節奏 🥁.mid")]
    [InlineData("../../../../etc/cron.d/x.mid")]
    [InlineData("a:b*c?.mid")]
    [InlineData("x")]
    public async Task AnyNameIsShownAsItCame(string path)
    {
        var answer = await ImportAsync([(path, DrumClips.Bytes([DrumClips.Phrase(0)]))]);
        var file = Assert.Single(answer.GetProperty("report").GetProperty("files").EnumerateArray());
        Assert.Equal((path, 1), (file.GetProperty("path").GetString(), file.GetProperty("phrases").GetInt32()));
    }

    [Fact]
    public async Task FilesWithoutARhythmAreNotReadyToTrain()
    {
        var answer = await ImportAsync([("silence.mid", DrumClips.Silence)]);
        Assert.False(answer.GetProperty("ready").GetBoolean());
        Assert.Equal("r-vae-2bar", answer.GetProperty("recipe").GetString());
        Assert.StartsWith("Nothing of this was found", answer.GetProperty("advice").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMelodyIsReadAsOneAndAsAnythingElseThatIsAskedFor()
    {
        var answer = await ImportAsync([("tune.mid", MidiWriter.Write(Tune.Score(Tune.Pulse(60, firstBar: 0, bars: 8))))]);
        Assert.Equal("fm-music-vae-piano-2bar-normal-small", answer.GetProperty("recipe").GetString());
        Assert.True(answer.GetProperty("ready").GetBoolean());

        var asBand = await studio.Http.JsonAsync($"/api/imports/{answer.GetProperty("id").GetString()}?recipe=musae-2bar-normal-small");
        Assert.Equal(("musae-2bar-normal-small", 0, false), (asBand.GetProperty("recipe").GetString(), asBand.GetProperty("report").GetProperty("phrases").GetInt32(), asBand.GetProperty("ready").GetBoolean()));
        Assert.StartsWith("Nothing of this was found", asBand.GetProperty("advice").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryLessonIsARecipeWithWordsThatReadsWhatWasDropped()
    {
        var answer = await ImportAsync(DrumClips.Make(2));
        foreach (var lesson in answer.GetProperty("lessons").EnumerateArray())
        {
            var recipe = lesson.GetProperty("recipe").GetString()!;
            Assert.All(["title", "hint"], words => Assert.NotEmpty(lesson.GetProperty(words).GetString()!));
            Assert.Equal(recipe, (await studio.Http.JsonAsync($"/api/imports/{answer.GetProperty("id").GetString()}?recipe={recipe}")).GetProperty("recipe").GetString());
        }
    }

    [Theory]
    [InlineData("nothing?recipe=r-vae-2bar", "no longer has these files")]
    [InlineData("nothing?recipe=pca", "does not learn \"pca\"")]
    public async Task AnImportThatIsGoneAndALessonThatIsNoneGetASentence(string what, string sentence) =>
        Assert.Contains(sentence, await studio.Http.GetAsync("/api/imports/" + what).RefusedAsync(HttpStatusCode.NotFound), StringComparison.Ordinal);

    [Fact]
    public async Task AFileThatIsTooLargeIsRefusedByName()
    {
        using var body = StudioFixture.Dropped([("small.mid", [1]), ("large.mid", new byte[ImportShelf.LargestFile + 1])]);
        var sentence = await studio.Http.PostAsync("/api/imports", body).RefusedAsync(HttpStatusCode.RequestEntityTooLarge);
        Assert.StartsWith("large.mid is larger than 8 MB", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilesThatAreTooLargeTogetherAreRefused()
    {
        var part = new byte[ImportShelf.LargestFile];
        using var body = StudioFixture.Dropped(Enumerable.Range(0, 9).Select(n => ($"{n}.mid", part)));
        var sentence = await studio.Http.PostAsync("/api/imports", body).RefusedAsync(HttpStatusCode.RequestEntityTooLarge);
        Assert.Contains("64 MB together", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooManyFilesAreRefused()
    {
        using var body = StudioFixture.Dropped(Enumerable.Range(0, ImportShelf.MostFiles + 1).Select(n => ($"{n}.mid", new byte[1])));
        var sentence = await studio.Http.PostAsync("/api/imports", body).RefusedAsync(HttpStatusCode.RequestEntityTooLarge);
        Assert.Contains("5000 files", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SomethingElseThanFilesIsRefused()
    {
        using var json = HttpAnswers.Json(new { });
        await studio.Http.PostAsync("/api/imports", json).RefusedAsync(HttpStatusCode.UnsupportedMediaType);
        using var nothing = new MultipartFormDataContent { { new StringContent("value"), "field" } };
        await studio.Http.PostAsync("/api/imports", nothing).RefusedAsync(HttpStatusCode.BadRequest);
        using var cut = new StringContent("--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.mid\"\r\n\r\nMTh");
        cut.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "edge") } };
        await studio.Http.PostAsync("/api/imports", cut).RefusedAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public void OldImportsMakeRoomForNewOnes()
    {
        var shelf = new ImportShelf();
        var imports = Enumerable.Range(0, 20).Select(_ => shelf.Add([], ImportShelf.LargestImport)).ToList();
        Assert.Throws<RefusedException>(() => shelf.Files(imports[0].Id));
        Assert.Empty(shelf.Files(imports[^1].Id));
        Assert.Empty(shelf.Files(imports[^2].Id));
    }

    private async Task<JsonElement> ImportAsync(IEnumerable<(string, byte[])> files)
    {
        using var body = StudioFixture.Dropped(files);
        using var answer = await studio.Http.PostAsync("/api/imports", body);
        return await answer.JsonAsync();
    }
}
