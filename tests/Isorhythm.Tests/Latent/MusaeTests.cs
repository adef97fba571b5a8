using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

/// <summary>Four tracks, a critic and a flower, from songs with tags to styles that can be moved.</summary>
public sealed class MusaeTests : IDisposable
{
    private static readonly Recipe Small = TokenModels.Small("musae-2bar-small", "band-1bar") with { Prior = new PriorRecipe(4, FlowerPrior.Kind) };
    private static readonly Recipe Tiny = Small
        .With("training.maximumSteps=12").With("objective.adversarial.rise=1").With("objective.adversarial.riseEvery=4").With("objective.adversarial.hidden=8");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("musae-2bar", 170_567_176)]
    [InlineData("musae-16bar-normal", 170_567_176)]
    public void Its_recipes_have_the_papers_sizes(string name, long weights)
    {
        var recipe = Recipe.Named(name);
        Assert.Equal((512, 1024, 3, 1024, 3), (recipe.Prior.Dimensions, recipe.Encoder.Hidden, recipe.Encoder.Layers, recipe.Decoder.Hidden, recipe.Decoder.Layers));
        Assert.Equal((1f, 10_000, 0f), (recipe.Objective.Adversarial.WeightAt(1_000_000), recipe.Objective.Adversarial.RiseEvery, recipe.Objective.Adversarial.WeightAt(9_999)));
        Assert.Equal(weights, recipe.CountParameters());
    }

    [Theory]
    [InlineData("prior.kind=flower")]
    [InlineData("prior.kind=normal")]
    public void Before_training_codes_are_as_large_as_the_prior_and_hardly_blurred(string prior)
    {
        using var model = Vae.Create(TokenModels.Small("musae-2bar-small", "band-1bar").With("prior.dimensions=8").With(prior));
        model.Initialise(seed: 1);
        using var work = model.NewWorkspace(gradients: false, weightsChange: true);
        var phrases = Songs(8).Phrases.Select(phrase => phrase.Phrase).ToArray();
        work.Load(phrases, [.. Enumerable.Range(0, phrases.Length)]);

        var posterior = model.Encode(work);

        var prior8 = model.Prior.Deviations ?? [1, 1, 1, 1, 1, 1, 1, 1];
        for (var z = 0; z < 8; z++)
        {
            Assert.InRange(Enumerable.Range(0, phrases.Length).Max(b => Math.Abs(posterior.Mean.Value.Row(b).Span[z])) / prior8[z], 0.01, 2);
            Assert.Equal(0.08, Math.Exp(posterior.LogVariance.Value.Row(0).Span[z] / 2) / prior8[z], 0.01);
        }
    }

    [Fact]
    public void A_flowers_gradients_are_those_of_its_loss()
    {
        using var model = Vae.Create(Small);
        model.Initialise(seed: 1);
        ModelSlopes.Check(model, [.. Songs(4).Phrases.Take(4).Select(phrase => phrase.Phrase)]);
    }

    [Fact]
    public void Every_track_is_written_from_the_code_alone()
    {
        var space = TokenModels.Open(folder, Tiny, Songs(8));
        Assert.False(space.WritesStepByStep);
        Assert.DoesNotContain("Collapsed", space.Description.Verdict, StringComparison.Ordinal);
        Assert.True(space.Metric(space.Phrases[0].Code).ConditionNumber >= 1);
    }

    [Fact]
    public void Its_flower_has_the_genres_of_the_corpus_and_a_petal_more()
    {
        var space = TokenModels.Open(folder, Tiny, Songs(8));

        Assert.Equal(["blues", "jazz", "rock"], space.Style.Genres.Order());
        var angles = space.Style.Genres.Select(genre => Math.Atan2(space.Style.Middle(genre).Y, space.Style.Middle(genre).X)).ToArray();
        Assert.Equal(Math.PI / 2, angles[1] - angles[0], 1e-6);
    }

    [Fact]
    public void Genres_that_a_user_puts_in_order_keep_it()
    {
        var space = TokenModels.Open(folder, Tiny.With("prior.genres=rock; blues; jazz"), Songs(8));
        Assert.Equal(["rock", "blues", "jazz"], space.Style.Genres);
    }

    [Fact]
    public void A_genre_that_no_song_has_is_refused_with_those_there_are()
    {
        var refused = Assert.Throws<IsorhythmException>(() => TokenModels.Open(folder, Tiny.With("prior.genres=rock; jaz"), Songs(8)));
        Assert.Contains("\"jaz\"", refused.Message, StringComparison.Ordinal);
        Assert.Contains("jazz", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_genre_with_a_comma_in_its_name_has_a_petal_as_any_other()
    {
        var space = TokenModels.Open(folder, Tiny, Songs(8, "rock, pop"));
        Assert.Equal(["blues", "jazz", "rock, pop"], space.Style.Genres.Order());
    }

    [Fact]
    public void Without_tags_it_says_what_to_do()
    {
        var untagged = TokenModels.Corpus("band-1bar", files: 8);
        var refused = Assert.Throws<IsorhythmException>(() => TokenModels.Open(folder, Tiny, untagged));
        Assert.Contains("--tags", refused.Message, StringComparison.Ordinal);
        Assert.Contains("musae-2bar-normal-small", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_was_stopped_goes_on_to_the_same_weights()
    {
        var (whole, parts) = (folder.PathOf("whole"), folder.PathOf("parts"));
        var corpus = Songs(8);

        Trainer.Run(Tiny, corpus, whole, new TrainingOptions());
        Trainer.Run(Tiny, corpus, parts, new TrainingOptions(Steps: 7));
        Trainer.Run(Tiny, corpus, parts, new TrainingOptions(Resume: true));

        Assert.Equal(File.ReadAllBytes(Path.Combine(whole, "weights.safetensors")), File.ReadAllBytes(Path.Combine(parts, "weights.safetensors")));
        var last = LatentSpace.Open(whole).Log.Value[^1].Train;
        Assert.True(last is { Distance: not 0, Penalty: > 0, Tokens: > 0 }, last.ToString());
    }

    [Fact]
    public void A_code_moved_toward_a_genre_lies_in_its_petal_as_far_out_as_before()
    {
        var style = TokenModels.Open(folder, Tiny, Songs(8)).Style;
        float[] code = [0.6f, -0.9f, 0.2f, 0.3f];

        foreach (var genre in style.Genres)
        {
            var moved = style.Toward(code, genre, 1);
            Assert.Equal(genre, style.Of(moved));
            Assert.Equal(code[2..], moved[2..]);
            Assert.Equal((0.6 * 0.6) + (0.9 * 0.9), (moved[0] * moved[0]) + (moved[1] * moved[1]), 1e-5);
        }

        Assert.Equal(code, style.Toward(code, "jazz", 0));
        Assert.All(style.Sample("jazz", 20, 1, seed: 1), drawn => Assert.Equal("jazz", style.Of(drawn)));
        Assert.Contains("blues", Assert.Throws<IsorhythmException>(() => style.Toward(code, "polka", 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_blend_has_each_track_from_a_code_of_its_own()
    {
        var space = TokenModels.Open(folder, Tiny, Songs(8));
        float[][] codes = [.. space.Phrases.Take(4).Select(phrase => phrase.Code)];

        var blend = space.Blend(codes);

        for (var track = 0; track < 4; track++)
        {
            var from = (TokenPhrase)space.Decode(codes[track]);
            Assert.Equal(from.Tokens.AsSpan(track * 16, 16).ToArray(), blend.Tokens.AsSpan(track * 16, 16).ToArray());
        }

        Assert.Throws<ArgumentException>(() => space.Blend(codes[0]));
    }

    [Fact]
    public void Its_map_is_the_plane_of_the_petals()
    {
        var space = TokenModels.Open(folder, Tiny, Songs(8));
        Assert.Equal((0.25f, -2f), space.Map.ToPoint([0.25f, -2, 5, 5]));
    }

    [Fact]
    public void The_style_protocol_measures_petals_and_pairs_of_genres()
    {
        var corpus = Songs(60);
        var space = TokenModels.Open(folder, Tiny, corpus);

        var report = Evaluator.Run(space, corpus, ["style", "prior"]);

        Assert.Equal(Evaluator.Protocols, Evaluator.ProtocolsFor(space));
        Assert.InRange(report.Protocols[0].Metrics["linearSeparability"].Value, 0, 1);
        Assert.Contains(report.Protocols[0].Metrics, metric => metric.Key.StartsWith("linearSeparability.", StringComparison.Ordinal));
        Assert.True(report.Protocols[1].Metrics["slicedWasserstein"].Value > report.Protocols[1].Metrics["slicedWassersteinFloor"].Value);
        Assert.Contains("t-SNE", report.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_that_change_gradually_round_the_circle_go_with_their_neighbours_and_shuffled_ones_do_not()
    {
        var places = Enumerable.Range(0, 16).Select(place => 2 * Math.PI * place / 16).ToArray();
        var gradual = new OrderedDictionary<string, double[]> { ["one"] = [.. places.Select(Math.Sin)], ["two"] = [.. places.Select(place => 3 + Math.Cos(place))] };

        var (neighbours, shuffled) = StyleProtocol.Neighbours(gradual);

        Assert.Equal(Math.Cos(2 * Math.PI / 16), neighbours.Value, 1e-9);
        Assert.InRange(shuffled.Value, -0.2, 0.1);
        Assert.True(shuffled.High < neighbours.Value);
    }

    /// <summary>Songs of three genres and of none.</summary>
    private static Corpus Songs(int count, string third = "rock")
    {
        string[] genres = ["blues/", "jazz/", $"{third}/", ""];
        var tracks = TokenTracks.Named("band-1bar");
        var random = new RandomStream(1, "songs");
        return new Corpus(
            Representation.Named("band-1bar"),
            [
                .. Enumerable.Range(0, 2 * count).Select(i => new CorpusPhrase(
                    TokenModels.Phrase(tracks, random), $"{genres[i / 2 % genres.Length]}song {i / 2}.mid", new Quarters(4 * (i % 2)))),
            ],
            SongTags.OfFolders);
    }
}
