using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Benchmarks;

/// <summary>What a training step of FM-Music-VAE costs, and how much of it the regulariser is: the same step with and without it, in turn.</summary>
internal static class FlatCostBenchmark
{
    private const double SecondsEach = 20;
    private const int StepsInARow = 5;

    internal static void Run(string[] args)
    {
        Console.WriteLine("Training steps with Adam, medians. GFLOP/s counts two operations for each weight and use forwards and four backwards.");
        Console.WriteLine("recipe                                 batch   plain ms   GFLOP/s   flat ms   GFLOP/s   regulariser adds");
        string[] names = args.Length > 0 ? args : ["fm-music-vae-drums-2bar-normal-small", "fm-music-vae-drums-4bar-normal-small", "fm-music-vae-drums-4bar-normal"];
        foreach (var name in names)
        {
            Compare(Recipe.Named(name));
        }
    }

    private static void Compare(Recipe recipe)
    {
        using var flat = new Steps(recipe.With("objective.flatness.ramp=0"));
        using var plain = new Steps(recipe.With("objective.flatness.weight=0"));
        var (with, without) = Interleaved.Measure(() => Interleaved.Time(flat.Step), () => Interleaved.Time(plain.Step), SecondsEach, StepsInARow);
        var batch = recipe.Training.Batch;
        var flatness = recipe.Objective.Flatness;
        var moved = flatness.Points * (1 + flatness.Directions);
        var (plainRate, flatRate) = (plain.Operations(batch, 0) / without.Median / 1e9, flat.Operations(batch, moved) / with.Median / 1e9);
        Console.WriteLine(
            $"{recipe.Name,-38} {batch,5}   {without.Median * 1e3,8:0}   {plainRate,7:0}   {with.Median * 1e3,7:0}   {flatRate,7:0}   {(with.Median / without.Median) - 1,15:0%}");
    }

    /// <summary>A model at training steps whose bound has been met.</summary>
    private sealed class Steps : IDisposable
    {
        private readonly GridVae model;
        private readonly Workspace work;
        private readonly Adam adam;
        private readonly Phrase[] phrases;
        private readonly ConstraintMultiplier met;

        internal Steps(Recipe recipe)
        {
            model = (GridVae)Vae.Create(recipe);
            model.Initialise(seed: 1);
            work = model.NewWorkspace(gradients: true, weightsChange: true);
            adam = new Adam(model.Weights);
            var random = new RandomStream(1, "phrases");
            phrases = [.. Enumerable.Range(0, recipe.Training.Batch).Select(_ => Random(model.Grid, random))];
            met = ConstraintMultiplier.Start(recipe.Objective.PlainMultiplier(model.Grid.Width)) with { MetAt = 0 };
        }

        public void Dispose()
        {
            adam.Dispose();
            work.Dispose();
            model.Dispose();
        }

        internal void Step()
        {
            work.Load(phrases, [.. Enumerable.Range(0, phrases.Length)]);
            var noise = work.Tape.Allocate(phrases.Length, model.Dimensions);
            new RandomStream(1, "noise").Normal(noise);
            var (loss, _) = model.Loss(work, noise, new TrainingPoint(Step: 1, Seed: 1, IsTraining: true, met));
            work.Tape.Backward(loss);
            adam.Step();
        }

        /// <summary>The arithmetic of a step with so many phrases, and so many codes more that are only decoded.</summary>
        internal double Operations(int batch, int codes) =>
            6 * model.Weights.All.Sum(weight => (double)weight.Rows * weight.Columns * Uses(weight.Name) * (weight.Name.StartsWith("decoder", StringComparison.Ordinal) ? batch + codes : batch));

        // What is held over a bar is multiplied once a bar.
        private int Uses(string name)
        {
            var bars = GridSteps.Bars(model.Grid);
            return name switch
            {
                _ when name.StartsWith("encoder.gru", StringComparison.Ordinal) => model.Grid.Steps,
                _ when name.StartsWith("encoder", StringComparison.Ordinal) || name.StartsWith("prior", StringComparison.Ordinal) => 1,
                _ when name.Contains("conductor.initial", StringComparison.Ordinal) => 1,
                _ when name.Contains("conductor", StringComparison.Ordinal) => bars,
                _ when name is "decoder.bar.gru0.weight" || name.Contains("initial", StringComparison.Ordinal) => bars,
                _ => model.Grid.Steps,
            };
        }

        private static GridPhrase Random(DrumGrid grid, RandomStream random) => new(
            grid,
            [.. Enumerable.Range(0, grid.Cells).Where(_ => random.Uniform() < 0.08f).Select(cell => new Hit(cell / grid.Drums, cell % grid.Drums, random.Uniform(), random.Uniform()))]);
    }
}
