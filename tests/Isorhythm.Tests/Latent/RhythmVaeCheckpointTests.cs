using System.Text.Json;
using System.Text.Json.Nodes;
using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Tests;

/// <summary>Decoders that R-VAE saved, against what TensorFlow.js decodes with them (Oracles/tfjs_rvae.mjs).</summary>
public sealed class RhythmVaeCheckpointTests : IDisposable
{
    private const float Tolerance = 1e-5f;

    private static readonly string Golden = Path.Combine(Requirements.Repository, "tests", "Isorhythm.Tests", "Golden", "tfjs");
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, string> Decoders => new()
    {
        { "bar", "drums-4x4x9-greedy" },
        { "wide", "drums-4x4x9-greedy" },           // the common layer is wider than the branches
        { "conditional", "drums-4x4x9-greedy" },    // two common layers, with three conditions between them, all at their mean
        { "two-bars", "drums-4x8x9-greedy" },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Decoders))]
    public void A_code_decodes_to_the_values_of_tfjs(string decoder, string grid)
    {
        var space = GridSpace.Open(Path.Combine(Golden, decoder));
        Assert.Equal(grid, space.Representation.Name);
        var values = new float[space.Grid.Width];
        foreach (var one in JsonNode.Parse(File.ReadAllText(Path.Combine(Golden, decoder + ".json")))!["decoded"]!.AsArray())
        {
            space.DecodeValues(one!["code"].Deserialize<float[]>(), values);
            float[] expected = [.. new[] { "onset", "velocity", "microtiming" }.SelectMany(feature => one[feature].Deserialize<float[]>()!)];
            Assert.Equal(expected, values, (a, b) => Math.Abs(a - b) <= Tolerance);
        }
    }

    [Fact]
    public void A_decoder_is_described_by_its_own_sizes_and_says_that_its_conditions_stay_at_their_mean()
    {
        var description = LatentSpace.Describe(Path.Combine(Golden, "conditional"));

        Assert.Equal(("conditional", "branches", 8, 2), (description.Name, description.Recipe.Decoder.Kind, description.Recipe.Decoder.Hidden, description.Recipe.Decoder.Layers));
        Assert.Equal((2, 3 * 144), (description.Recipe.Prior.Dimensions, description.Width));
        Assert.EndsWith("It is played with the mean of its conditions.", description.Verdict, StringComparison.Ordinal);
        Assert.DoesNotContain("conditions", LatentSpace.Describe(Path.Combine(Golden, "bar")).Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Decoders))]
    public void No_place_of_the_plane_says_what_was_played_better_than_the_code_that_is_sought(string decoder, string grid)
    {
        var space = GridSpace.Open(Path.Combine(Golden, decoder));
        var random = new Random(3);
        for (var i = 0; i < 20; i++)
        {
            float[] code = [(float)((random.NextDouble() * 6) - 3), (float)((random.NextDouble() * 6) - 3)];
            var phrase = space.Decode(code, threshold: 0.5f);
            var found = Cost(space, phrase, space.Encode(phrase));
            Assert.Equal(grid, phrase.Grid.Name);
            for (var other = 0; other < 200; other++)
            {
                Assert.True(found <= Cost(space, phrase, [(float)((random.NextDouble() * 6) - 3), (float)((random.NextDouble() * 6) - 3)]) + 0.05);
            }
        }
    }

    [Fact]
    public void Phrases_are_sought_one_by_one_whatever_is_sought_beside_them()
    {
        var space = GridSpace.Open(Path.Combine(Golden, "bar"));
        Phrase[] phrases = [.. space.Sample(9, 1, seed: 5).Select(code => space.Decode(code))];

        Assert.Equal(phrases.Select(phrase => space.Encode(phrase)), space.Encode(phrases));
    }

    [Theory]
    [InlineData(40, "while the guesses learn from the other files")]
    [InlineData(6, "from which the guesses learn, too")]
    public void A_model_that_does_not_say_what_it_learned_is_measured_on_files_beside_guesses_of_others(int files, string about)
    {
        var space = LatentSpace.Open(Path.Combine(Golden, "bar"));
        var corpus = TinyModels.Corpus(files, representation: space.Representation.Name);

        var report = Evaluator.Run(space, corpus, Evaluator.ProtocolsFor(space));

        Assert.Contains(about, report.Data, StringComparison.Ordinal);
        var reconstruction = report.Protocols.Single(result => result.Name == "reconstruction").Metrics;
        Assert.True(reconstruction.ContainsKey("onsetF1"));
        Assert.Equal(files == 6, reconstruction["copyBaseline"].Value == 1);
        Assert.Empty(report.Protocols.Single(result => result.Name == "novelty").Metrics);
        Assert.True(report.Protocols.Single(result => result.Name == "attributes").Metrics.ContainsKey("density.change"));
    }

    [Theory]
    [InlineData("weights missing", "has no weights.bin: download it")]
    [InlineData("weights short", "the shards weights.bin hold ")]
    [InlineData("not finite", "holds values that are no numbers")]
    [InlineData("two outputs", "it has 2 outputs, where three are read")]
    [InlineData("other layer", "it has a layer of the kind LSTM")]
    [InlineData("other end", "ends with relu where R-VAE's ends with sigmoid")]
    [InlineData("other slope", "it has a layer of the kind LeakyReLU")]
    [InlineData("circle", "its layers go round in a circle")]
    [InlineData("dangling", "there is no layer nowhere")]
    [InlineData("other cells", "it decodes 2 numbers to 140 cells")]
    [InlineData("no topology", "it has 0 outputs")]
    public void A_broken_or_foreign_decoder_gets_a_sentence(string what, string sentence)
    {
        var place = Copy("bar");
        Break(place, what);

        var error = Assert.Throws<IsorhythmException>(() => LatentSpace.Open(place));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
    }

    /// <summary>What R-VAE's training pays for the phrase at a code: -log p(phrase | z) - log p(z), but for a constant.</summary>
    private static double Cost(GridSpace space, GridPhrase phrase, float[] code)
    {
        var (cells, played, decoded) = (space.Grid.Cells, new float[space.Grid.Width], new float[space.Grid.Width]);
        space.Grid.Write(phrase, played);
        space.DecodeValues(code, decoded);
        var cost = code.Sum(z => (double)z * z / 2);
        for (var i = 0; i < cells; i++)
        {
            var p = Math.Clamp((double)decoded[i], 1e-7, 1 - 1e-7);
            cost -= played[i] > 0 ? Math.Log(p) : Math.Log(1 - p);
            cost += (2.5 * Math.Pow(played[cells + i] - decoded[cells + i], 2)) + (5 * Math.Pow(played[(2 * cells) + i] - decoded[(2 * cells) + i], 2));
        }

        return cost;
    }

    private string Copy(string decoder)
    {
        var place = Path.Combine(folder.Path, decoder);
        Directory.CreateDirectory(place);
        foreach (var file in Directory.GetFiles(Path.Combine(Golden, decoder)))
        {
            File.Copy(file, Path.Combine(place, Path.GetFileName(file)));
        }

        return place;
    }

    private static void Break(string place, string what)
    {
        var weights = Path.Combine(place, "weights.bin");
        switch (what)
        {
            case "weights missing":
                File.Delete(weights);
                return;
            case "weights short":
                File.WriteAllBytes(weights, File.ReadAllBytes(weights)[..^1]);
                return;
            case "not finite":
                var bytes = File.ReadAllBytes(weights);
                BitConverter.TryWriteBytes(bytes.AsSpan(0, 4), float.NaN);
                File.WriteAllBytes(weights, bytes);
                return;
        }

        var path = Path.Combine(place, "model.json");
        var model = JsonNode.Parse(File.ReadAllText(path))!;
        if (what == "no topology")
        {
            model.AsObject().Remove("modelTopology");
            File.WriteAllText(path, model.ToJsonString());
            return;
        }

        var config = model["modelTopology"]!["config"]!;
        JsonNode Layer(string kind) => config["layers"]!.AsArray().First(layer => (string)layer!["class_name"]! == kind)!;
        JsonNode Output() => config["layers"]!.AsArray().First(layer => (string)layer!["name"]! == (string)config["output_layers"]![0]![0]!)!;
        switch (what)
        {
            case "two outputs":
                config["output_layers"]!.AsArray().RemoveAt(2);
                break;
            case "other layer":
                Layer("BatchNormalization")["class_name"] = "LSTM";
                break;
            case "other end":
                Output()["config"]!["activation"] = "relu";
                break;
            case "other slope":
                Layer("LeakyReLU")["config"]!["alpha"] = 0.1;
                break;
            case "circle":
                Layer("Dense")["inbound_nodes"]![0]![0]![0] = (string)Output()["inbound_nodes"]![0]![0]![0]!;
                break;
            case "dangling":
                Layer("Dense")["inbound_nodes"]![0]![0]![0] = "nowhere";
                break;
            case "other cells":
                foreach (var tensor in model["weightsManifest"]![0]!["weights"]!.AsArray())
                {
                    var shape = tensor!["shape"]!.AsArray();
                    if ((int)shape[^1]! == 144)
                    {
                        shape[^1] = 140;
                    }
                }

                break;
        }

        File.WriteAllText(path, model.ToJsonString());
    }
}
