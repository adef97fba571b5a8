using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;
using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tests;

/// <summary>Tokens that are decoded all at once: FM-Music-VAE on melodies.</summary>
[Collection(nameof(Workers))]
public sealed class SmoothTokenTests : IDisposable
{
    private const string Flat = "fm-music-vae-piano-2bar-small";
    private const string Plain = "fm-music-vae-piano-2bar-plain-small";
    private readonly int threads = Workers.Count;
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Recipes =>
        [.. Recipe.All.Where(recipe => recipe.Name.StartsWith("fm-music-vae", StringComparison.Ordinal) && Representation.Named(recipe.Representation) is TokenRepresentation)
            .Select(recipe => recipe.Name)];

    public void Dispose()
    {
        Workers.Count = threads;
        folder.Dispose();
    }

    [Theory]
    [InlineData("fm-music-vae-piano-2bar", true)]
    [InlineData("fm-music-vae-piano-2bar-normal", false)]
    [InlineData("fm-music-vae-cello-4bar", true)]
    [InlineData("fm-music-vae-cello-4bar-plain", false)]
    public void The_sizes_are_the_papers(string name, bool isHierarchical)
    {
        const long Code = 64, States = 90, Encoder = 1024, Decoder = 512, Prior = 256, StepsOfBar = 16;
        static long Dense(long inputs, long outputs) => (inputs + 1) * outputs;
        static long Gru(long inputs, long units) => 3 * units * (inputs + units + 2);

        var encoder = (2 * Gru(States, Encoder)) + (2 * Gru(2 * Encoder, Encoder)) + (2 * Dense(2 * Encoder, Code));
        var conductor = Dense(Code, Decoder) + Gru(1, Decoder);
        var bar = Dense(Decoder, 2 * Decoder) + Gru(StepsOfBar + Decoder + Code, Decoder) + Gru(Decoder, Decoder);
        var prior = isHierarchical ? 2 * (Dense(Code, Prior) + Dense(Prior, Prior) + (2 * Dense(Prior, Code))) : 0;
        Assert.Equal(encoder + conductor + bar + Dense(Decoder, States) + prior, Recipe.Named(name).CountParameters());
    }

    [Theory]
    [InlineData("fm-music-vae-piano-2bar-normal-small", "melody-2bar")]
    [InlineData("fm-music-vae-cello-4bar-plain", "solo-4bar")]
    [InlineData(Plain, "trio-2bar")]
    [InlineData(Plain, "drums-2bar")]
    public void Every_layers_gradient_is_the_slope_of_the_loss(string name, string representation)
    {
        using var model = Loud(Small(name, representation));
        ModelSlopes.Check(model, Phrases(model, 3), unused: "decoder.conductor.gru0.weight");
    }

    [Theory]
    [InlineData("melody-2bar", "likelihood", "scaleFree", "frame")]
    [InlineData("melody-2bar", "squared", "scaleFree", "axes")]
    [InlineData("trio-1bar", "likelihood", "scaleFree", "smoothed")]
    public void Flatness_moves_the_decoder_along_the_slope_of_the_loss(string representation, string error, string form, string jacobian)
    {
        var recipe = Small(Flat, representation).With("objective.flatness.ramp=0").With("objective.flatness.weight=3").With("objective.flatness.step=0.1")
            .With($"objective.error={error}").With($"objective.flatness.form={form}").With($"objective.flatness.jacobian={jacobian}");
        using var model = Loud(recipe);
        var plain = recipe.Objective.PlainMultiplier(model.Representation.DecodedValues);
        var met = new TrainingPoint(5, 1, IsTraining: true, new ConstraintMultiplier(Average: 0, plain, MetAt: 3));
        var phrases = Phrases(model, 3);

        ModelSlopes.Check(model, phrases, unused: "decoder.conductor.gru0.weight", part: "decoder", at: met);

        var parts = Loss(model, phrases, met);
        Assert.True(parts.Flatness > 0);
        Assert.Equal(1, parts.Beta, 1e-6);
        Assert.Equal(error == "likelihood" ? parts.Tokens / model.Representation.DecodedValues : parts.SquaredError, parts.Error, 1e-6);
        Assert.Equal(parts.Total, (error == "likelihood" ? parts.Tokens : plain * parts.SquaredError) + parts.Kl + (3 * parts.Flatness), 1e-4 * parts.Total);
    }

