using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;
using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tests;

/// <summary>Grids that are written step by step: MusicVAE and GrooVAE on grooves.</summary>
[Collection(nameof(Workers))]
public sealed class LstmGridTests : IDisposable
{
    private readonly int threads = Workers.Count;
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Recipes => [.. Recipe.All.Select(recipe => recipe.Name).Where(name => name.Contains("groov", StringComparison.Ordinal))];

    public void Dispose()
    {
        Workers.Count = threads;
        folder.Dispose();
    }

    [Theory]
    [InlineData("groovae-2bar")]
    [InlineData("groovae-4bar")]
    public void A_recipe_has_as_many_weights_as_the_released_configuration(string name) =>
        Assert.Equal(4_085_019, Recipe.Named(name).CountParameters());

    [Theory]
    [InlineData("musicvae-groove-2bar", 2048, 1, 2048, 3)]
    [InlineData("musicvae-groove-2bar-small", 256, 1, 256, 2)]
    [InlineData("musicvae-groove-4bar", 2048, 2, 1024, 2)]
    [InlineData("musicvae-groove-4bar-small", 256, 1, 256, 1)]
    public void The_sizes_are_those_of_MusicVAE(string name, long encoder, int encoderLayers, long decoder, int decoderLayers)
    {
        const long Step = 27;
        var code = (long)Recipe.Named(name).Prior.Dimensions;
        var weights = (2 * Dense(2 * encoder, code)) + Dense(decoder, Step);
        weights += 2 * (Lstm(Step, encoder) + ((encoderLayers - 1) * Lstm(2 * encoder, encoder)));
        if (name.Contains("4bar", StringComparison.Ordinal))
        {
            weights += Stack(code, 1) + Stack(decoder, Step + decoder);
        }
        else
        {
            weights += Stack(code, Step + code);
        }

        Assert.Equal(weights, Recipe.Named(name).CountParameters());

        static long Dense(long inputs, long outputs) => (inputs + 1) * outputs;
        static long Lstm(long inputs, long units) => 4 * units * (inputs + units + 1);
        long Stack(long from, long inputs) =>
            Dense(from, 2 * decoderLayers * decoder) + Lstm(inputs, decoder) + ((decoderLayers - 1) * Lstm(decoder, decoder));
    }

