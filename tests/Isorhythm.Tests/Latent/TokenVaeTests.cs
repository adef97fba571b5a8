using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

public sealed class TokenVaeTests
{
    public static TheoryData<string, string> Kinds { get; } = new()
    {
        { "musicvae-mel-2bar-small", "melody-2bar" },
        { "musicvae-mel-2bar-small", "melody-2bar-130" },
        { "musicvae-mel-2bar-small", "melody-2bar-3-4" },
        { "musicvae-drums-2bar-small", "drums-2bar" },
        { "musicvae-mel-16bar-flat-small", "melody-4bar" },
        { "musicvae-mel-16bar-small", "melody-4bar" },
        { "musicvae-mel-16bar-hier", "melody-4bar" },
        { "musicvae-drums-16bar-small", "drums-4bar" },
        { "musicvae-trio-16bar-flat-small", "trio-2bar" },
        { "musicvae-trio-16bar-small", "trio-2bar" },
        { "musicvae-trio-16bar-hier", "trio-2bar" },
        { "musicvae-trio-16bar-flat-small", "band-2bar" },
    };

    [Theory]
    [InlineData("musicvae-mel-2bar-small", 4_423_770)]
    [InlineData("musicvae-mel-2bar", 134_571_098)]
    [InlineData("musicvae-drums-2bar-small", 4_636_672)]
    [InlineData("musicvae-drums-2bar", 137_582_080)]
    [InlineData("musicvae-trio-16bar-flat", 251_279_028)]
    [InlineData("musicvae-trio-16bar", 230_975_156)]
    [InlineData("musicvae-trio-16bar-hier", 122_529_460)]
    [InlineData("musicvae-mel-16bar-flat", 235_250_778)]
    [InlineData("musicvae-mel-16bar", 176_061_530)]
    [InlineData("musicvae-mel-16bar-hier", 72_547_418)]
    public void A_recipe_has_as_many_weights_as_the_released_configuration(string recipe, long weights) =>
        Assert.Equal(weights, Recipe.Named(recipe).CountParameters());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Written_step_by_step_a_phrase_has_the_probabilities_that_training_gave_it(string name, string representation)
    {
        var recipe = TokenModels.Small(name, representation);
        using var model = (TokenVae)Vae.Create(recipe);
        model.Initialise(seed: 3);
        Loud(model.Weights);
        using var work = (TokenWorkspace)model.NewWorkspace(gradients: true, weightsChange: true);
        var random = new RandomStream(5, "phrases");
        var phrases = Enumerable.Range(0, 3).Select(_ => (Phrase)TokenModels.Phrase(model.Tracks, random)).ToArray();
        work.Load(phrases, [0, 1, 2]);
        var noise = work.Tape.Allocate(3, model.Dimensions);
        noise.Fill(0);
        var codes = model.Encode(work).Mean.Value.ToArray();
        var (_, parts) = model.Loss(work, noise, new TrainingPoint(0, 1, IsTraining: false));

        var sum = 0.0;
        var right = 0;
        using var arena = new Arena();
        var from = arena.Allocate(3, model.Dimensions);
        from.CopyFrom(codes);
        using var player = model.NewPlayer(3);
        player.Play(from, (step, track, b, logits) =>
        {
            var token = ((TokenPhrase)phrases[b]).Track(track)[step];
            right += logits.ToArray().Index().MaxBy(pair => pair.Item).Index == token ? 1 : 0;
            sum += Math.Log(logits.ToArray().Sum(logit => Math.Exp(logit))) - logits[token];
            return token;
        });

        Assert.Equal(parts.Tokens, sum / 3, 1e-5 * parts.Tokens);
        Assert.Equal(parts.Accuracy, (double)right / (3 * model.Tracks.Width), 6);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Any_of_them_trains_is_saved_and_plays(string name, string representation)
    {
        using var folder = new TemporaryFolder();
        var space = TokenModels.Open(folder, TokenModels.Small(name, representation));

        var codes = space.Sample(3, 1, seed: 2);
        var phrases = space.Decode([.. codes.SelectMany(code => code)], new Decoding(0.5f, Temperature: 1, Seed: 4));

        Assert.Equal(3, phrases.Length);
        Assert.All(phrases, phrase => Assert.True(space.Representation.Holds(phrase)));
        Assert.All(phrases, phrase => Assert.Equal(space.Dimensions, space.Encode(phrase).Length));
        Assert.Contains("<svg", space.Representation.Draw(phrases), StringComparison.Ordinal);
        Assert.True(space.Representation.Play(phrases, 120).End.Value > 0);
    }

    [Fact]
    public void A_bar_of_a_hierarchical_decoder_knows_no_state_of_the_last_but_its_last_token()
    {
        using var model = (TokenVae)Vae.Create(TokenModels.Small("musicvae-mel-16bar-small", "melody-2bar"));
        model.Initialise(seed: 3);
        Loud(model.Weights);
        using var arena = new Arena();
        var code = arena.Allocate(1, model.Dimensions);
        code.Fill(0.7f);

        float[] SecondBar(Func<int, int> firstBar)
        {
            float[] seen = [];
            using var player = model.NewPlayer(1);
            player.Play(code, (step, _, _, logits) =>
            {
                seen = step == 16 ? logits.ToArray() : seen;
                return step < 16 ? firstBar(step) : 0;
            });
            return seen;
        }

        Assert.Equal(SecondBar(_ => 40), SecondBar(step => step == 15 ? 40 : 50));
        Assert.NotEqual(SecondBar(_ => 40), SecondBar(step => step == 15 ? 41 : 40));
    }

    [Fact]
    public void Temperature_zero_is_the_likeliest_and_one_seed_draws_the_same()
    {
        using var folder = new TemporaryFolder();
        var space = TokenModels.Open(folder, TokenModels.Small("musicvae-mel-2bar-small", "melody-2bar"));
        var code = space.Sample(1, 1, 1)[0];

        Phrase Draw(float temperature, ulong seed) => space.Decode(code, new Decoding(0.5f, temperature, seed))[0];

        Assert.Equal(Draw(0, 1), Draw(0, 2));
        Assert.Equal(Draw(0, 1), space.Decode(code));
        Assert.Equal(Draw(1, 1), Draw(1, 1));
        Assert.NotEqual(Draw(1, 1), Draw(1, 2));
    }

    [Fact]
    public void Scheduled_sampling_gives_the_models_own_tokens_as_often_as_its_schedule_says()
    {
        var training = new TrainingRecipe(ScheduledSampling: "inverseSigmoid", SamplingRate: 1000);

        Assert.Equal(0.001, Schedules.SamplingProbability(training, 0), 3);
        Assert.Equal(0.5, Schedules.SamplingProbability(training, 6908), 3);
        Assert.Equal(1 - (0.999 * 0.999), Schedules.SamplingProbability(training with { ScheduledSampling = "exponential", SamplingRate = 0.999f }, 2), 5);
        Assert.Equal(0.25f, Schedules.SamplingProbability(training with { ScheduledSampling = "constant", SamplingRate = 0.25f }, 17));
        Assert.Equal(0, Schedules.SamplingProbability(training with { ScheduledSampling = "none" }, 17));
    }

    [Fact]
    public void With_scheduled_sampling_at_one_the_loss_is_that_of_the_models_own_tokens()
    {
        var recipe = TokenModels.Small("musicvae-mel-2bar-small", "melody-2bar");
        using var model = (TokenVae)Vae.Create(recipe with { Training = recipe.Training with { ScheduledSampling = "constant", SamplingRate = 1 } });
        model.Initialise(seed: 3);
        Loud(model.Weights);
        using var work = (TokenWorkspace)model.NewWorkspace(gradients: true, weightsChange: true);
        Phrase[] phrases = [TokenModels.Phrase(model.Tracks, new RandomStream(5, "phrases"))];

        double Tokens(int step, bool isTraining)
        {
            work.Load(phrases, [0]);
            var noise = work.Tape.Allocate(1, model.Dimensions);
            noise.Fill(0);
            return model.Loss(work, noise, new TrainingPoint(step, 1, isTraining)).Parts.Tokens;
        }

        Assert.NotEqual(Tokens(0, isTraining: true), Tokens(0, isTraining: false));
        Assert.NotEqual(Tokens(0, isTraining: true), Tokens(1, isTraining: true));
        Assert.Equal(Tokens(1, isTraining: true), Tokens(1, isTraining: true));
    }

    [Fact]
    public void Every_visit_of_a_phrase_draws_its_transposition_anew_and_a_resumed_run_draws_the_same()
    {
        var recipe = new TrainingRecipe(TransposeDown: 5, TransposeUp: 6);
        var draw = new TranspositionDraw(recipe, batch: 64, seed: 1);

        int[][] steps = [.. Enumerable.Range(0, 20).Select(step => draw.At(step).ToArray())];

        Assert.Equal(20, steps.Select(step => string.Join(' ', step)).Distinct().Count());
        Assert.Equal(Enumerable.Range(-5, 12), steps.SelectMany(step => step).Distinct().Order());
        Assert.Equal(steps[7], new TranspositionDraw(recipe, batch: 64, seed: 1).At(7).ToArray());
        Assert.True(new TranspositionDraw(new TrainingRecipe(), batch: 64, seed: 1).At(7).IsEmpty);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 2e-6)]
    [InlineData(50_000, 0.2 * 0.3935)]
    public void The_divergence_weighs_more_and_more(int step, double beta) =>
        Assert.Equal(beta, Schedules.Beta(new ObjectiveRecipe(Kl: 0.2f, KlRate: 0.99999f), new TrainingPoint(step, 1, IsTraining: true), 1), 1e-2 * beta);