    [Theory]
    [InlineData("melody-2bar", 2880)]
    [InlineData("solo-4bar", 5760)]
    [InlineData("trio-2bar", 32 * (90 + 90 + 512))]
    public void An_error_is_a_mean_over_the_states_of_every_step(string representation, int values)
    {
        using var model = Loud(Small(Flat, representation));
        Assert.Equal(values, model.Representation.DecodedValues);
        var phrases = Phrases(model, 2);
        var (parts, heard) = (Loss(model, phrases, new TrainingPoint(0, 1, IsTraining: false), noise: 0), new float[2 * values]);
        using var work = model.NewWorkspace(gradients: false, weightsChange: false);
        work.Load(phrases, [0, 1]);
        model.Hear(work, model.Encode(work).Mean.Value.ToArray(), heard);

        // What is heard has the steps of one state side by side, then those of the next.
        var (entropy, squares) = (0.0, 0.0);
        for (var b = 0; b < 2; b++)
        {
            for (var (track, first) = (0, b * values); track < model.Tracks.Tracks.Length; first += model.Tracks.Steps * model.Tracks.Tracks[track].Vocabulary.Size, track++)
            {
                for (var step = 0; step < model.Tracks.Steps; step++)
                {
                    var probabilities = Enumerable.Range(0, model.Tracks.Tracks[track].Vocabulary.Size).Select(state => (double)heard[first + (state * model.Tracks.Steps) + step]).ToArray();
                    var token = ((TokenPhrase)phrases[b]).Track(track)[step];
                    Assert.Equal(1, probabilities.Sum(), 1e-5);
                    entropy -= Math.Log(probabilities[token]) / 2;
                    squares += probabilities.Select((p, state) => Math.Pow(p - (state == token ? 1 : 0), 2)).Sum() / 2;
                }
            }
        }

        Assert.Equal(entropy, parts.Tokens, 1e-4 * entropy);
        Assert.Equal(entropy / values, parts.Error, 1e-4 * entropy / values);
        Assert.Equal(squares / values, parts.SquaredError, 1e-4 * squares / values);
    }

    [Theory]
    [InlineData("melody-2bar")]
    [InlineData("trio-2bar")]
    [InlineData("band-2bar")]
    public void Every_track_is_the_likeliest_music_of_what_is_heard(string representation)
    {
        using var model = Loud(Small(Plain, representation), deviation: 1);
        using var work = model.NewWorkspace(gradients: false, weightsChange: false);
        var steps = model.Tracks.Steps;
        float[] codes = [0.7f, -0.4f, 0.2f, 1, -1, 0.3f, 0.9f, 0.1f];
        var heard = new float[2 * model.Representation.DecodedValues];
        model.Hear(work, codes, heard);

        var phrases = model.Decode(work, codes, Decoding.Usual).Cast<TokenPhrase>().ToArray();

        for (var (i, first) = (0, 0); i < 2 * model.Tracks.Tracks.Length; i++)
        {
            var (b, track) = Math.DivRem(i, model.Tracks.Tracks.Length);
            var vocabulary = model.Tracks.Tracks[track].Vocabulary;
            var logits = Enumerable.Range(0, steps * vocabulary.Size).Select(at => MathF.Log(heard[first + (at % vocabulary.Size * steps) + (at / vocabulary.Size)])).ToArray();
            var tokens = new ushort[steps];
            TokenSequence.Choose(logits, vocabulary, temperature: 0, [], tokens);
            Assert.Equal(tokens, phrases[b].Track(track));
            first += steps * vocabulary.Size;
        }

        Assert.All(model.Decode(work, codes, Decoding.Usual with { Temperature = 1 }).Cast<TokenPhrase>(), drawn => Assert.Equal(drawn.Canonical(), drawn));
        Assert.True(phrases[0].Tokens.Distinct().Count() > 3);
    }

    [Fact]
    public void Temperature_zero_is_the_likeliest_and_one_seed_draws_the_same()
    {
        var space = TokenModels.Open(folder, Small(Plain, "melody-2bar"));
        var codes = space.Sample(3, 1, 1).SelectMany(code => code).ToArray();

        Phrase[] Draw(float temperature, ulong seed) => space.Decode(codes, new Decoding(0.5f, temperature, seed));

        Assert.Equal(Draw(0, 1), Draw(0, 2));
        Assert.Equal(Draw(0, 1)[0], space.Decode(codes.AsSpan(0, space.Dimensions)));
        Assert.Equal(Draw(1, 1), Draw(1, 1));
        Assert.NotEqual(Draw(1, 1), Draw(1, 2));
    }

