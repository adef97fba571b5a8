using System.Text.Json;
using Isorhythm.Latent;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

public sealed class TrainerTests
{
    private static readonly string[] ModelFiles =
        ["README.md", "checkpoint.safetensors", "map.safetensors", "model.json", "training.jsonl", "weights.safetensors"];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(70, 2)]
    public void Any_number_of_clips_trains_without_a_knob(int files, int phrases)
    {
        using var folder = new TemporaryFolder();

        var result = Trainer.Run(TinyModels.Recipe, TinyModels.Corpus(files, phrases), folder.PathOf("model"), new TrainingOptions());

        Assert.Equal(ModelFiles, Directory.EnumerateFiles(folder.PathOf("model")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(files >= 30, result.Validation is not null);
        Assert.NotEmpty(result.Verdict);
        Assert.Equal(files * phrases, LatentSpace.Open(folder.PathOf("model")).Phrases.Count);
    }

    [Fact]
    public void Training_lowers_the_loss()
    {
        using var folder = new TemporaryFolder();
        var reports = new List<TrainingProgress>();

        var result = Trainer.Run(TinyModels.Recipe.With("training.learningRate=0.01").With("training.minimumSteps=200"), TinyModels.Corpus(3), folder.PathOf("model"),
            new TrainingOptions(), new Reporter(reports.Add));

        Assert.True(result.Train.Total < 0.7 * reports[0].Train.Total, $"{reports[0].Train.Total} to {result.Train.Total}");
        Assert.All(reports, report => Assert.Contains("3 clips", report.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_map_of_so_many_phrases_shows_no_more_spread_over_the_corpus()
    {
        using var folder = new TemporaryFolder();
        var corpus = TinyModels.Corpus(40);

        Trainer.Run(TinyModels.Recipe, corpus, folder.PathOf("model"), new TrainingOptions(Steps: 1, MapPhrases: 8));

        var shown = LatentSpace.Open(folder.PathOf("model")).Phrases;
        Assert.Equal(8, shown.Count);
        Assert.True(shown.Select(phrase => phrase.Source).Distinct().Count() >= 7, "the map's phrases come from few files");
    }

    [Fact]
    public void What_the_music_is_credited_with_stands_in_the_card()
    {
        using var folder = new TemporaryFolder();
        var credit = "Ten drummers, CC BY 4.0.";

        Trainer.Run(TinyModels.Recipe, TinyModels.Corpus(3), folder.PathOf("model"), new TrainingOptions(Steps: 1, Credit: credit));

        Assert.Equal(credit, LatentSpace.Describe(folder.PathOf("model")).Credit);
        Assert.Contains(credit, File.ReadAllText(folder.PathOf("model/README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_seed_gives_one_model_and_another_seed_another()
    {
        using var folder = new TemporaryFolder();
        var corpus = TinyModels.Corpus(40);

        byte[] Weights(string name, ulong seed)
        {
            Trainer.Run(TinyModels.Recipe, corpus, folder.PathOf(name), new TrainingOptions(Seed: seed));
            return File.ReadAllBytes(Path.Combine(folder.PathOf(name), "weights.safetensors"));
        }

        var first = Weights("a", 1);
        Assert.Equal(first, Weights("b", 1));
        Assert.NotEqual(first, Weights("c", 2));
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(3, 17)]
    [InlineData(40, 29)]
    public void A_resumed_run_ends_with_the_weights_of_an_uninterrupted_one(int files, int interruptedAt)
    {
        using var folder = new TemporaryFolder();
        var corpus = TinyModels.Corpus(files, 3);
        var recipe = TinyModels.Recipe.With("training.batch=16");
        var (whole, parts) = (folder.PathOf("whole"), folder.PathOf("parts"));

        Trainer.Run(recipe, corpus, whole, new TrainingOptions(Steps: 61));
        Trainer.Run(recipe, corpus, parts, new TrainingOptions(Steps: interruptedAt));
        Trainer.Run(recipe, corpus, parts, new TrainingOptions(Steps: 61, Resume: true));

        foreach (var file in (string[])["weights.safetensors", "map.safetensors", "checkpoint.safetensors"])
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole, file)), File.ReadAllBytes(Path.Combine(parts, file)));
        }
    }

    [Fact]
    public void A_cancelled_run_is_saved_can_be_played_and_goes_on_to_the_same_weights()
    {
        using var folder = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();
        var corpus = TinyModels.Corpus(3);
        var (whole, parts) = (folder.PathOf("whole"), folder.PathOf("parts"));

        var stopped = Trainer.Run(TinyModels.Recipe, corpus, parts, new TrainingOptions(), new Reporter(_ => cancel.Cancel()), cancel.Token);
        Assert.Equal(TrainingEnd.Stopped, stopped.Ended);
        Assert.InRange(stopped.Steps, 1, 39);
        Assert.Equal(6, LatentSpace.Open(parts).Phrases.Count);

        Trainer.Run(TinyModels.Recipe, corpus, parts, new TrainingOptions(Resume: true));
        Trainer.Run(TinyModels.Recipe, corpus, whole, new TrainingOptions());
        Assert.Equal(File.ReadAllBytes(Path.Combine(whole, "weights.safetensors")), File.ReadAllBytes(Path.Combine(parts, "weights.safetensors")));
    }

    [Fact]
    public void A_step_in_steady_state_allocates_nothing()
    {
        using var run = new TrainingRun(TinyModels.Recipe.With("training.batch=4"), TinyModels.Corpus(3), seed: 1);
        for (var warmUp = 0; warmUp < 50; warmUp++)
        {
            run.Step();
        }

        Assert.Equal(0, Allocations.Of(steps: 50, _ => run.Step()));
    }

    [Fact]
    public void The_log_has_a_line_a_log_step_and_a_resume_leaves_no_line_twice()
    {
        using var folder = new TemporaryFolder();
        var model = folder.PathOf("model");

        Trainer.Run(TinyModels.Recipe, TinyModels.Corpus(3), model, new TrainingOptions(Steps: 10));
        File.AppendAllText(Path.Combine(model, "training.jsonl"), """{"step":11,"sec""");
        Trainer.Run(TinyModels.Recipe, TinyModels.Corpus(3), model, new TrainingOptions(Steps: 20, Resume: true));

        var steps = File.ReadLines(Path.Combine(model, "training.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("step").GetInt32());
        Assert.Equal(Enumerable.Range(1, 20), steps);
    }

    [Fact]
    public void A_budget_ends_the_run_and_saves_it()
    {
        using var folder = new TemporaryFolder();

        var result = Trainer.Run(
            TinyModels.Recipe.With("training.maximumSteps=1000000").With("training.minimumSteps=1000000"), TinyModels.Corpus(3), folder.PathOf("model"),
            new TrainingOptions(Budget: TimeSpan.FromSeconds(0.2)));

        Assert.Equal(TrainingEnd.OutOfTime, result.Ended);
        Assert.Equal(result.Steps, LatentSpace.Open(folder.PathOf("model")).Description.Steps);
    }

    [Fact]
    public void A_loss_that_no_longer_falls_ends_the_run()
    {
        using var folder = new TemporaryFolder();

        var result = Trainer.Run(
            TinyModels.Recipe.With("training.learningRate=1e-30").With("training.minimumSteps=2000"), TinyModels.Corpus(3), folder.PathOf("model"), new TrainingOptions());

        Assert.Equal(TrainingEnd.Converged, result.Ended);
        Assert.InRange(result.Steps, 400, 1500);
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_run_with_a_sentence_and_leaves_the_last_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var model = folder.PathOf("model");
        var corpus = TinyModels.Corpus(3);
        Trainer.Run(TinyModels.Recipe, corpus, model, new TrainingOptions(Steps: 5));
        var path = Path.Combine(model, "checkpoint.safetensors");
        var checkpoint = SafeTensors.Read(path);
        var broken = checkpoint.Tensors.Select((tensor, i) => i == 0 ? tensor with { Values = Enumerable.Repeat(float.NaN, tensor.Values.Length).ToArray() } : tensor);
        new SafeTensors(broken, checkpoint.Metadata).Write(path);
        var before = File.ReadAllBytes(path);

        var error = Assert.Throws<IsorhythmException>(() => Trainer.Run(TinyModels.Recipe, corpus, model, new TrainingOptions(Steps: 20, Resume: true)));

        Assert.Contains("learningRate", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal(5, LatentSpace.Open(model).Description.Steps);
    }

    [Fact]
    public void A_folder_that_holds_a_model_or_anything_else_is_left_alone()
    {
        using var folder = new TemporaryFolder();
        var model = folder.PathOf("model");
        Trainer.Run(TinyModels.Recipe, TinyModels.Corpus(3), model, new TrainingOptions(Steps: 5));
        Directory.CreateDirectory(folder.PathOf("letters"));
        File.WriteAllText(Path.Combine(folder.PathOf("letters"), "README.md"), "Dear Ana");

        Assert.Contains("--resume", Refusal(model), StringComparison.Ordinal);
        Assert.Contains("not empty", Refusal(folder.PathOf("letters")), StringComparison.Ordinal);
        Assert.Equal("Dear Ana", File.ReadAllText(Path.Combine(folder.PathOf("letters"), "README.md")));
        Assert.Equal(5, LatentSpace.Open(model).Description.Steps);

        static string Refusal(string path) => Assert.Throws<IsorhythmException>(
            () => Trainer.Run(TinyModels.Recipe, TinyModels.Corpus(3), path, new TrainingOptions(Steps: 5))).Message;
    }

    [Fact]
    public void A_resume_needs_the_run_that_was_interrupted()
    {
        using var folder = new TemporaryFolder();
        var model = folder.PathOf("model");
        Trainer.Run(TinyModels.Recipe, TinyModels.Corpus(3), model, new TrainingOptions(Steps: 5));

        Assert.Contains("another corpus", Refusal(TinyModels.Recipe, TinyModels.Corpus(4), new(Resume: true)), StringComparison.Ordinal);
        Assert.Contains("another seed", Refusal(TinyModels.Recipe, TinyModels.Corpus(3), new(Resume: true, Seed: 9)), StringComparison.Ordinal);
        Assert.Contains("another recipe", Refusal(TinyModels.Recipe.With("decoder.hidden=9"), TinyModels.Corpus(3), new(Resume: true)), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(model, "checkpoint.safetensors"), "half");
        Assert.Contains("train again", Refusal(TinyModels.Recipe, TinyModels.Corpus(3), new(Resume: true)), StringComparison.Ordinal);
        File.Delete(Path.Combine(model, "checkpoint.safetensors"));
        Assert.Contains("no training to resume", Refusal(TinyModels.Recipe, TinyModels.Corpus(3), new(Resume: true)), StringComparison.Ordinal);

        string Refusal(Recipe recipe, Corpus corpus, TrainingOptions options) =>
            Assert.Throws<IsorhythmException>(() => Trainer.Run(recipe, corpus, model, options)).Message;
    }

    [Fact]
    public void A_run_that_was_killed_before_its_first_checkpoint_begins_again()
    {
        using var folder = new TemporaryFolder();
        var model = Directory.CreateDirectory(folder.PathOf("model")).FullName;
        File.WriteAllText(Path.Combine(model, "training.jsonl"), "{\"step\":3");
        File.WriteAllText(Path.Combine(model, "checkpoint.safetensors.4711.part"), "half");

        var result = Trainer.Run(TinyModels.Recipe, TinyModels.Corpus(3), model, new TrainingOptions(Steps: 5, Resume: true));

        Assert.Equal(5, result.Steps);
        Assert.Empty(Directory.EnumerateFiles(model, "*.part"));
    }

    [Fact]
    public void Without_phrases_or_with_another_grid_there_is_a_sentence_and_no_folder()
    {
        using var folder = new TemporaryFolder();
        var empty = new Corpus(Representation.Named("drums-24x4x3"), []);

        Assert.Contains("nothing to learn", Refusal(empty), StringComparison.Ordinal);
        Assert.Contains("drums-24x4x3", Refusal(TinyModels.Corpus(3, representation: "drums-12x8x9")), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));

        string Refusal(Corpus corpus) => Assert.Throws<IsorhythmException>(
            () => Trainer.Run(TinyModels.Recipe, corpus, folder.PathOf("model"), new TrainingOptions())).Message;
    }

    [Fact]
    public void What_was_held_out_is_never_trained_on_and_the_map_says_so()
    {
        using var folder = new TemporaryFolder();
        var corpus = TinyModels.Corpus(60);

        var space = TinyModels.Open(folder, corpus);

        var split = CorpusSplit.Of(corpus, seed: 1);
        Assert.Equal(split.HeldOutSources.Order(), space.Phrases.Where(phrase => phrase.HeldOut).Select(phrase => phrase.Source).Distinct().Order());
        Assert.Equal(6, space.Description.HeldOutClips);
        Assert.NotNull(space.Description.Validation);
    }

    [Fact]
    public void Every_epoch_brings_every_phrase_once_and_in_an_order_of_its_own()
    {
        var plan = TrainingPlan.For(new TrainingRecipe(Batch: 8), phrases: 24, heldOut: 0);
        var order = new BatchOrder(plan, 24, seed: 1);
        var again = new BatchOrder(plan, 24, seed: 1);
        int[] Epoch(BatchOrder from, int epoch) => [.. Enumerable.Range(epoch * 3, 3).SelectMany(step =>
        {
            var batch = new int[8];
            from.Fill(step, batch);
            return batch;
        })];

        var first = Epoch(order, 0);
        var second = Epoch(order, 1);

        Assert.Equal(Enumerable.Range(0, 24), first.Order());
        Assert.Equal(Enumerable.Range(0, 24), second.Order());
        Assert.NotEqual(first, second);
        Assert.Equal(second, Epoch(again, 1));
    }

    [Theory]
    [InlineData("best", true)]
    [InlineData("last", false)]
    public void A_recipe_keeps_the_best_weights_or_the_last(string keep, bool best)
    {
        using var run = new TrainingRun(TinyModels.Recipe.With($"training.keep={keep}"), TinyModels.Corpus(40), seed: 1);
        run.Step();
        run.Look();
        var good = run.State.Model.Weights.Export();
        run.State.Model.Weights.Values.Fill(0.5f);
        run.Look();

        run.TakeBest();

        var kept = run.State.Model.Weights.Export();
        Assert.Equal(best, good.Zip(kept).All(pair => pair.First.Values.Span.SequenceEqual(pair.Second.Values.Span)));
        Assert.Equal(!best, kept.All(tensor => !tensor.Values.Span.ContainsAnyExcept(0.5f)));
    }

    private sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
