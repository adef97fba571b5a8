using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;
using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tests;

/// <summary>The recurrent encoder and decoder of grids, FM-Music-VAE's body.</summary>
[Collection(nameof(Workers))]
public sealed class GruGridTests : IDisposable
{
    private readonly int threads = Workers.Count;
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Recipes => [.. Recipe.All.Select(recipe => recipe.Name).Where(name => name.StartsWith("fm-music-vae-drums", StringComparison.Ordinal))];

    public void Dispose()
    {
        Workers.Count = threads;
        folder.Dispose();
    }

    [Theory]
    [InlineData("fm-music-vae-drums-2bar-plain")]
    [InlineData("fm-music-vae-drums-4bar-plain")]
    public void The_sizes_are_the_papers(string name)
    {
        const long Code = 32, Step = 27, Encoder = 1024, Decoder = 512, StepsOfBar = 16;
        static long Dense(long inputs, long outputs) => (inputs + 1) * outputs;
        static long Gru(long inputs, long units) => 3 * units * (inputs + units + 2);

        var encoder = (2 * Gru(Step, Encoder)) + (2 * Gru(2 * Encoder, Encoder)) + (2 * Dense(2 * Encoder, Code));
        var conductor = Dense(Code, Decoder) + Gru(1, Decoder);
        var bar = Dense(Decoder, 2 * Decoder) + Gru(StepsOfBar + Decoder + Code, Decoder) + Gru(Decoder, Decoder);
        Assert.Equal(encoder + conductor + bar + Dense(Decoder, Step), Recipe.Named(name).CountParameters());
    }

    [Theory]
    [InlineData("fm-music-vae-drums-2bar-plain", 3)]
    [InlineData("fm-music-vae-drums-4bar-plain", 5)]
    [InlineData("fm-music-vae-drums-4bar-plain-small", 1)]
    public void Every_layers_gradient_is_the_slope_of_the_loss(string name, int batch)
    {
        var recipe = Small(name);
        recipe = recipe with { Encoder = recipe.Encoder with { Hidden = 7 }, Decoder = recipe.Decoder with { Hidden = 9 } };
        using var model = (GridVae)Vae.Create(recipe);
        model.Initialise(seed: 3);
        Loud(model.Weights, 0.3f);
        var random = new RandomStream(5, "phrases");

        // The conductor's only input is 0 throughout.
        ModelSlopes.Check(
            model, [.. Enumerable.Range(0, batch).Select(_ => TinyModels.Phrase(model.Grid, random))], unused: "decoder.conductor.gru0.weight");
    }

    [Fact]
    public void A_bar_knows_nothing_of_the_state_of_the_bar_before()
    {
        using var model = (GridVae)Vae.Create(Small("fm-music-vae-drums-4bar-plain"));
        model.Initialise(seed: 3);
        Loud(model.Weights, 0.4f);
        Assert.NotEqual(Bar(0), Bar(1), AlmostSame);

        // A conductor that keeps its first state gives every bar the same embedding, and then the bars are the same.
        var bias = model.Weights.All.Single(weight => weight.Name == "decoder.conductor.gru0.bias").Value;
        var values = bias.ToArray();
        Array.Fill(values, 100, values.Length / 3, values.Length / 3);
        bias.CopyFrom(values);
        Assert.All([1, 2, 3], bar => Assert.Equal(Bar(0), Bar(bar), AlmostSame));

        float[] Bar(int bar)
        {
            using var work = model.NewWorkspace(gradients: false, weightsChange: false);
            var decoded = new float[model.Grid.Width];
            model.Decode(work, [0.7f, -0.4f, 0.2f, 1], decoded, model.Features.Count);
            return [.. decoded.Chunk(model.Grid.Steps).SelectMany(drum => drum.Skip(16 * bar).Take(16))];
        }
    }

    [Fact]
    public void Every_feature_at_both_ends_of_the_phrase_moves_the_code()
    {
        using var model = (GridVae)Vae.Create(Small("fm-music-vae-drums-4bar-plain"));
        model.Initialise(seed: 3);
        Loud(model.Weights, 0.4f);
        var plain = new Hit(5, 4, 0.5f, 0);
        var code = Code(plain);

        Assert.All([0, model.Grid.Steps - 1], step => Assert.NotEqual(code, Code(plain, new(step, 8, 0.5f, 0)), AlmostSame));
        Assert.NotEqual(code, Code(plain with { Velocity = 0.9f }), AlmostSame);
        Assert.NotEqual(code, Code(plain with { Offset = 0.4f }), AlmostSame);

        float[] Code(params Hit[] hits)
        {
            using var work = model.NewWorkspace(gradients: false, weightsChange: false);
            work.Load(new GridPhrase(model.Grid, hits));
            return model.Encode(work).Mean.Value.ToArray();
        }
    }

    [Fact]
    public void Training_on_one_thread_and_on_two_ends_with_the_same_weights()
    {
        Assert.Equal(Weights("one", 1), Weights("two", 2));

        byte[] Weights(string name, int count)
        {
            Workers.Count = count;
            var model = folder.PathOf(name);
            Trainer.Run(Small("fm-music-vae-drums-2bar-plain") with { Name = "x" }, Corpus("drums-4x8x9", files: 6), model, new TrainingOptions(Steps: 5));
            return File.ReadAllBytes(Path.Combine(model, "weights.safetensors"));
        }
    }