    [Fact]
    public void An_interrupted_training_ends_with_the_same_weights()
    {
        using var folder = new TemporaryFolder();
        var recipe = TokenModels.Small("musicvae-mel-2bar-small", "melody-2bar");
        var corpus = TokenModels.Corpus("melody-2bar", files: 40);
        Trainer.Run(recipe, corpus, folder.PathOf("whole"), new TrainingOptions(Steps: 6));
        Trainer.Run(recipe, corpus, folder.PathOf("parts"), new TrainingOptions(Steps: 3));
        Trainer.Run(recipe, corpus, folder.PathOf("parts"), new TrainingOptions(Steps: 6, Resume: true));

        Assert.Equal(
            File.ReadAllBytes(Path.Combine(folder.PathOf("whole"), "weights.safetensors")),
            File.ReadAllBytes(Path.Combine(folder.PathOf("parts"), "weights.safetensors")));
    }

    [Fact]
    public void A_phrase_is_learnt_by_heart()
    {
        using var folder = new TemporaryFolder();
        var recipe = TokenModels.Small("musicvae-mel-2bar-small", "melody-1bar");
        recipe = recipe with
        {
            Encoder = recipe.Encoder with { Hidden = 32 },
            Decoder = recipe.Decoder with { Hidden = 48, Layers = 1 },
            Objective = recipe.Objective with { Kl = 0.01f },
            Training = recipe.Training with { TransposeDown = 0, TransposeUp = 0, MinimumSteps = 250, LearningRate = 0.02f, Decay = 1, ScheduledSampling = "none" },
        };
        var corpus = TokenModels.Corpus("melody-1bar", files: 3, phrasesPerFile: 1);
        var space = TokenModels.Open(folder, recipe, corpus);

        Assert.All(corpus.Phrases, phrase => Assert.Equal(phrase.Phrase, space.Decode(space.Encode(phrase.Phrase))));
    }

