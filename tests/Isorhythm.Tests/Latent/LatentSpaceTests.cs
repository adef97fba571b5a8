using System.Text.Json.Nodes;
using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

public sealed class LatentSpaceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly GridSpace space;

    public LatentSpaceTests() => space = TinyModels.Open(folder);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_phrase_of_the_corpus_lies_where_its_encoding_is() =>
        Assert.All(space.Phrases, phrase => Assert.Equal(phrase.Code, space.Encode(phrase.Phrase), (a, b) => Math.Abs(a - b) < 1e-5));

    [Fact]
    public void The_map_keeps_names_sources_places_and_hits()
    {
        var corpus = TinyModels.Corpus(3);

        Assert.Equal(corpus.Phrases.Select(phrase => (phrase.Source, phrase.At, phrase.Phrase)), space.Phrases.Select(phrase => (phrase.Source, phrase.At, phrase.Phrase)));
        Assert.Equal(["clip 0 · 1", "clip 0 · 2", "clip 1 · 1", "clip 1 · 2", "clip 2 · 1", "clip 2 · 2"], space.Phrases.Select(phrase => phrase.Name));
    }

    [Fact]
    public void Decoding_gives_probabilities_velocities_and_offsets_in_range_the_same_alone_as_in_a_batch()
    {
        var codes = space.Sample(300, 1, seed: 1).SelectMany(code => code).ToArray();
        var values = new float[300 * space.Grid.Width];
        var alone = new float[space.Grid.Width];

        space.DecodeValues(codes, values);
        space.DecodeValues(codes.AsSpan(2 * 299, 2), alone);

        Assert.All(values.Chunk(space.Grid.Cells).Select((feature, i) => (feature, i % 3)), pair =>
            Assert.All(pair.feature, value => Assert.InRange(value, pair.Item2 == 2 ? -1 : 0, 1)));
        Assert.Equal(alone, values[^space.Grid.Width..], (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void A_higher_threshold_never_adds_a_hit()
    {
        var code = space.Phrases[0].Code;

        var hits = new[] { 0.05f, 0.3f, 0.5f, 0.8f }.Select(threshold => space.Decode(code, threshold).Hits.Length).ToList();

        Assert.Equal(hits.OrderDescending(), hits);
    }

    [Fact]
    public void Decoding_values_allocates_nothing()
    {
        var values = new float[space.Grid.Width];
        float[] code = [0.1f, -0.2f];
        for (var warmUp = 0; warmUp < 50; warmUp++)
        {
            space.DecodeValues(code, values);
        }

        Assert.Equal(0, Allocations.Of(steps: 50, _ => space.DecodeValues(code, values)));
    }

    [Fact]
    public void Many_threads_decode_and_encode_at_once_to_what_one_thread_gets()
    {
        var codes = space.Sample(64, 1, seed: 1);
        var alone = codes.Select(Values).ToArray();

        Parallel.For(0, 640, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            Assert.Equal(alone[i % 64], Values(codes[i % 64]));
            var phrase = space.Phrases[i % space.Phrases.Count];
            Assert.Equal(phrase.Code, space.Encode(phrase.Phrase), (a, b) => Math.Abs(a - b) < 1e-5);
        });

        float[] Values(float[] code)
        {
            var values = new float[space.Grid.Width];
            space.DecodeValues(code, values);
            return values;
        }
    }

    [Fact]
    public void Samples_follow_the_prior_the_temperature_and_the_seed()
    {
        var samples = space.Sample(4000, 0.5f, seed: 3);

        Assert.Equal(0.5, Math.Sqrt(samples.Average(code => code[0] * code[0])), 0.03);
        Assert.Equal(samples, space.Sample(4000, 0.5f, seed: 3));
        Assert.NotEqual(samples[0], space.Sample(1, 0.5f, seed: 4)[0]);
        Assert.All(space.Sample(3, 0, seed: 1), code => Assert.Equal([0f, 0f], code));
    }

    [Fact]
    public void A_linear_walk_is_straight_and_even_and_a_slerp_keeps_the_radius()
    {
        var line = space.Interpolate([0f, 2f], [2f, 0f], 5, InterpolationPath.Linear);
        var arc = space.Interpolate([0f, 2f], [2f, 0f], 5, InterpolationPath.Slerp);

        Assert.Equal([1f, 1f], line[2]);
        Assert.All(arc, code => Assert.Equal(2, Math.Sqrt((code[0] * code[0]) + (code[1] * code[1])), 1e-5));
        Assert.Equal([0f, 2f], arc[0], (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([2f, 0f], arc[4], (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.All(space.Interpolate([0f, 0f], [1f, 0f], 3, InterpolationPath.Slerp), code => Assert.False(float.IsNaN(code[0])));
        Assert.Throws<ArgumentOutOfRangeException>(() => space.Interpolate([0f, 0f], [1f, 0f], 1, InterpolationPath.Linear));
    }

    [Fact]
    public void The_nearest_phrase_to_a_phrase_is_itself()
    {
        var nearest = space.Nearest(space.Phrases[3].Code, 2);

        Assert.Equal(2, nearest.Count);
        Assert.Equal(0, nearest[0].Distance, 6);
        Assert.Contains(nearest, neighbour => neighbour.Phrase == space.Phrases[3]);
        Assert.True(nearest[0].Distance <= nearest[1].Distance);
    }

    [Fact]
    public void A_phrase_of_another_grid_is_refused_in_a_sentence() =>
        Assert.Contains("drums-24x4x3", Assert.Throws<IsorhythmException>(
            () => space.Encode(TinyModels.Phrase(DrumGrid.Named("drums-12x8x9"), new RandomStream(1, "x")))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("model.json")]
    [InlineData("weights.safetensors")]
    [InlineData("map.safetensors")]
    public void A_half_written_model_is_refused_with_the_file_and_what_to_do(string file)
    {
        var path = Path.Combine(folder.PathOf("tiny model"), file);
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length += 1 + (whole.Length / 25))
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Contains(path, Refusal(), StringComparison.Ordinal);
        }

        File.Delete(path);
        Assert.Contains(file, Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_a_newer_version_is_refused()
    {
        Change("model.json", json => json["format"] = 2);
        Assert.Contains("newer", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_whose_recipe_lacks_a_later_setting_opens_with_its_default()
    {
        Change("model.json", json => json["recipe"]!["training"]!.AsObject().Remove("keep"));

        Assert.Equal(new TrainingRecipe().Keep, GridSpace.Open(folder.PathOf("tiny model")).Recipe.Training.Keep);
    }

    [Fact]
    public void A_model_description_that_makes_no_sense_is_refused()
    {
        Change("model.json", json => json["recipe"]!["representation"] = "drums-9");
        Assert.Contains("drums-9", Refusal(), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder.PathOf("tiny model"), "model.json"), "[]");
        Assert.Contains("model.json", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_no_numbers_or_of_another_model_are_refused()
    {
        var path = Path.Combine(folder.PathOf("tiny model"), "weights.safetensors");
        var file = SafeTensors.Read(path);
        var broken = file.Tensors.Select((tensor, i) => i == 2 ? tensor with { Values = new float[tensor.Values.Length].Select(_ => float.NaN).ToArray() } : tensor);

        new SafeTensors(broken, file.Metadata).Write(path);
        Assert.Contains("no numbers", Refusal(), StringComparison.Ordinal);
        new SafeTensors(file.Tensors.Skip(1), file.Metadata).Write(path);
        Assert.Contains(file.Tensors[0].Name, Refusal(), StringComparison.Ordinal);
        new SafeTensors(file.Tensors).Write(path);
        Assert.Contains("another training", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_missing_or_unfinished_is_refused()
    {
        Directory.CreateDirectory(folder.PathOf("empty"));

        Assert.Contains("no model folder", Assert.Throws<IsorhythmException>(() => GridSpace.Open(folder.PathOf("none"))).Message, StringComparison.Ordinal);
        Assert.Contains("no finished model", Assert.Throws<IsorhythmException>(() => GridSpace.Open(folder.PathOf("empty"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_moved_model_goes_by_its_new_name()
    {
        Directory.Move(folder.PathOf("tiny model"), folder.PathOf("ритмы"));

        Assert.Equal("ритмы", GridSpace.Open(folder.PathOf("ритмы")).Name);
    }

    private string Refusal() => Assert.Throws<IsorhythmException>(() => GridSpace.Open(folder.PathOf("tiny model"))).Message;

    private void Change(string file, Action<JsonNode> change)
    {
        var path = Path.Combine(folder.PathOf("tiny model"), file);
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        change(json);
        File.WriteAllText(path, json.ToJsonString());
    }
}
