using System.Net;
using System.Text.Json;
using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Tests;

public sealed class TracksApiTests(TracksFixture studio) : IClassFixture<TracksFixture>
{
    [Fact]
    public async Task StateSaysWhatAModelOfTracksHolds()
    {
        var models = (await studio.Http.JsonAsync("/api/state")).GetProperty("models").EnumerateArray().ToDictionary(model => model.GetProperty("name").GetString()!);
        Assert.All(models.Values, model => Assert.Equal(JsonValueKind.Null, model.GetProperty("error").ValueKind));
        Assert.Equal(JsonValueKind.Null, models["trio"].GetProperty("grid").ValueKind);
        Assert.Equal(JsonValueKind.Null, models["flat"].GetProperty("tracks").ValueKind);
        Assert.True(models["flat"].GetProperty("isFlat").GetBoolean());
        Assert.False(models["melody"].GetProperty("isFlat").GetBoolean());
        var trio = models["trio"].GetProperty("tracks");
        Assert.Equal((4, 16, 2), (trio.GetProperty("stepsPerQuarter").GetInt32(), trio.GetProperty("stepsPerBar").GetInt32(), trio.GetProperty("bars").GetInt32()));
        Assert.Equal(["melody", "bass", "drums"], trio.GetProperty("tracks").EnumerateArray().Select(track => track.GetProperty("name").GetString()!));
        Assert.Equal([0, 0, 9], trio.GetProperty("tracks").EnumerateArray().Select(track => track.GetProperty("drums").GetArrayLength()));
        Assert.Equal((21, 108), (trio.GetProperty("tracks")[0].GetProperty("lowest").GetInt32(), trio.GetProperty("tracks")[0].GetProperty("highest").GetInt32()));
    }

    [Theory]
    [InlineData("melody")]
    [InlineData("trio")]
    [InlineData("band")]
    public async Task NotesOverHttpAreTheLibrarysAndTheSameTwice(string model)
    {
        var space = studio.Open(model);
        var expected = (TokenPhrase)space.Decode(space.Phrases[3].Code);
        var address = $"/api/models/{model}/decode?code={Numbers(space.Phrases[3].Code)}";

        var notes = Notes(await studio.Http.JsonAsync(address));

        Assert.Equal(expected.NoteCount, notes.Count);
        Assert.Equal(await studio.Http.GetStringAsync(address), await studio.Http.GetStringAsync(address));
        for (var track = 0; track < expected.Tracks.Tracks.Length; track++)
        {
            var kit = expected.Tracks.Tracks[track].Vocabulary.Kit;
            Assert.Equal(
                expected.Notes(track).Select(note => (note.Step, note.Length, kit?.Drums[note.Pitch].OutputPitch ?? note.Pitch)),
                notes.Where(note => note.Track == track).Select(note => (note.Step, note.Length, note.Pitch)));
            Assert.All(notes.Where(note => note.Track == track), note => Assert.Equal(expected.Tracks.Tracks[track].IsDrums, note.IsDrum));
        }
    }

