using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

/// <summary>A scripted drummer plays ten minutes with the model that comes with the program, as fast as the answers come.</summary>
public sealed class JamDrummerTests
{
    private static readonly GridPhrase[] Style =
    [
        Phrase(Enumerable.Range(0, 16).Select(i => new Hit(2 * i, 2, 0.5f, 0.1f)).Concat(Kicks(0, 8, 16, 24)).Concat(Snares(4, 12, 20, 28))),
        Phrase(Enumerable.Range(0, 32).Select(i => new Hit(i, 2, i % 4 == 0 ? 0.8f : 0.35f, 0)).Concat(Kicks(0, 6, 10, 16, 22, 26)).Concat(Snares(4, 12, 20, 28, 31))),
        Phrase(Kicks(0, 3, 6, 16, 19, 22).Concat(Snares(8, 24)).Concat(Enumerable.Range(0, 8).Select(i => new Hit(4 * i, 8, 0.6f, -0.2f)))),
    ];

    [Theory]
    [InlineData(90)]
    [InlineData(120)]
    [InlineData(160)]
    public async Task ATenMinuteJamIsAnsweredWholeAndEndsAsAMidiFileOfTenMinutes(double bpm)
    {
        using var folder = new TemporaryFolder();
        StudioFixture.TrainOne(Path.Combine(folder.Path, "mine"));
        await using var host = await StudioHost.StartAsync(new StudioOptions(folder.Path, Port: 0) { ShippedFolder = Path.Combine(Requirements.Repository, "models") });
        var address = new UriBuilder(host.Address) { Host = "127.0.0.1" }.Uri;
        using var drummer = await JamClient.OverHubAsync(address);
        var joined = await drummer.JoinAsync("ten minutes", model: ShippedModels.Usual, bpm: bpm);
        Assert.Equal(32, joined.GetProperty("steps").GetInt32());
        Assert.Equal(1400, joined.GetProperty("cloud").GetArrayLength());

        // Sixteen beats a turn.
        var turns = (int)(10 * bpm / 16);
        var replies = new HashSet<string>();
        for (var number = 1; number <= turns; number++)
        {
            var played = Style[number / 8 % Style.Length].Hits.Select(hit => (hit.Step, hit.Drum, (int)(127 * hit.Velocity), hit.Offset / 2.0)).ToArray();
            await drummer.PhraseAsync(number, played[..(played.Length / 2)], partial: true);
            await drummer.PhraseAsync(number, played);
            var reply = await drummer.HearAsync("reply");
            while (reply.TryGetProperty("partial", out _))
            {
                reply = await drummer.HearAsync("reply");
            }

            Assert.Equal(number, reply.GetProperty("number").GetInt32());
            Assert.NotEmpty(reply.GetProperty("notes").EnumerateArray());
            replies.Add(reply.GetProperty("notes").GetRawText());
        }

        Assert.True(replies.Count > turns / 2, $"Only {replies.Count} different answers in {turns}.");
        using var http = new HttpClient { BaseAddress = address };
        var score = MidiReader.Read(await http.GetByteArrayAsync("/api/jams/ten%20minutes/midi")).Score!;
        Assert.Equal(turns * 16 * 60 / bpm, score.Tempo.At(score.End).Value, 0.01);
        Assert.Equal(turns, (await http.JsonAsync("/api/jams/ten%20minutes/json")).GetProperty("turns").GetArrayLength());
    }

    private static GridPhrase Phrase(IEnumerable<Hit> hits) => new(DrumGrid.Named("drums-4x8x9"), hits);

    private static IEnumerable<Hit> Kicks(params int[] steps) => steps.Select(step => new Hit(step, 0, 0.9f, 0));

    private static IEnumerable<Hit> Snares(params int[] steps) => steps.Select(step => new Hit(step, 1, 0.8f, 0.15f));
}