    [Fact]
    public void A_phrase_is_learnt_by_heart()
    {
        var recipe = Small("fm-music-vae-drums-2bar-plain-small");
        recipe = recipe with
        {
            Encoder = recipe.Encoder with { Hidden = 32 },
            Decoder = recipe.Decoder with { Hidden = 48 },
            Objective = recipe.Objective with { Kl = 0.01f },
            Training = recipe.Training with { MinimumSteps = 300, LearningRate = 0.01f, Decay = 1 },
        };
        var corpus = Corpus(recipe.Representation, files: 3, phrasesPerFile: 1);
        var space = TinyModels.Open(folder, corpus, recipe);

        foreach (var phrase in corpus.Phrases.Select(phrase => (GridPhrase)phrase.Phrase))
        {
            var again = space.Decode(space.Encode(phrase), 0.5f);
            Assert.Equal(phrase.Hits.Select(hit => (hit.Step, hit.Drum)), again.Hits.Select(hit => (hit.Step, hit.Drum)));
            Assert.All(phrase.Hits.Zip(again.Hits), pair => Assert.Equal(pair.First.Velocity, pair.Second.Velocity, 0.2f));
            Assert.All(phrase.Hits.Zip(again.Hits), pair => Assert.Equal(pair.First.Offset, pair.Second.Offset, 0.3f));
        }
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Any_of_them_trains_is_saved_and_plays(string name)
    {
        var recipe = Small(name);
        var space = TinyModels.Open(folder, Corpus(recipe.Representation, files: 6), recipe);

        var codes = space.Sample(3, 1, seed: 2);
        var phrases = space.Decode([.. codes.SelectMany(code => code)], Decoding.Usual);

        Assert.Equal(3, phrases.Length);
        Assert.All(phrases, phrase => Assert.True(space.Representation.Holds(phrase)));
        Assert.All(phrases, phrase => Assert.Equal(space.Dimensions, space.Encode(phrase).Length));
        Assert.Equal(12, space.Phrases.Count);
        Assert.Contains("<svg", space.Representation.Draw(phrases), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("representation=drums-24x4x3")]
    [InlineData("representation=drums-12x8x9")]
    [InlineData("representation=drums-2x32x9")]
    [InlineData("decoder.kind=dense")]
    [InlineData("encoder.kind=branches")]
    public void Its_parts_fit_every_grid_and_the_parts_of_others(string setting)
    {
        var recipe = Small("fm-music-vae-drums-2bar-plain").With(setting);
        var space = TinyModels.Open(folder, Corpus(recipe.Representation, files: 3), recipe);

        Assert.All(space.Phrases, phrase => Assert.True(space.Representation.Holds(space.Decode(phrase.Code, 0.5f))));
    }

    [Fact]
    public void Decoding_values_allocates_nothing_and_is_the_same_alone_as_in_a_batch()
    {
        var recipe = Small("fm-music-vae-drums-2bar-plain");
        var space = TinyModels.Open(folder, Corpus(recipe.Representation, files: 3), recipe);
        var codes = space.Sample(5, 1, seed: 1).SelectMany(code => code).ToArray();
        var all = new float[5 * space.Grid.Width];
        space.DecodeValues(codes, all);
        var values = new float[space.Grid.Width];
        for (var warmUp = 0; warmUp < 50; warmUp++)
        {
            space.DecodeValues(codes.AsSpan(0, 4), values);
        }

        Assert.Equal(0, Allocations.Of(steps: 50, _ => space.DecodeValues(codes.AsSpan(0, 4), values)));
        Assert.Equal(all[..values.Length], values, AlmostSame);
    }

    [Fact]
    public void A_step_in_steady_state_allocates_nothing()
    {
        using var run = new TrainingRun(Small("fm-music-vae-drums-2bar-plain"), Corpus("drums-4x8x9", files: 6), seed: 1);
        for (var warmUp = 0; warmUp < 50; warmUp++)
        {
            run.Step();
        }

        Assert.Equal(0, Allocations.Of(steps: 20, _ => run.Step()));
    }

    private static Corpus Corpus(string representation, int files, int phrasesPerFile = 2) =>
        TinyModels.Corpus(files, phrasesPerFile, representation: representation);

    /// <summary>A recipe with every width made small; its layers stay as many.</summary>
    private static Recipe Small(string name) => Recipe.Named(name) with
    {
        Encoder = Recipe.Named(name).Encoder with { Hidden = 6 },
        Decoder = Recipe.Named(name).Decoder with { Hidden = 6 },
        Prior = new PriorRecipe(4),
        Training = Recipe.Named(name).Training with { Batch = 8, MinimumSteps = 12, Epochs = 1, Patience = 1 },
    };

    private static bool AlmostSame(float a, float b) => Math.Abs(a - b) < 1e-5;

    /// <summary>Weights so large that every part of the input shows in the output.</summary>
    private static void Loud(Parameters weights, float deviation)
    {
        foreach (var weight in weights.All)
        {
            new RandomStream(1, weight.Name).Normal(weight.Value, 0, deviation);
        }
    }
}
