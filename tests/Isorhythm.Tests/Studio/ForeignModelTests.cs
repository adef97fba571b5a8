using System.Net;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

/// <summary>Models that other programs made, put into the models folder.</summary>
public sealed class ForeignModelTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ForeignModelTests()
    {
        Copy("tfjs/two-bars");
        Copy("tfjs/conditional");
        Copy("magenta/tiny-mel_2bar");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task They_are_listed_and_played_beside_ones_own()
    {
        await using var studio = await StartAsync();
        using var http = new HttpClient { BaseAddress = studio.Address };

        var models = (await http.JsonAsync("/api/state")).GetProperty("models").EnumerateArray().ToList();
        Assert.Equal(["conditional", "tiny-mel_2bar", "two-bars"], models.Select(model => model.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(models, model => Assert.Null(model.GetProperty("error").GetString()));
        foreach (var model in models)
        {
            Assert.NotEmpty(await http.GetByteArrayAsync($"/api/models/{model.GetProperty("name")}/decode?x=0.5&y=-1"));
            Assert.Empty((await http.JsonAsync($"/api/models/{model.GetProperty("name")}/map")).GetProperty("clips").EnumerateArray());
        }
    }

    [Fact]
    public async Task A_rhythm_that_is_edited_finds_its_place_in_a_model_of_rvae()
    {
        await using var studio = await StartAsync();
        using var http = new HttpClient { BaseAddress = studio.Address };
        using var body = HttpAnswers.Json(new { hits = new[] { new { step = 0, drum = 0, velocity = 0.9, offset = 0.0 }, new { step = 8, drum = 1, velocity = 0.8, offset = 0.1 } } });

        var place = await (await http.PostAsync("/api/models/two-bars/encode", body)).JsonAsync();

        Assert.InRange(place.GetProperty("x").GetDouble(), -3.2, 3.2);
        Assert.InRange(place.GetProperty("y").GetDouble(), -3.2, 3.2);
    }

    [Fact]
    public async Task A_model_of_rvae_trades_bars()
    {
        await using var studio = await StartAsync();
        using var player = await JamClient.OverSocketAsync(studio.Address);

        await player.JoinAsync("friday", model: "two-bars");
        var reply = await player.PlayAsync(1, (0, 0, 110, 0), (8, 1, 90, 0.1));

        Assert.Equal(3, reply.GetProperty("machine").GetArrayLength());
    }

    [Fact]
    public async Task One_that_is_quiet_everywhere_answers_with_its_likeliest_strokes_and_not_with_all()
    {
        Quieten(folder.PathOf("models/two-bars"));
        await using var studio = await StartAsync();
        using var player = await JamClient.OverSocketAsync(studio.Address);

        await player.JoinAsync("quiet", model: "two-bars");
        var reply = await player.PlayAsync(1, (0, 0, 110, 0), (8, 1, 90, 0.1));

        Assert.InRange(reply.GetProperty("notes").GetArrayLength(), 1, 288 / 2);
    }

    [Fact]
    public async Task Their_files_stay()
    {
        await using var studio = await StartAsync();
        using var http = new HttpClient { BaseAddress = studio.Address };
        foreach (var name in new[] { "two-bars", "conditional", "tiny-mel_2bar" })
        {
            var files = Directory.GetFiles(folder.PathOf("models/" + name), "*", SearchOption.AllDirectories);

            var sentence = await http.DeleteAsync($"/api/models/{name}").RefusedAsync(HttpStatusCode.Conflict);

            Assert.Contains("was made by another program", sentence, StringComparison.Ordinal);
            Assert.Equal(files, Directory.GetFiles(folder.PathOf("models/" + name), "*", SearchOption.AllDirectories));
        }
    }

    private Task<StudioHost> StartAsync() => StudioHost.StartAsync(new StudioOptions(folder.PathOf("models"), Port: 0) { ShippedFolder = folder.PathOf("none") });

    /// <summary>Takes ten off what every stroke's probability is made of, in the bias of the first output.</summary>
    private static void Quieten(string model)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(model, "model.json")))!;
        var bias = $"{json["modelTopology"]!["config"]!["output_layers"]![0]![0]}/bias";
        var at = 0;
        foreach (var tensor in json["weightsManifest"]![0]!["weights"]!.AsArray())
        {
            var bytes = sizeof(float) * tensor!["shape"]!.AsArray().Aggregate(1, (product, size) => product * (int)size!);
            if ((string)tensor["name"]! == bias)
            {
                var weights = File.ReadAllBytes(Path.Combine(model, "weights.bin"));
                var values = MemoryMarshal.Cast<byte, float>(weights.AsSpan(at, bytes));
                TensorPrimitives.Subtract(values, 10, values);
                File.WriteAllBytes(Path.Combine(model, "weights.bin"), weights);
            }

            at += bytes;
        }
    }

    private void Copy(string golden)
    {
        var from = Path.Combine(Requirements.Repository, "tests", "Isorhythm.Tests", "Golden", golden);
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = folder.PathOf(Path.Combine("models", Path.GetFileName(golden), Path.GetRelativePath(from, file)));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }
}