    [Fact]
    public void A_training_that_breaks_down_names_the_step_the_layer_and_what_to_do()
    {
        using var folder = new TemporaryFolder();
        var recipe = TokenModels.Small("musicvae-mel-2bar-small", "melody-1bar");
        recipe = recipe with { Training = recipe.Training with { LearningRate = 1, FinalLearningRate = 1, ClipNorm = 0, MinimumSteps = 5000, TransposeDown = 0, TransposeUp = 0 } };
        using var run = new TrainingRun(recipe, TokenModels.Corpus("melody-1bar", files: 6), seed: 1);
        run.Step();
        run.State.Model.Weights.All.First(weight => weight.Name == "decoder.lstm0.recurrent").Value.Fill(float.NaN);

        Assert.Equal("decoder.lstm0.recurrent", run.State.LoudestLayer());
        run.Step();
        Assert.False(double.IsFinite(run.State.Train.Total));
    }

    [Theory]
    [InlineData("musicvae-mel-16bar-flat-small", "melody-4bar")]
    [InlineData("musicvae-mel-16bar-small", "melody-16bar")]
    [InlineData("musicvae-mel-16bar-hier", "melody-4bar")]
    [InlineData("musicvae-trio-16bar-small", "trio-4bar")]
    public void Every_layers_gradient_is_the_slope_of_the_loss(string name, string representation)
    {
        var recipe = Recipe.Named(name) with { Representation = representation, Prior = new PriorRecipe(16) };
        recipe = recipe with { Encoder = recipe.Encoder with { Hidden = 40 }, Decoder = recipe.Decoder with { Hidden = 48 } };
        using var model = (TokenVae)Vae.Create(recipe);
        model.Initialise(seed: 3);
        foreach (var weight in model.Weights.All)
        {
            new RandomStream(1, weight.Name).Normal(weight.Value, 0, 0.15f);
        }

        var random = new RandomStream(5, "phrases");
        ModelSlopes.Check(
            model,
            [.. Enumerable.Range(0, 24).Select(_ => (Phrase)TokenModels.Phrase(model.Tracks, random))],
            unused: name.Contains("flat", StringComparison.Ordinal) ? null : "decoder.conductor.lstm0.weight");
    }

    /// <summary>Weights so large that every part of the input shows in the output.</summary>
    private static void Loud(Parameters weights)
    {
        foreach (var weight in weights.All)
        {
            new RandomStream(1, weight.Name).Normal(weight.Value, 0, 0.4f);
        }
    }
}
