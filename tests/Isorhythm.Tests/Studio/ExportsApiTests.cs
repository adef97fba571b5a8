using System.Net;
using Isorhythm.Music;

namespace Isorhythm.Tests;

public sealed class ExportsApiTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private const string Exports = "/api/models/clips%20of%20ours/exports";

    private string Folder => Path.Combine(studio.Models, "exports");

    [Fact]
    public async Task SavedPatternsReadBackAsTheyWere()
    {
        GridPhrase[] phrases = [DrumClips.Phrase(0), DrumClips.Phrase(2)];
        using var body = Body("two bars", 93.5, phrases);
        var saved = await (await studio.Http.PostAsync(Exports, body)).JsonAsync();

        using var answer = await studio.Http.GetAsync(saved.GetProperty("url").GetString());
        var score = MidiReader.Read(await answer.Content.ReadAsByteArrayAsync()).Score!;

        Assert.Equal("audio/midi", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("two bars.mid", answer.Content.Headers.ContentDisposition!.FileNameStar ?? answer.Content.Headers.ContentDisposition.FileName);
        var read = PhraseReader.Read(score, DrumClips.Grid, ((Latent.GridRepresentation)Latent.Representation.Named("drums-12x8x9")).Rules).Phrases;
        Assert.Equal(
            phrases.SelectMany(phrase => phrase.Hits).Select(hit => (hit.Step, hit.Drum, Loudness(hit))),
            read.SelectMany(phrase => phrase.Phrase.Rhythm().Hits).Select(hit => (hit.Step, hit.Drum, Loudness(hit))));
    }

    [Theory]
    [InlineData("ритм 節奏", "ритм 節奏.mid")]
    [InlineData("../../outside", "outside.mid")]
    [InlineData("", "rhythm.mid")]
    public async Task NamesOfAnyScriptStayInTheFolder(string name, string fileName)
    {
        using var body = Body(name, 120, DrumClips.Phrase(0));
        var saved = await (await studio.Http.PostAsync(Exports, body)).JsonAsync();
        Assert.Equal(fileName, saved.GetProperty("fileName").GetString());
        Assert.True(File.Exists(Path.Combine(Folder, fileName)));
        Assert.NotEmpty(await studio.Http.GetByteArrayAsync(saved.GetProperty("url").GetString()));
    }

    [Fact]
    public async Task NothingIsOverwritten()
    {
        var names = new List<string?>();
        for (var n = 0; n < 3; n++)
        {
            using var body = Body("same", 120, DrumClips.Phrase(n));
            names.Add((await (await studio.Http.PostAsync(Exports, body)).JsonAsync()).GetProperty("fileName").GetString());
        }

        Assert.Equal(["same.mid", "same 2.mid", "same 3.mid"], names);
        Assert.DoesNotContain(Directory.EnumerateFiles(Folder), file => file.EndsWith(".part", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e9)]
    public async Task ATempoThatNoMidiFileHoldsIsRefused(double tempo)
    {
        using var body = Body("x", tempo, DrumClips.Phrase(0));
        Assert.Contains("tempo", await studio.Http.PostAsync(Exports, body).RefusedAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASavedPatternIsSwungAndAGrooveThatIsNoneIsRefused()
    {
        var saved = await (await SaveAsync(new { swing = 0.75 })).JsonAsync();
        var score = MidiReader.Read(await studio.Http.GetByteArrayAsync(saved.GetProperty("url").GetString())).Score!;
        Assert.Equal(4.5 / 12, (double)score.Notes[0].Start.Value / score.Tempo.TicksPerQuarter, 1e-3);

        Assert.Contains("0.5..0.75", await SaveAsync(new { swing = 0.9 }).RefusedAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);

        async Task<HttpResponseMessage> SaveAsync(object groove)
        {
            using var body = HttpAnswers.Json(new { name = "swung", tempo = 120, groove, patterns = new[] { new[] { new { step = 3, drum = 0, velocity = 0.5, offset = 0 } } } });
            return await studio.Http.PostAsync(Exports, body);
        }
    }

    [Fact]
    public async Task NoPatternAndTooManyAreRefused()
    {
        using var none = Body("x", 120);
        await studio.Http.PostAsync(Exports, none).RefusedAsync(HttpStatusCode.BadRequest);
        using var many = HttpAnswers.Json(new { name = "x", tempo = 120, patterns = new object[1001].Select(_ => Array.Empty<object>()) });
        await studio.Http.PostAsync(Exports, many).RefusedAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task ABodyThatIsTooLargeIsRefusedBeforeItIsSent()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Exports) { Content = new StringContent(new string(' ', 17 << 20), null, "application/json") };
        request.Headers.ExpectContinue = true;
        await studio.Http.SendAsync(request).RefusedAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("..%2fclips%20of%20ours%2fmodel.json")]
    [InlineData("%2fetc%2fpasswd")]
    [InlineData("nowhere.mid")]
    public async Task OnlySavedFilesAreServed(string fileName) =>
        await studio.Http.GetAsync($"/api/exports/{fileName}").RefusedAsync(HttpStatusCode.NotFound);

    private static int Loudness(Hit hit) => (int)Math.Round(hit.Velocity * 127);

    private static StringContent Body(string name, double tempo, params GridPhrase[] phrases) => HttpAnswers.Json(new
    {
        name,
        tempo,
        patterns = phrases.Select(phrase => phrase.Hits.Select(hit => new { hit.Step, hit.Drum, hit.Velocity, hit.Offset })),
    });
}