    [Theory]
    [InlineData("musicvae-groove-2bar-small", 3)]
    [InlineData("musicvae-groove-4bar", 2)]
    public void Every_layers_gradient_is_the_slope_of_the_loss(string name, int batch)
    {
        var recipe = Small(name);
        recipe = recipe with { Encoder = recipe.Encoder with { Hidden = 7 }, Decoder = recipe.Decoder with { Hidden = 9 }, Objective = recipe.Objective with { FreeBits = 1 } };
        using var model = (GridVae)Vae.Create(recipe);
        model.Initialise(seed: 3);
        Loud(model.Weights, 0.3f);
        ModelSlopes.Check(
            model, Phrases(model.Grid, batch), unused: name.Contains("4bar", StringComparison.Ordinal) ? "decoder.conductor.lstm0.weight" : null);
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Written_step_by_step_a_phrase_has_the_outputs_that_training_gave_it(string name)
    {
        const int Batch = 3;
        using var model = (GridVae)Vae.Create(Small(name));
        model.Initialise(seed: 3);
        Loud(model.Weights, 0.4f);
        var phrases = Phrases(model.Grid, Batch);
        using var work = (GridWorkspace)model.NewWorkspace(gradients: true, weightsChange: true);
        work.Load(phrases, [0, 1, 2]);
        var codes = model.Encode(work).Mean;
        var logits = new Variable[model.Features.Count];
        model.Writer.Forward(work, codes, new TrainingPoint(0, 1, IsTraining: false), masks: null, logits);

        var truth = phrases.Select(phrase => Values(model.Grid, phrase)).ToArray();
        using var player = model.Writer.NewPlayer(Batch);
        player.Play(codes.Value, (step, b, _, played) =>
        {
            for (var i = 0; i < played.Length; i++)
            {
                played[i] = truth[b][(i * model.Grid.Steps) + step];
            }
        });

        Assert.Equal(truth.SelectMany(values => values), player.Played.ToArray());
        for (var b = 0; b < Batch; b++)
        {
            var expected = logits.SelectMany(logit => logit.Value.Row(b).ToArray());
            Assert.Equal(expected, player.Heard.Slice(b * model.Grid.Width, model.Grid.Width).ToArray(), AlmostSame);
        }
    }

    [Fact]
    public void A_bar_of_a_hierarchical_decoder_knows_no_state_of_the_last_but_its_last_step()
    {
        using var model = (GridVae)Vae.Create(Small("musicvae-groove-4bar"));
        model.Initialise(seed: 3);
        Loud(model.Weights, 0.4f);
        using var arena = new Arena();
        var code = arena.Allocate(1, model.Dimensions);
        code.Fill(0.7f);

        Assert.Equal(SecondBar(step => 0.2f), SecondBar(step => step == 15 ? 0.2f : 0.9f));
        Assert.NotEqual(SecondBar(step => 0.2f), SecondBar(step => step == 15 ? 0.9f : 0.2f));

        float[] SecondBar(Func<int, float> firstBar)
        {
            float[] seen = [];
            using var player = model.Writer.NewPlayer(1);
            player.Play(code, (step, _, output, played) =>
            {
                seen = step == 16 ? output.ToArray() : seen;
                played.Fill(step < 16 ? firstBar(step) : 0);
            });
            return seen;
        }
    }

    [Fact]
    public void What_the_next_step_is_given_looks_like_a_phrase()
    {
        var grid = Grid("drums-4x8x9");
        var features = Feature.Of(grid, Recipe.Named("musicvae-groove-2bar-small"));
        var choice = new StepChoice(features, grid.Drums);
        float[] output = [.. Enumerable.Range(0, 27).Select(i => (i % 2 == 0 ? 1 : -1) * (0.1f + (0.05f * i)))];
        var (heard, played) = (output.ToArray(), new float[27]);

        choice.Choose(heard, Decoding.Usual, new RandomStream(1, "x"), played);

        for (var drum = 0; drum < 9; drum++)
        {
            var isHit = drum % 2 == 0;
            Assert.Equal(1 / (1 + MathF.Exp(-output[drum])), heard[drum], 1e-6f);
            Assert.Equal(1 / (1 + MathF.Exp(-output[9 + drum])), heard[9 + drum], 1e-6f);
            Assert.Equal(MathF.Tanh(output[18 + drum]), heard[18 + drum], 1e-6f);
            Assert.Equal([isHit ? 1 : 0, isHit ? heard[9 + drum] : 0, isHit ? heard[18 + drum] : 0], [played[drum], played[9 + drum], played[18 + drum]]);
        }
    }

    [Theory]
    [InlineData(0.5f)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_hit_is_drawn_as_often_as_its_temperature_says(float temperature)
    {
        const int Draws = 4000;
        var grid = Grid("drums-4x8x9");
        var choice = new StepChoice(Feature.Of(grid, Recipe.Named("musicvae-groove-2bar-small")), grid.Drums);
        var random = new RandomStream(1, "draws");
        var hits = 0f;
        for (var i = 0; i < Draws; i++)
        {
            var output = new float[27];
            output[3] = 1.2f;
            var played = new float[27];
            choice.Choose(output, new Decoding(0.5f, temperature), random, played);
            hits += played[3];
        }

        Assert.Equal(1 / (1 + Math.Exp(-1.2 / temperature)), hits / Draws, 0.03);
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Any_of_them_trains_is_saved_and_plays(string name)
    {
        var recipe = Small(name);
        var space = TinyModels.Open(folder, TinyModels.Corpus(6, representation: recipe.Representation), recipe);
        var codes = space.Sample(3, 1, seed: 2).SelectMany(code => code).ToArray();
        var phrases = space.Decode(codes, Decoding.Usual with { Temperature = 1 });

        Assert.All(phrases, phrase => Assert.True(space.Representation.Holds(phrase)));
        Assert.All(phrases, phrase => Assert.Equal(space.Dimensions, space.Encode(phrase).Length));
        Assert.Equal(12, space.Phrases.Count);
        Assert.Equal(2 * 2, space.Map.Change(2).Length);
        Assert.Contains("<svg", space.Representation.Draw(phrases), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_saved_and_opened_plays_the_same_and_one_seed_draws_the_same()
    {
        var recipe = Small("musicvae-groove-2bar-small");
        var space = TinyModels.Open(folder, TinyModels.Corpus(6, representation: recipe.Representation), recipe);
        var again = GridSpace.Open(folder.PathOf("tiny model"));
        var code = space.Sample(1, 1, seed: 2)[0];

        Assert.Equal(Draw(space, 0, 1), Draw(again, 0, 2));
        Assert.Equal(Draw(space, 1, 1), Draw(again, 1, 1));
        Assert.NotEqual(Draw(space, 1, 1), Draw(space, 1, 2));

        Phrase Draw(GridSpace from, float temperature, ulong seed) => from.Decode(code, new Decoding(0.5f, temperature, seed))[0];
    }

    [Fact]
    public void Values_and_phrases_have_the_same_hits_alone_and_in_a_batch()
    {
        var recipe = Small("musicvae-groove-4bar");
        using var model = (GridVae)Vae.Create(recipe);
        model.Initialise(seed: 3);
        Loud(model.Weights, 0.4f);
        using var work = model.NewWorkspace(gradients: false, weightsChange: false);
        var codes = new float[5 * model.Dimensions];
        new RandomStream(4, "codes").Normal(codes);
        var width = model.Grid.Width;
        var values = new float[5 * width];

        model.Decode(work, codes, values, model.Features.Count);
        var phrases = model.Decode(work, codes, Decoding.Usual);
        for (var b = 0; b < 5; b++)
        {
            var alone = new float[width];
            model.Decode(work, codes.AsSpan(b * model.Dimensions, model.Dimensions), alone, model.Features.Count);
            Assert.Equal(values[(b * width)..((b + 1) * width)], alone, AlmostSame);
            Assert.Equal(model.Grid.Read(values.AsSpan(b * width, width), 0.5f), phrases[b]);
            Assert.NotEmpty(((GridPhrase)phrases[b]).Hits);
        }

        Assert.All(Enumerable.Range(0, 5), b => Assert.Equal(values[(b * width)..((b * width) + model.Grid.Cells)], Presence(b)));

        float[] Presence(int b)
        {
            var presence = new float[5 * model.Grid.Cells];
            model.Decode(work, codes, presence, features: 1);
            return presence[(b * model.Grid.Cells)..((b + 1) * model.Grid.Cells)];
        }
    }

    [Fact]
    public void The_threshold_decides_what_is_played_and_what_the_next_step_is_given()
    {
        using var model = (GridVae)Vae.Create(Small("musicvae-groove-2bar-small"));
        model.Initialise(seed: 3);
        Loud(model.Weights, 0.4f);
        using var work = model.NewWorkspace(gradients: false, weightsChange: false);

        Assert.Empty(Played(1).Hits);
        Assert.Equal(model.Grid.Cells, Played(0).Hits.Length);
        var (low, usual) = (Played(0.4f), Played(0.5f));
        Assert.All(usual.Hits.Where(hit => hit.Step == 0), hit => Assert.Contains(hit, low.Hits));
        Assert.Contains(usual.Hits, hit => hit.Step > 0 && !low.Hits.Contains(hit));

        GridPhrase Played(float threshold) => (GridPhrase)model.Decode(work, [0.7f, -0.4f, 0.2f, 1], new Decoding(threshold))[0];
    }

    [Fact]
    public void A_training_plays_with_the_weights_of_now()
    {
        using var model = (GridVae)Vae.Create(Small("musicvae-groove-2bar-small"));
        model.Initialise(seed: 3);
        using var training = model.NewWorkspace(gradients: false, weightsChange: true);
        Values(model, training);
        Loud(model.Weights, 0.4f);
        using var other = (GridVae)Vae.Create(Small("musicvae-groove-2bar-small"));
        Loud(other.Weights, 0.4f);
        using var fresh = other.NewWorkspace(gradients: false, weightsChange: false);

        Assert.Equal(Values(other, fresh), Values(model, training));

        static float[] Values(GridVae model, Workspace work)
        {
            var values = new float[model.Grid.Width];
            model.Decode(work, [0.7f, -0.4f, 0.2f, 1], values, model.Features.Count);
            return values;
        }
    }

    [Fact]
    public void Training_and_decoding_on_one_thread_and_on_two_give_the_same()
    {
        var one = Run("one", 1);
        var two = Run("two", 2);
        Assert.Equal(one.Weights, two.Weights);
        Assert.Equal(one.Drawn, two.Drawn);
        Assert.Equal(one.Values, two.Values);

        (byte[] Weights, Phrase[] Drawn, float[] Values) Run(string name, int count)
        {
            Workers.Count = count;
            var model = folder.PathOf(name);
            var recipe = Small("groovae-2bar").With("decoder.hidden=160").With("training.scheduledSampling=constant").With("training.samplingRate=0.5");
            Trainer.Run(recipe with { Name = "x" }, TinyModels.Corpus(6, representation: recipe.Representation), model, new TrainingOptions(Steps: 3));
            var space = GridSpace.Open(model);
            var codes = space.Sample(4, 1, seed: 2).SelectMany(code => code).ToArray();
            var values = new float[4 * space.Grid.Width];
            space.DecodeValues(codes, values);
            return (File.ReadAllBytes(Path.Combine(model, "weights.safetensors")), space.Decode(codes, new Decoding(0.5f, Temperature: 1)), values);
        }
    }

    [Fact]
    public void A_phrase_is_learnt_by_heart()
    {
        var recipe = Small("musicvae-groove-2bar-small");
        recipe = recipe with
        {
            Encoder = recipe.Encoder with { Hidden = 32 },
            Decoder = recipe.Decoder with { Hidden = 48, Layers = 1 },
            Objective = recipe.Objective with { Kl = 0.01f },
            Training = recipe.Training with { MinimumSteps = 400, LearningRate = 0.01f, Schedule = "exponential", Decay = 1 },
        };
        var corpus = TinyModels.Corpus(3, phrasesPerFile: 1, representation: recipe.Representation);
        var space = TinyModels.Open(folder, corpus, recipe);

        foreach (var phrase in corpus.Phrases.Select(phrase => (GridPhrase)phrase.Phrase))
        {
            var again = space.Decode(space.Encode(phrase), 0.5f);
            Assert.Equal(phrase.Hits.Select(hit => (hit.Step, hit.Drum)), again.Hits.Select(hit => (hit.Step, hit.Drum)));
            Assert.All(phrase.Hits.Zip(again.Hits), pair => Assert.Equal(pair.First.Velocity, pair.Second.Velocity, 0.2f));
            Assert.All(phrase.Hits.Zip(again.Hits), pair => Assert.Equal(pair.First.Offset, pair.Second.Offset, 0.3f));
        }
    }

    [Fact]
    public void With_scheduled_sampling_at_one_a_step_sees_what_the_model_draws_and_at_none_the_phrase()
    {
        var recipe = Small("musicvae-groove-4bar").With("training.scheduledSampling=constant");
        Assert.Equal(Onsets(recipe, 0, isTraining: true), Onsets(recipe, 0, isTraining: false));
        recipe = recipe.With("training.samplingRate=1");
        Assert.NotEqual(Onsets(recipe, 0, isTraining: true), Onsets(recipe, 0, isTraining: false));
        Assert.NotEqual(Onsets(recipe, 0, isTraining: true), Onsets(recipe, 1, isTraining: true));
        Assert.Equal(Onsets(recipe, 1, isTraining: true), Onsets(recipe, 1, isTraining: true));
    }

    [Fact]
    public void Every_step_of_a_training_has_masks_of_its_own_and_a_measurement_has_none()
    {
        var recipe = Small("groovae-2bar");
        Assert.NotEqual(Onsets(recipe, 0, isTraining: true), Onsets(recipe, 1, isTraining: true));
        Assert.Equal(Onsets(recipe, 1, isTraining: true), Onsets(recipe, 1, isTraining: true));
        Assert.Equal(Onsets(recipe, 0, isTraining: false), Onsets(recipe, 1, isTraining: false));
        Assert.NotEqual(Onsets(recipe, 1, isTraining: true), Onsets(recipe with { Encoder = recipe.Encoder with { Dropout = 0 } }, 1, isTraining: true));
        Assert.NotEqual(Onsets(recipe, 1, isTraining: true), Onsets(recipe with { Decoder = recipe.Decoder with { Dropout = 0 } }, 1, isTraining: true));
    }

    [Theory]
    [InlineData("musicvae-groove-2bar-small")]
    [InlineData("fm-music-vae-drums-2bar-plain-small")]
    public void Free_bits_cost_nothing_and_the_divergence_is_told_whole(string name)
    {
        var none = Loss(0);
        var bits = none.KlBits;
        Assert.True(bits > 0.01);
        Assert.Equal(0, Loss((float)(bits + 1)).Kl);
        Assert.Equal(none.Kl * 0.75, Loss((float)(0.25 * bits)).Kl, 1e-4 * none.Kl);
        Assert.Equal(bits, Loss((float)(bits + 1)).KlBits, 1e-6);
        Assert.Equal(none.Total - none.Kl, Loss((float)(bits + 1)).Total, 1e-3);

        LossParts Loss(float freeBits)
        {
            var recipe = Small(name);
            return Parts(recipe with { Objective = recipe.Objective with { FreeBits = freeBits } }, 0, isTraining: false, batch: 1);
        }
    }

    [Fact]
    public void A_model_that_writes_step_by_step_has_no_geometry()
    {
        var recipe = Small("musicvae-groove-2bar-small");
        var space = TinyModels.Open(folder, TinyModels.Corpus(6, representation: recipe.Representation), recipe);
        var (a, b) = (space.Phrases[0].Code, space.Phrases[1].Code);

        Assert.DoesNotContain("geometry", Evaluator.ProtocolsFor(space));
        Assert.Contains("step by step", Assert.Throws<IsorhythmException>(() => space.Interpolate(a, b, 5, InterpolationPath.Geodesic)).Message, StringComparison.Ordinal);
        Assert.Contains("step by step", Assert.Throws<IsorhythmException>(() => space.Metric(a)).Message, StringComparison.Ordinal);
        Assert.Equal(5, space.Interpolate(a, b, 5, InterpolationPath.Slerp).Length);
    }

    [Fact]
    public void It_is_measured_by_the_other_protocols()
    {
        var recipe = Small("musicvae-groove-2bar-small");
        var corpus = TinyModels.Corpus(8, representation: recipe.Representation);
        var space = TinyModels.Open(folder, corpus, recipe);

        var report = Evaluator.Run(space, corpus, Evaluator.ProtocolsFor(space));

        Assert.Equal(["reconstruction", "novelty", "interpolation", "attributes", "prior", "smoothness", "training"], report.Protocols.Select(protocol => protocol.Name));
        Assert.All(report.Protocols, protocol => Assert.NotEmpty(protocol.Metrics));
    }

    [Theory]
    [InlineData("representation=drums-24x4x3")]
    [InlineData("representation=drums-2x32x9")]
    [InlineData("encoder.kind=bi-gru")]
    [InlineData("encoder.kind=dense")]
    [InlineData("decoder.kind=dense")]
    [InlineData("decoder.kind=hierarchical-lstm")]
    public void Its_parts_fit_every_grid_and_the_parts_of_others(string setting)
    {
        var recipe = Small("musicvae-groove-2bar-small").With(setting);
        var space = TinyModels.Open(folder, TinyModels.Corpus(3, representation: recipe.Representation), recipe);

        Assert.All(space.Phrases, phrase => Assert.True(space.Representation.Holds(space.Decode(phrase.Code, 0.5f))));
    }

    [Theory]
    [InlineData("musicvae-groove-2bar-small", "encoder.kind=hierarchical-bi-lstm", "bi-gru or bi-lstm")]
    [InlineData("musicvae-groove-2bar-small", "training.transposeUp=3", "drums alone")]
    [InlineData("fm-music-vae-drums-2bar-plain-small", "training.scheduledSampling=constant", "sees no step")]
    [InlineData("fm-music-vae-drums-2bar-plain-small", "decoder.dropout=0.5", "has none")]
    [InlineData("musicvae-drums-2bar-small", "encoder.kind=branches", "does not read tokens")]
    [InlineData("musicvae-mel-16bar-small", "decoder.kind=branches", "does not write tokens")]
    public void Settings_that_do_not_fit_are_refused_in_a_sentence(string name, string setting, string mentions)
    {
        var error = Assert.Throws<IsorhythmException>(() => Vae.Create(Recipe.Named(name).With(setting)));

        Assert.Contains(mentions, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decoding_the_values_of_a_code_allocates_next_to_nothing()
    {
        var recipe = Small("musicvae-groove-2bar-small");
        var space = TinyModels.Open(folder, TinyModels.Corpus(3, representation: recipe.Representation), recipe);
        var code = space.Sample(1, 1, seed: 1)[0];
        var values = new float[space.Grid.Width];
        for (var warmUp = 0; warmUp < 50; warmUp++)
        {
            space.DecodeValues(code, values);
        }

        Assert.InRange(Allocations.Of(steps: 50, _ => space.DecodeValues(code, values)) / 50, 0, 1024);
    }

    /// <summary>A recipe with every width made small; its layers stay as many.</summary>
    private static Recipe Small(string name) => Recipe.Named(name) with
    {
        Encoder = Recipe.Named(name).Encoder with { Hidden = 6 },
        Decoder = Recipe.Named(name).Decoder with { Hidden = 6 },
        Prior = new PriorRecipe(4),
        Training = Recipe.Named(name).Training with { Batch = 8, MinimumSteps = 12, Epochs = 1, Patience = 1 },
    };

    private static DrumGrid Grid(string name) => ((GridRepresentation)Representation.Named(name)).Grid;

    private static Phrase[] Phrases(DrumGrid grid, int count)
    {
        var random = new RandomStream(5, "phrases");
        return [.. Enumerable.Range(0, count).Select(_ => (Phrase)TinyModels.Phrase(grid, random))];
    }

    private static float[] Values(DrumGrid grid, Phrase phrase)
    {
        var values = new float[grid.Width];
        grid.Write((GridPhrase)phrase, values);
        return values;
    }

    private static double Onsets(Recipe recipe, int step, bool isTraining) => Parts(recipe, step, isTraining, batch: 2).Onset;

    private static LossParts Parts(Recipe recipe, int step, bool isTraining, int batch)
    {
        using var model = (GridVae)Vae.Create(recipe);
        model.Initialise(seed: 3);
        Loud(model.Weights, 0.4f);
        using var work = model.NewWorkspace(gradients: true, weightsChange: true);
        work.Load(Phrases(model.Grid, batch), [.. Enumerable.Range(0, batch)]);
        var noise = work.Tape.Allocate(batch, model.Dimensions);
        noise.Fill(0);
        return model.Loss(work, noise, new TrainingPoint(step, 1, isTraining)).Parts;
    }

    private static bool AlmostSame(float a, float b) => Math.Abs(a - b) < 1e-4;

    /// <summary>Weights so large that every part of the input shows in the output.</summary>
    private static void Loud(Parameters weights, float deviation)
    {
        foreach (var weight in weights.All)
        {
            new RandomStream(1, weight.Name).Normal(weight.Value, 0, deviation);
        }
    }
}