    [Fact]
    public void A_phrase_is_learnt_by_heart()
    {
        var recipe = Small(Plain, "melody-2bar").With("objective.kl=0.01").With("objective.kappa=0");
        recipe = recipe with
        {
            Encoder = recipe.Encoder with { Hidden = 32 },
            Decoder = recipe.Decoder with { Hidden = 48 },
            Training = recipe.Training with { TransposeDown = 0, TransposeUp = 0, MinimumSteps = 250, LearningRate = 0.02f },
        };
        var corpus = TokenModels.Corpus("melody-2bar", files: 3, phrasesPerFile: 1);
        var space = TokenModels.Open(folder, recipe, corpus);

        Assert.All(corpus.Phrases, phrase => Assert.Equal(phrase.Phrase, space.Decode(space.Encode(phrase.Phrase))));
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Any_of_them_trains_is_saved_and_plays(string name)
    {
        var space = TokenModels.Open(folder, Small(name, Recipe.Named(name).Representation));

        var codes = space.Sample(3, 1, seed: 2);
        var phrases = space.Decode([.. codes.SelectMany(code => code)], Decoding.Usual);

        Assert.False(space.WritesStepByStep);
        Assert.All(phrases, phrase => Assert.True(space.Representation.Holds(phrase)));
        Assert.All(phrases, phrase => Assert.Equal(space.Dimensions, space.Encode(phrase).Length));
        Assert.Contains("<svg", space.Representation.Draw(phrases), StringComparison.Ordinal);
        Assert.Equal(12, space.Phrases.Count);
    }

    [Theory]
    [InlineData(Plain, "encoder.kind=bi-lstm", "melody-2bar")]
    [InlineData(Plain, "encoder.kind=hierarchical-bi-lstm", "melody-2bar-3-4")]
    [InlineData("musicvae-mel-2bar-small", "encoder.kind=bi-gru", "melody-2bar")]
    [InlineData("musicvae-mel-16bar-small", "encoder.kind=bi-gru", "trio-2bar")]
    public void Encoders_and_decoders_of_both_families_go_together(string name, string setting, string representation)
    {
        var space = TokenModels.Open(folder, Small(name, representation).With(setting));
        Assert.All(space.Phrases, phrase => Assert.True(space.Representation.Holds(space.Decode(phrase.Code))));
    }

    [Fact]
    public void Training_on_one_thread_and_on_two_ends_with_the_same_weights()
    {
        Assert.Equal(Weights("one", 1), Weights("two", 2));

        byte[] Weights(string name, int count)
        {
            Workers.Count = count;
            var recipe = Small(Flat, "melody-2bar").With("objective.kappa=1").With("objective.flatness.ramp=0") with { Name = "x" };
            Trainer.Run(recipe, TokenModels.Corpus("melody-2bar", files: 6), folder.PathOf(name), new TrainingOptions(Steps: 6));
            return File.ReadAllBytes(Path.Combine(folder.PathOf(name), "weights.safetensors"));
        }
    }

    [Fact]
    public void Under_a_bound_it_learns_the_error_first_and_goes_on_with_its_multiplier_after_an_interruption()
    {
        var recipe = Small(Flat, "melody-1bar").With("objective.kappa=0.22").With("objective.flatness.ramp=10").With("objective.flatness.points=2").With("training.minimumSteps=40");
        var corpus = TokenModels.Corpus("melody-1bar", files: 6);
        var (whole, parts) = (folder.PathOf("whole"), folder.PathOf("parts"));
        var result = Trainer.Run(recipe, corpus, whole, new TrainingOptions());
        Trainer.Run(recipe, corpus, parts, new TrainingOptions(Steps: 33));
        Trainer.Run(recipe, corpus, parts, new TrainingOptions(Resume: true));

        var log = LatentSpace.Open(whole).Log.Value;
        var first = log.First(line => line.Train.Beta > 0);
        Assert.Equal(0, log[0].Train.Beta);
        Assert.InRange(result.Steps, recipe.Training.MinimumSteps + 2, recipe.Training.MinimumSteps + first.Step);
        Assert.True(log[^1].Train is { Flatness: > 0, SquaredScale: > 0, Condition: > 1, Accuracy: > 0.3, SquaredError: > 0 }, log[^1].ToString());
        Assert.Equal(log[^1].Train.Tokens / 1440, log[^1].Train.Error, 1e-6);
        Assert.Equal(File.ReadAllBytes(Path.Combine(whole, "weights.safetensors")), File.ReadAllBytes(Path.Combine(parts, "weights.safetensors")));
    }

    [Fact]
    public void It_is_measured_by_every_protocol_but_given_no_right_tokens()
    {
        var corpus = TokenModels.Corpus("melody-1bar", files: 20);
        var space = TokenModels.Open(folder, Small(Plain, "melody-1bar"), corpus);

        var report = Evaluator.Run(space, corpus, ["reconstruction", "smoothness", "geometry"]);

        Assert.Equal(Evaluator.Protocols.Where(name => name != "style"), Evaluator.ProtocolsFor(space));
        var reconstruction = report.Protocols[0].Metrics;
        Assert.All((string[])["sampledAccuracy", "sampledAccuracyOfMean", "likeliestAccuracy"], name => Assert.InRange(reconstruction[name].Value, 0, 1));
        Assert.DoesNotContain(reconstruction, metric => metric.Key.StartsWith("teacher", StringComparison.Ordinal));
        Assert.True(report.Protocols[1].Metrics["meanEndsHamming"].Value >= 0);
        Assert.True(report.Protocols[2].Metrics["medianConditionNumber"].Value > 1);
        Assert.InRange(report.Protocols[2].Metrics["straightOverGeodesic"].Value, 1, 3);
        Assert.Contains("probability of every state", report.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_space_of_tokens_has_metric_distance_geodesics_and_contours()
    {
        var space = TokenModels.Open(folder, Small(Plain, "melody-2bar"));
        var (a, b) = (space.Phrases[0], space.Phrases[1]);
        var code = a.Code;

        // The metric is the square of the slope of what is heard.
        var metric = space.Metric(code);
        var (up, down) = ((float[])code.Clone(), (float[])code.Clone());
        (up[2], down[2]) = (code[2] + 0.01f, code[2] - 0.01f);
        var values = space.Observed.At([up, down]);
        Assert.Equal(32 * 90, values[0].Length);
        Assert.Equal(values[0].Zip(values[1], (x, y) => Math.Pow((x - y) / 0.02, 2)).Sum(), metric.Values[2, 2], 1e-6);

        var way = space.Interpolate(a.Code, b.Code, 7, InterpolationPath.Geodesic);
        Assert.Equal(7, way.Length);
        Assert.Equal(a.Code, way[0]);
        Assert.Equal(b.Code, way[^1]);
        Assert.InRange(space.Distance(a.Phrase, b.Phrase), 1e-6, space.Observed.Lengths([(a.Code, b.Code)], 40)[0] * 1.01);
        Assert.True(space.Contours(0, 0, 4).Distance > 0);
    }

    [Theory]
    [InlineData(Flat, "encoder.kind=dense", "does not read tokens")]
    [InlineData(Plain, "decoder.kind=dense", "does not write tokens")]
    [InlineData(Flat, "decoder.kind=lstm", "has no slope")]
    [InlineData(Plain, "decoder.kind=lstm", "holds tokens")]
    [InlineData(Plain, "training.scheduledSampling=constant", "sees no step")]
    [InlineData(Plain, "decoder.dropout=0.5", "has none")]
    [InlineData(Flat, "objective.freeBits=3", "known for a batch alone")]
    public void What_does_not_fit_is_refused_in_a_sentence(string name, string setting, string hint) =>
        Assert.Contains(hint, Assert.Throws<IsorhythmException>(() => Recipe.Named(name).With(setting).CountParameters()).Message, StringComparison.Ordinal);

    /// <summary>A recipe with every width made small; its layers stay as many.</summary>
    private static Recipe Small(string name, string representation) => Recipe.Named(name) with
    {
        Representation = representation,
        Encoder = Recipe.Named(name).Encoder with { Hidden = 6 },
        Decoder = Recipe.Named(name).Decoder with { Hidden = 6 },
        Prior = Recipe.Named(name).Prior with { Dimensions = 4, Hidden = 5, Samples = 3 },
        Training = Recipe.Named(name).Training with { Batch = 8, MinimumSteps = 12, Epochs = 1, Patience = 1, LearningRate = 0.01f, FinalLearningRate = 0.001f },
    };

    /// <summary>A model whose weights are so large that every part of the input shows in the output.</summary>
    private static SmoothTokenVae Loud(Recipe recipe, float deviation = 0.3f)
    {
        var model = (SmoothTokenVae)Vae.Create(recipe);
        foreach (var weight in model.Weights.All)
        {
            new RandomStream(1, weight.Name).Normal(weight.Value, 0, deviation);
        }

        return model;
    }

    private static Phrase[] Phrases(SmoothTokenVae model, int count)
    {
        var random = new RandomStream(5, "phrases");
        return [.. Enumerable.Range(0, count).Select(_ => (Phrase)TokenModels.Phrase(model.Tracks, random))];
    }

    private static LossParts Loss(SmoothTokenVae model, Phrase[] phrases, TrainingPoint at, float noise = 1)
    {
        using var work = model.NewWorkspace(gradients: true, weightsChange: true);
        work.Load(phrases, [.. Enumerable.Range(0, phrases.Length)]);
        var epsilon = work.Tape.Allocate(phrases.Length, model.Dimensions);
        new RandomStream(2, "noise").Normal(epsilon, 0, noise);
        return model.Loss(work, epsilon, at).Parts;
    }
}
