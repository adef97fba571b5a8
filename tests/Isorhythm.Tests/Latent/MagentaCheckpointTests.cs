using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

/// <summary>Checkpoints of Magenta, against what @magenta/music 1.23.1 does with them (Oracles/magenta_js.mjs).</summary>
public sealed class MagentaCheckpointTests : IDisposable
{
    // Sums of up to 700 terms in float32, in another order, through up to 64 steps of a recurrence.
    private const double Tolerance = 1e-4;

    private static readonly string Golden = Path.Combine(Requirements.Repository, "tests", "Isorhythm.Tests", "Golden", "magenta");
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, string> Checkpoints => new()
    {
        { "tiny-mel_2bar", "melody-2bar" },
        { "tiny-mel_4bar", "melody-4bar" },     // a conductor, weights of one byte
        { "tiny-drums_2bar", "drums-2bar" },
        { "tiny-trio_16bar", "trio-16bar" },    // three decoders under a conductor, weights of two bytes
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Checkpoints))]
    public void A_code_decodes_to_the_tokens_of_magenta_js(string checkpoint, string representation)
    {
        var space = LatentSpace.Open(Path.Combine(Golden, checkpoint));
        using var model = MagentaCheckpoint.Load(Path.Combine(Golden, checkpoint)).Model;
        var tracks = TokenTracks.Named(representation);
        Assert.Equal(representation, space.Representation.Name);
        var decoded = Expected(checkpoint, "decoded");
        Assert.NotEmpty(decoded);
        foreach (var one in decoded)
        {
            var code = one["code"].Deserialize<float[]>()!;
            Assert.Equal(TokensOf(one), WrittenTokens(model, code));
            Assert.Equal(new TokenPhrase(tracks, TokensOf(one)).Canonical(), space.Decode(code));
        }
    }

    [Theory]
    [MemberData(nameof(Checkpoints))]
    public void A_phrase_is_encoded_to_the_mean_of_magenta_js(string checkpoint, string representation)
    {
        var space = LatentSpace.Open(Path.Combine(Golden, checkpoint));
        var encoded = Expected(checkpoint, "encoded");
        Assert.NotEmpty(encoded);
        Assert.All(encoded, one => Assert.Equal(
            one["mean"].Deserialize<float[]>()!,
            space.Encode(new TokenPhrase(TokenTracks.Named(representation), TokensOf(one))),
            (a, b) => Math.Abs(a - b) <= Tolerance));
    }

    [Fact]
    public void A_checkpoint_is_described_by_its_own_sizes()
    {
        var description = LatentSpace.Describe(Path.Combine(Golden, "tiny-trio_16bar"));

        Assert.Equal("tiny-trio_16bar", description.Name);
        Assert.Equal(("trio-16bar", 6, 3 * 256), (description.Recipe.Representation, description.Recipe.Prior.Dimensions, description.Width));
        Assert.Equal(("hierarchical-bi-lstm", 5, 1), (description.Recipe.Encoder.Kind, description.Recipe.Encoder.Hidden, description.Recipe.Encoder.Layers));
        Assert.Equal(("hierarchical-lstm", 8, 2), (description.Recipe.Decoder.Kind, description.Recipe.Decoder.Hidden, description.Recipe.Decoder.Layers));
        Assert.Equal(62_280, description.Parameters);
    }

    [Fact]
    public void A_space_without_phrases_samples_walks_and_maps_and_tells_its_attributes_from_draws()
    {
        var space = LatentSpace.Open(Path.Combine(Golden, "tiny-mel_2bar"));
        var (a, b) = (space.Sample(1, 1, seed: 1)[0], space.Sample(1, 1, seed: 2)[0]);

        Assert.Equal(3, space.Interpolate(a, b, 3, InterpolationPath.Slerp).Length);
        Assert.Empty(space.Nearest(a, 5));
        Assert.Equal(space.Dimensions, space.Map.ToCode(1, 2).Length);
        Assert.Equal(Enumerable.Range(0, space.Dimensions), space.Axes.Select(axis => Array.IndexOf(axis.Direction, 1)));
        Assert.True(space.Attribute("density").Most > space.Attribute("density").Least);
        Assert.Equal(256, space.Attribute("density").Phrases);
        Assert.Contains("density", space.Qualities.Select(quality => quality.Attribute));
        Assert.Equal(space.Dimensions, space.MapOfAttributes("density", "pitch").ToCode(1, 2).Length);
    }

    [Fact]
    public void Weights_of_half_precision_are_read()
    {
        var place = Copy("tiny-mel_2bar");
        var shards = Directory.GetFiles(place, "group*").Order(StringComparer.Ordinal).ToArray();
        var values = MemoryMarshal.Cast<byte, float>(shards.SelectMany(File.ReadAllBytes).ToArray());
        var halves = new Half[values.Length];
        TensorPrimitives.ConvertToHalf(values, halves);
        File.WriteAllBytes(Path.Combine(place, "halves"), MemoryMarshal.AsBytes<Half>(halves).ToArray());
        ChangeManifest(place, manifest => manifest[0]!["paths"] = new JsonArray("halves"));
        Change(place, tensors => tensors.ToList().ForEach(tensor => tensor!["quantization"] = new JsonObject { ["dtype"] = "float16" }));

        var phrase = new TokenPhrase(TokenTracks.Named("melody-2bar"), TokensOf(Expected("tiny-mel_2bar", "encoded")[0]));
        var (exact, rounded) = (LatentSpace.Open(Path.Combine(Golden, "tiny-mel_2bar")).Encode(phrase), LatentSpace.Open(place).Encode(phrase));
        Assert.NotEqual(exact, rounded);
        Assert.Equal(exact, rounded, (a, b) => Math.Abs(a - b) < 0.02);
    }

    [Theory]
    [InlineData("missing shard", "has no group1-shard2of3: download it")]
    [InlineData("short shard", "shards group1-shard1of3, group1-shard2of3, group1-shard3of3 hold ")]
    [InlineData("missing config", "has no config.json: download it")]
    [InlineData("broken manifest", "weights_manifest.json cannot be used (")]
    [InlineData("shard elsewhere", "it names \"../weights\"")]
    [InlineData("missing tensor", "it lists no encoder/mu/kernel")]
    [InlineData("other shape", "encoder/mu/kernel has the shape [24, 4], where the other tensors ask for [24, 8]")]
    [InlineData("impossible shape", "encoder/mu/kernel has the shape [-24, 8], which no tensor can have")]
    [InlineData("other type", "encoder/mu/kernel is of the type int32, and weights are float32")]
    [InlineData("other storage", "encoder/mu/kernel is stored as float64")]
    [InlineData("no numbers", "encoder/mu/kernel holds values that are no numbers")]
    public void A_broken_checkpoint_gets_a_sentence(string what, string sentence)
    {
        var place = Copy("tiny-mel_2bar");
        Break(place, what);

        var error = Assert.Throws<IsorhythmException>(() => LatentSpace.Open(place));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "type": "MusicRNN" }""", "it is a MusicRNN, no MusicVAE")]
    [InlineData("""{ "type": "MusicVAE" }""", "it reads music with a converter that is not named")]
    [InlineData("""{ "type": "MusicVAE", "dataConverter": { "type": "GrooveConverter", "args": { "numSteps": 32 } } }""", "it reads music with a GrooveConverter")]
    [InlineData("""{ "type": "MusicVAE", "dataConverter": { "type": "MultitrackConverter", "args": { "numSteps": 512 } } }""", "it reads music with a MultitrackConverter")]
    [InlineData("""{ "type": "MusicVAE", "dataConverter": { "type": "MelodyConverter", "args": { "numSteps": 30, "minPitch": 21, "maxPitch": 108 } } }""", "a phrase has 30 steps")]
    [InlineData("""{ "type": "MusicVAE", "dataConverter": { "type": "MelodyConverter", "args": { "numSteps": 32, "minPitch": 40, "maxPitch": 80 } } }""", "its pitches are 40 to 80")]
    [InlineData("""{ "type": "MusicVAE", "chordEncoder": "TriadChordEncoder", "dataConverter": { "type": "MelodyConverter", "args": { "numSteps": 32, "minPitch": 21, "maxPitch": 108 } } }""", "it is given chords")]
    [InlineData("""{ "type": "MusicVAE", "extraControls": [{ "name": "x", "depth": 1 }], "dataConverter": { "type": "MelodyConverter", "args": { "numSteps": 32, "minPitch": 21, "maxPitch": 108 } } }""", "it is given controls")]
    [InlineData("""{ "type": "MusicVAE", "dataConverter": { "type": "DrumsConverter", "args": { "numSteps": 32, "pitchClasses": [[36], [38]] } } }""", "its drums are not the 9 of musicvae")]
    [InlineData("""{ "type": "MusicVAE", "dataConverter": { "type": "DrumsConverter", "args": { "numSteps": 32 } } }""", "where the other tensors ask for")]
    public void A_checkpoint_of_another_kind_gets_a_sentence(string config, string sentence)
    {
        var place = Copy("tiny-mel_2bar");
        File.WriteAllText(Path.Combine(place, "config.json"), config);

        var error = Assert.Throws<IsorhythmException>(() => LatentSpace.Open(place));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_writes_drums_one_by_one_gets_a_sentence()
    {
        var place = Copy("tiny-drums_2bar");
        Change(place, tensors => tensors.Add(new JsonObject { ["name"] = "decoder/nade/w_enc", ["shape"] = new JsonArray(0), ["dtype"] = "float32" }));

        Assert.Contains("NADE", Assert.Throws<IsorhythmException>(() => LatentSpace.Open(place)).Message, StringComparison.Ordinal);
    }

    private static JsonNode[] Expected(string checkpoint, string what) =>
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Golden, checkpoint + ".json")))![what]!.AsArray().Select(node => node!)];

    private static ushort[] TokensOf(JsonNode one) => [.. one["tokens"].Deserialize<ushort[][]>()!.SelectMany(track => track)];

    /// <summary>The likeliest token at each step, as the model writes them, before a phrase is made of them.</summary>
    private static ushort[] WrittenTokens(TokenVae model, float[] code)
    {
        var tokens = new ushort[model.Tracks.Width];
        using var memory = new Arena();
        var from = memory.Allocate(1, code.Length);
        from.CopyFrom(code);
        using var player = model.NewPlayer(batch: 1);
        player.Play(from, (step, track, b, logits) => tokens[(track * model.Tracks.Steps) + step] = (ushort)TokenChoice.Choose(logits, 0, 0));
        return tokens;
    }

    private string Copy(string checkpoint)
    {
        var place = Path.Combine(folder.Path, checkpoint);
        Directory.CreateDirectory(place);
        foreach (var file in Directory.GetFiles(Path.Combine(Golden, checkpoint)))
        {
            File.Copy(file, Path.Combine(place, Path.GetFileName(file)));
        }

        return place;
    }

    private static void Break(string place, string what)
    {
        var shard = Path.Combine(place, "group1-shard2of3");
        switch (what)
        {
            case "missing shard":
                File.Delete(shard);
                break;
            case "short shard":
                File.WriteAllBytes(shard, File.ReadAllBytes(shard)[..^1]);
                break;
            case "missing config":
                File.Delete(Path.Combine(place, "config.json"));
                break;
            case "broken manifest":
                File.WriteAllText(Path.Combine(place, "weights_manifest.json"), "[{");
                break;
            case "shard elsewhere":
                ChangeManifest(place, manifest => manifest[0]!["paths"]![0] = "../weights");
                break;
            case "missing tensor":
                Change(place, tensors => Mean(tensors)["name"] = "other");
                break;
            case "other shape":
                Change(place, tensors => Mean(tensors)["shape"]![1] = 4);
                break;
            case "impossible shape":
                Change(place, tensors => Mean(tensors)["shape"]![0] = -24);
                break;
            case "other type":
                Change(place, tensors => Mean(tensors)["dtype"] = "int32");
                break;
            case "other storage":
                Change(place, tensors => Mean(tensors)["dtype"] = "float64");
                break;
            case "no numbers":
                Change(place, tensors => Mean(tensors)["quantization"] = new JsonObject { ["dtype"] = "uint8", ["scale"] = 1e300, ["min"] = 0 });
                break;
            default:
                throw new ArgumentException(what, nameof(what));
        }
    }

    private static JsonObject Mean(JsonArray tensors) => tensors.Select(tensor => tensor!.AsObject()).Single(tensor => (string?)tensor["name"] == "encoder/mu/kernel");

    private static void Change(string place, Action<JsonArray> change) => ChangeManifest(place, manifest => change(manifest[0]!["weights"]!.AsArray()));

    private static void ChangeManifest(string place, Action<JsonNode> change)
    {
        var path = Path.Combine(place, "weights_manifest.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        change(manifest);
        File.WriteAllText(path, manifest.ToJsonString());
    }
}