    [Theory]
    [InlineData("melody")]
    [InlineData("trio")]
    [InlineData("band")]
    public async Task NotesAreDrawnAtATemperatureAndTheSameForOneSeed(string model)
    {
        var space = studio.Open(model);
        var address = $"/api/models/{model}/decode?code={Numbers(space.Phrases[3].Code)}";
        var expected = (TokenPhrase)space.Decode(space.Phrases[3].Code, Decoding.Usual with { Temperature = 1.5f, Seed = 7 })[0];

        var drawn = await studio.Http.GetStringAsync(address + "&temperature=1.5&seed=7");

        Assert.Equal(expected.NoteCount, Notes(await studio.Http.JsonAsync(address + "&temperature=1.5&seed=7")).Count);
        Assert.Equal(drawn, await studio.Http.GetStringAsync(address + "&temperature=1.5&seed=7"));
        Assert.NotEqual(drawn, await studio.Http.GetStringAsync(address + "&temperature=1.5&seed=8"));
        Assert.Equal(await studio.Http.GetStringAsync(address), await studio.Http.GetStringAsync(address + "&temperature=0&seed=8"));
        await studio.Http.GetAsync(address + "&temperature=3").RefusedAsync(HttpStatusCode.BadRequest);
        await studio.Http.GetAsync(address + "&temperature=NaN").RefusedAsync(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("melody")]
    [InlineData("trio")]
    [InlineData("band")]
    public async Task NotesThatAreEncodedLieWhereTheLibraryPutsThem(string model)
    {
        var space = studio.Open(model);
        var phrase = (TokenPhrase)space.Phrases[1].Phrase;
        using var body = HttpAnswers.Json(new { notes = Body(phrase) });

        var answer = await (await studio.Http.PostAsync($"/api/models/{model}/encode", body)).JsonAsync();

        Assert.Equal(space.Encode(phrase), answer.GetProperty("code").EnumerateArray().Select(number => number.GetSingle()));
    }

    [Fact]
    public async Task SavedNotesReadBackAsTheyWere()
    {
        var space = studio.Open("trio");
        TokenPhrase[] phrases = [(TokenPhrase)space.Phrases[0].Phrase, (TokenPhrase)space.Phrases[5].Phrase];
        using var body = HttpAnswers.Json(new { name = "a path", tempo = 100, notes = phrases.Select(Body) });

        var saved = await (await studio.Http.PostAsync("/api/models/trio/exports", body)).JsonAsync();
        var score = MidiReader.Read(await studio.Http.GetByteArrayAsync(saved.GetProperty("url").GetString())).Score!;

        var read = space.Representation.ReadWhole(score).Phrases.Select(cut => cut.Phrase);
        Assert.Equal(phrases, read.Cast<TokenPhrase>());
        Assert.Equal([0, 1, 9], score.Notes.Select(note => (int)note.Channel).Distinct().Order());
    }

    [Theory]
    [InlineData(0, 0, 1, 20, "pitch 20")]
    [InlineData(0, 32, 1, 60, "step 32")]
    [InlineData(0, 0, 0, 60, "length 0")]
    [InlineData(1, 0, 1, 60, "track 1")]
    public async Task NotesOffTheTracksAreRefused(int track, int step, int length, int pitch, string named)
    {
        using var body = HttpAnswers.Json(new { notes = new[] { new { track, step, length, pitch } } });
        Assert.Contains(named, await studio.Http.PostAsync("/api/models/melody/encode", body).RefusedAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("melody", "{\"notes\":[null]}")]
    [InlineData("melody", "{\"hits\":[]}")]
    [InlineData("melody", "{\"notes\":[{\"track\":0,\"step\":0,\"length\":1,\"pitch\":60},{\"track\":0,\"step\":0,\"length\":2,\"pitch\":64}]}")]
    [InlineData("flat", "{\"notes\":[]}")]
    public async Task MusicOfAnotherKindIsRefused(string model, string json)
    {
        using var body = new StringContent(json, null, "application/json");
        await studio.Http.PostAsync($"/api/models/{model}/encode", body).RefusedAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task ADrawFromAGenreLiesInItsPetal()
    {
        var space = studio.Open("band");
        for (var seed = 1; seed < 9; seed++)
        {
            var drawn = await studio.Http.JsonAsync($"/api/models/band/sample?genre=jazz&seed={seed}");
            Assert.Equal("jazz", space.Style.Of([.. drawn.GetProperty("code").EnumerateArray().Select(number => number.GetSingle())]));
        }

        Assert.Contains("jazz", await studio.Http.GetAsync("/api/models/band/sample?genre=polka").RefusedAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
        await studio.Http.GetAsync("/api/models/melody/sample?genre=jazz").RefusedAsync(HttpStatusCode.BadRequest);
    }

    internal static string Numbers(float[] code) => string.Join(',', code.Select(number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));

    private static IEnumerable<object> Body(TokenPhrase phrase) => phrase.Tracks.Tracks.SelectMany((track, index) => phrase.Notes(index)
        .Select(note => new { track = index, step = note.Step, length = note.Length, pitch = track.Vocabulary.Kit?.Drums[note.Pitch].OutputPitch ?? note.Pitch }));

    private static List<(int Track, int Step, int Length, int Pitch, bool IsDrum)> Notes(JsonElement answer) =>
        [.. answer.GetProperty("notes").EnumerateArray().Select(note => (
            note.GetProperty("track").GetInt32(),
            note.GetProperty("step").GetInt32(),
            note.GetProperty("length").GetInt32(),
            note.GetProperty("pitch").GetInt32(),
            note.GetProperty("drum").ValueKind == JsonValueKind.Number))];
}
