using System.Globalization;
using System.Text.Json;
using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

/// <summary>Training under a bound on the error, and with a regulariser that flattens the space.</summary>
public sealed class FlatManifoldTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("scaleFree", "audible", "frame")]
    [InlineData("scaleFree", "decoded", "axes")]
    [InlineData("paper", "audible", "smoothed")]
    public void Flatness_moves_the_decoder_along_the_slope_of_the_loss(string form, string heard, string jacobian)
    {
        // The slope of the paper's form leaves out that of c², which its loss has.
        var recipe = Flat(weight: 3).With($"objective.flatness.form={form}").With($"objective.flatness.heard={heard}")
            .With($"objective.flatness.jacobian={jacobian}").With("objective.flatness.step=0.1");
        using var model = Loud(recipe);
        var phrases = Phrases(model, 4);
        if (form == "scaleFree")
        {
            ModelSlopes.Check(model, phrases, part: "decoder", at: new TrainingPoint(5, 1, IsTraining: true));
        }

        Assert.True(Slopes(model, phrases, isTraining: true).Parts.Flatness > 0);
    }

    [Fact]
    public void Flatness_does_not_move_the_encoder_and_is_no_part_of_what_held_out_phrases_cost()
    {
        using var flat = Loud(Flat(weight: 3));
        using var plain = Loud(Flat(weight: 0));
        var phrases = Phrases(flat, 4);

        var (with, without) = (Slopes(flat, phrases, isTraining: true), Slopes(plain, phrases, isTraining: true));

        Assert.Equal(without.Gradients["encoder"], with.Gradients["encoder"]);
        Assert.NotEqual(without.Gradients["decoder"], with.Gradients["decoder"]);
        Assert.Equal(with.Parts.Total, without.Parts.Total + (3 * with.Parts.Flatness), 1e-3);
        Assert.Equal(Slopes(plain, phrases, isTraining: false).Parts, Slopes(flat, phrases, isTraining: false).Parts);
    }

    [Theory]
    [InlineData("frame", 2)]
    [InlineData("axes", 3)]
    public void Points_lie_between_two_codes_and_a_little_beyond_and_a_space_that_is_heard_as_it_is_has_no_loss(string jacobian, int directions)
    {
        const int Points = 2000;
        using var tape = new Tape();
        Tensor codes = tape.Allocate(2, 3);
        codes.CopyFrom([0, 0, 0, 10, 10, 10]);
        float[] around = [];
        var regulariser = new FlatMetricRegulariser(
            new FlatnessRecipe(Jacobian: jacobian, Directions: directions, Points: Points, Mixup: 0.2f),
            (_, moved) =>
            {
                around = moved.Value.ToArray();
                return moved;
            },
            dimensions: 3);

        var (loss, squaredScale) = regulariser.Measure(tape, codes, new TrainingPoint(3, 1, IsTraining: true));

        Assert.Equal((1 + directions) * Points * 3, around.Length);
        float[][] points = [.. around.Take(Points * 3).Chunk(3)];
        Assert.All(points, point => Assert.True(point[0] is >= -2 and <= 12 && point[0] == point[1] && point[1] == point[2]));
        Assert.True(points.Min(point => point[0]) < -1 && points.Max(point => point[0]) > 11);
        Assert.InRange(points.Count(point => point[0] is > 0 and < 10), 0.25 * Points, 0.45 * Points);
        Assert.Equal(0, loss.Value.ToScalar(), 1e-5);
        Assert.Equal(1, squaredScale, 1e-3);
    }

    [Fact]
    public void The_weight_of_flatness_rises_along_its_ramp()
    {
        var flatness = new FlatnessRecipe(Weight: 10, Ramp: 200);
        Assert.Equal([0, 2.5f, 10, 10], new[] { 0, 50, 200, 5000 }.Select(flatness.WeightAt));
        Assert.Equal(10, (flatness with { Ramp = 0 }).WeightAt(0));
    }

    [Fact]
    public void A_crooked_surface_becomes_flat()
    {
        var (crooked, flat) = (Surface("crooked", weight: 0), Surface("flat", weight: 300));

        Assert.True(Condition(flat) < 0.25 * Condition(crooked), $"{Condition(crooked)} to {Condition(flat)}");
        Assert.True(Condition(flat) < 3, $"{Condition(flat)}");
        var (before, after) = (crooked.Contours(0, 0, 6), flat.Contours(0, 0, 6));
        Assert.True(after.Variation < 0.5 * before.Variation, $"{before.Variation} to {after.Variation}");

        static double Condition(GridSpace space) => space.Phrases.Select(phrase => space.Metric(phrase.Code).ConditionNumber).Order()
            .ElementAt(space.Phrases.Count / 2);
    }

    [Fact]
    public void Under_a_bound_nothing_but_the_error_is_learned_until_it_is_met_and_the_steps_count_from_there()
    {
        var recipe = Bounded(kappa: 0.5f);
        var model = folder.PathOf("bounded");
        var result = Trainer.Run(recipe, Corpus(), model, new TrainingOptions());

        var log = Log(model);
        var first = log.First(line => Number(line, "beta") > 0);
        Assert.All(log.TakeWhile(line => line.GetRawText() != first.GetRawText()), line => Assert.Equal(0, Number(line, "beta")));
        Assert.InRange(result.Steps, recipe.Training.MinimumSteps + 2, recipe.Training.MinimumSteps + Step(first));
        Assert.True(Math.Sqrt(Number(log[^1], "error")) < 0.5);
        Assert.All(log, line => Assert.True(Number(line, "condition") >= 1));
    }

    [Fact]
    public void A_bound_that_is_never_met_ends_the_training_and_is_said()
    {
        var result = Trainer.Run(Bounded(kappa: 0.001f), Corpus(), folder.PathOf("never"), new TrainingOptions());

        Assert.Equal(150, result.Steps);
        Assert.StartsWith("Unfinished", result.Verdict, StringComparison.Ordinal);
        Assert.All(Log(folder.PathOf("never")), line => Assert.Equal(0, Number(line, "beta")));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(47)]
    public void A_resumed_run_goes_on_with_its_multiplier(int interruptedAt)
    {
        var recipe = Bounded(kappa: 0.5f).With("objective.flatness.weight=3").With("prior.kind=hierarchical").With("prior.hidden=5");
        var (whole, parts) = (folder.PathOf("whole"), folder.PathOf("parts"));

        Trainer.Run(recipe, Corpus(), whole, new TrainingOptions(Steps: 61));
        Trainer.Run(recipe, Corpus(), parts, new TrainingOptions(Steps: interruptedAt));
        Trainer.Run(recipe, Corpus(), parts, new TrainingOptions(Steps: 61, Resume: true));

        foreach (var file in (string[])["weights.safetensors", "checkpoint.safetensors"])
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole, file)), File.ReadAllBytes(Path.Combine(parts, file)));
        }
    }

    [Fact]
    public void A_bound_on_squared_errors_weighs_them_as_the_likelihood_of_its_deviation()
    {
        var recipe = Bounded(kappa: 0.5f).With("objective.error=squared");
        using var model = Loud(recipe);
        var parts = Slopes(model, Phrases(model, 4), isTraining: false).Parts;

        Assert.Equal(parts.SquaredError, parts.Error);
        Assert.Equal(model.Grid.Width * parts.SquaredError / (2 * 0.5 * 0.5), parts.Total - parts.Kl, 1e-3);
        Assert.Equal(2.0 * model.Grid.Width, recipe.Objective.PlainMultiplier(model.Grid.Width), 1e-9);
    }

    [Theory]
    [InlineData("objective.flatness.weight=-1", "from 0 to 1e8")]
    [InlineData("objective.flatness.form=round", "scaleFree or paper")]
    [InlineData("objective.flatness.heard=loud", "audible or decoded")]
    [InlineData("objective.flatness.jacobian=exact", "frame, axes or smoothed")]
    [InlineData("objective.flatness.directions=0", "from 1 to 4096")]
    [InlineData("objective.flatness.step=0", "objective.flatness.step")]
    [InlineData("objective.kappa=-1", "0 (no bound) or above")]
    [InlineData("objective.error=cubic", "likelihood or squared")]
    [InlineData("objective.error=squared", "set objective.kappa")]
    public void A_setting_that_cannot_be_is_refused_by_name(string setting, string hint)
    {
        var error = Assert.Throws<IsorhythmException>(() => Flat(weight: 1).With(setting));
        Assert.Contains(setting.Split('=')[0], error.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("musicvae-mel-2bar-small", "objective.flatness.weight=1", "has no slope")]
    [InlineData("musicvae-groove-2bar-small", "objective.flatness.weight=1", "has no slope")]
    [InlineData("musicvae-mel-2bar-small", "objective.kappa=0.2", "holds tokens")]
    [InlineData("musicvae-groove-2bar-small", "prior.kind=hierarchical", "objective.freeBits")]
    public void A_model_refuses_what_it_cannot_have(string recipe, string setting, string hint)
    {
        var error = Assert.Throws<IsorhythmException>(() => Recipe.Named(recipe).With(setting));
        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_draws_how_the_training_went()
    {
        var corpus = Corpus();
        var model = folder.PathOf("drawn");
        Trainer.Run(Bounded(kappa: 0.5f).With("objective.flatness.weight=3"), corpus, model, new TrainingOptions());

        var report = Evaluator.Run(GridSpace.Open(model), corpus, ["training"]);

        var protocol = Assert.Single(report.Protocols);
        Assert.Equal(["steps", "total", "klBits", "error", "beta", "squaredScale", "condition"], protocol.Metrics.Keys);
        Assert.Equal(
            ["Objective", "Error and its bound", "Weight of the divergence", "Scale of the decoder", "Condition number of the metric"],
            protocol.Figures.Select(figure => figure.Title));
        Assert.All(protocol.Figures, figure => Assert.DoesNotContain("NaN", figure.Markup(new ReportSound()), StringComparison.Ordinal));

        File.Delete(Path.Combine(model, "training.jsonl"));
        Assert.Contains("no training.jsonl", Evaluator.Run(GridSpace.Open(model), corpus, ["training"]).Protocols[0].About, StringComparison.Ordinal);
    }

    private static Corpus Corpus() => TinyModels.Corpus(4, 3);

    private static Recipe Flat(float weight) => TinyModels.Recipe.With("prior.dimensions=4")
        .With($"objective.flatness.weight={weight.ToString(CultureInfo.InvariantCulture)}").With("objective.flatness.ramp=0")
        .With("objective.flatness.directions=3").With("objective.flatness.points=5");

    private static Recipe Bounded(float kappa) => Flat(weight: 0).With($"objective.kappa={kappa.ToString(CultureInfo.InvariantCulture)}")
        .With("objective.velocity=1").With("objective.microtiming=1").With("training.learningRate=0.02").With("training.keep=last").With("training.patience=1")
        .With("training.minimumSteps=150");

    /// <summary>A model whose weights are so large that its surface is crooked.</summary>
    private static GridVae Loud(Recipe recipe)
    {
        var model = (GridVae)Vae.Create(recipe);
        foreach (var weight in model.Weights.All)
        {
            new RandomStream(3, weight.Name).Normal(weight.Value, 0, 0.3f);
        }

        return model;
    }

    private static Phrase[] Phrases(GridVae model, int count)
    {
        var random = new RandomStream(4, "phrases");
        return [.. Enumerable.Range(0, count).Select(_ => TinyModels.Phrase(model.Grid, random))];
    }

    /// <summary>The loss of a step, and the gradients of both halves of the model.</summary>
    private static (LossParts Parts, Dictionary<string, float[]> Gradients) Slopes(GridVae model, Phrase[] phrases, bool isTraining)
    {
        using var work = model.NewWorkspace(gradients: true, weightsChange: true);
        work.Load(phrases, [.. Enumerable.Range(0, phrases.Length)]);
        var noise = work.Tape.Allocate(phrases.Length, model.Dimensions);
        new RandomStream(2, "noise").Normal(noise);
        var (loss, parts) = model.Loss(work, noise, new TrainingPoint(5, 1, isTraining));
        model.Weights.ClearGradients();
        work.Tape.Backward(loss);
        return (parts, model.Weights.All.GroupBy(weight => weight.Name.Split('.')[0])
            .ToDictionary(half => half.Key, half => half.SelectMany(weight => weight.Gradient.ToArray()).ToArray()));
    }

    /// <summary>A model of two dimensions that has learned the crooked phrases.</summary>
    private GridSpace Surface(string name, float weight)
    {
        var recipe = Flat(weight).With("prior.dimensions=2").With("objective.flatness.jacobian=axes").With("objective.flatness.ramp=200")
            .With("encoder.hidden=32").With("decoder.hidden=32").With("training.minimumSteps=800").With("training.keep=last");
        var model = folder.PathOf(name);
        Trainer.Run(recipe, Crooked(), model, new TrainingOptions());
        return GridSpace.Open(model);
    }

    /// <summary>Phrases of two loudnesses, that of nine hits and that of one: a code gives both as much room, though the nine are heard to change more.</summary>
    private static Corpus Crooked()
    {
        var grid = ((GridRepresentation)Representation.Named(TinyModels.Recipe.Representation)).Grid;
        var random = new RandomStream(1, "crooked");
        return new Corpus(Representation.Named(TinyModels.Recipe.Representation), [.. Enumerable.Range(0, 120).Select(i => new CorpusPhrase(Phrase(), $"{i}.mid", default))]);

        GridPhrase Phrase()
        {
            var (many, one) = (random.Uniform(), random.Uniform());
            return new(grid, [.. Enumerable.Range(0, 9).Select(hit => new Hit(2 * hit, 0, 0.1f + (0.9f * many), 0)), new Hit(1, 1, 0.1f + (0.9f * one), 0)]);
        }
    }

    private static JsonElement[] Log(string model) =>
        [.. File.ReadAllLines(Path.Combine(model, "training.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];

    private static int Step(JsonElement line) => line.GetProperty("step").GetInt32();

    private static double Number(JsonElement line, string name) =>
        line.GetProperty("train").TryGetProperty(name, out var number) ? number.GetDouble() : 0;
}
