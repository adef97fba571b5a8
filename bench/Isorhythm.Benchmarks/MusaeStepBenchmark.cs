using System.Globalization;
using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;
using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Benchmarks;

/// <summary>A training step of MusAE with all its phases against the same in PyTorch, and what share of it the critic's phase is.</summary>
internal static class MusaeStepBenchmark
{
    private const double SecondsEach = 30;
    private const int StepsInARow = 3;

    // Batches that a row of the table takes a minute with, not an hour.
    private static readonly (string Recipe, int Batch)[] Rows =
        [("musae-2bar-normal-small", 64), ("musae-16bar-normal-small", 32), ("musae-2bar-normal", 64), ("musae-16bar-normal", 8)];

    internal static void Run(string[] names)
    {
        Console.WriteLine($"Training steps with all phases, {Workers.Count} threads, medians; ratio = PyTorch's time / ours.");
        Console.WriteLine("recipe                      weights   batch   ours ms/example   PyTorch ms/example   ratio   critic's phase   encoder's phase");
        foreach (var (name, batch) in Rows.Where(row => names.Length == 0 || names.Contains(row.Recipe)))
        {
            Compare(Recipe.Named(name), batch);
        }
    }

    private static void Compare(Recipe recipe, int batch)
    {
        var path = Path.Combine(PeerProgram.Folder(), "..", "..", "recipes", recipe.Name + ".json");
        using var peer = new PyTorchPeer("musae_step.py", path, batch.ToString(CultureInfo.InvariantCulture), Workers.Count.ToString(CultureInfo.InvariantCulture));
        var (ours, theirs) = (0.0, 0.0);
        using (var steps = new Steps(recipe, batch, recipe.Objective.Adversarial.CriticSteps))
        {
            var (our, their) = Interleaved.Measure(() => Interleaved.Time(steps.Whole), peer.Step, SecondsEach, StepsInARow);
            (ours, theirs) = (our.Median, their.Median);
        }

        // A critic of twice as many steps: the difference is the critic's phase, whose encoding the encoder's phase needs anyway.
        using var once = new Steps(recipe, batch, recipe.Objective.Adversarial.CriticSteps);
        using var twice = new Steps(recipe, batch, 2 * recipe.Objective.Adversarial.CriticSteps);
        var (two, one) = Interleaved.Measure(() => Interleaved.Time(twice.Critic), () => Interleaved.Time(once.Critic), SecondsEach / 2, StepsInARow);
        var critic = Math.Max(0, two.Median - one.Median);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{recipe.Name,-24}{once.Weights,11}{batch,8}{ours / batch * 1e3,18:F2}{theirs / batch * 1e3,21:F2}{theirs / ours,8:F2}{critic / ours,17:P1}{(one.Median - critic) / ours,18:P1}"));
    }

    /// <summary>A model at training steps at which the critic's word counts.</summary>
    private sealed class Steps : IDisposable
    {
        private readonly Vae model;
        private readonly Workspace work;
        private readonly Adam adam;
        private readonly Adversary adversary;
        private readonly Phrase[] phrases;
        private readonly int[] indices;
        private readonly TrainingPoint at;

        internal Steps(Recipe recipe, int batch, int criticSteps)
        {
            model = Vae.Create(recipe);
            model.Initialise(seed: 1);
            work = model.NewWorkspace(gradients: true, weightsChange: true);
            adam = new Adam(model.Weights, learningRate: 1e-4f);
            adversary = new Adversary(recipe.Objective.Adversarial with { CriticSteps = criticSteps }, model, seed: 1);
            indices = [.. Enumerable.Range(0, batch)];
            at = new TrainingPoint(Step: recipe.Objective.Adversarial.RiseEvery, Seed: 1, IsTraining: true);
            var random = new RandomStream(1, "phrases");
            var tracks = ((TokenRepresentation)model.Representation).Tracks;
            phrases = [.. indices.Select(_ => new TokenPhrase(tracks, [.. Enumerable.Range(0, tracks.Width).Select(_ => (ushort)random.Below(130))]))];
        }

        internal long Weights => model.Weights.Count;

        /// <summary>All phases.</summary>
        internal void Whole()
        {
            var noise = Load();
            var (loss, _) = model.Loss(work, noise, at);
            work.Tape.Backward(loss);
            model.Weights.ClipGradients(1, hopeless: 10_000);
            adam.Step();
            Critic();
        }

        /// <summary>The critic's phase and the encoder's.</summary>
        internal void Critic() => adversary.Step(work, [], Load(), at, learningRate: 1e-4f);

        public void Dispose()
        {
            adversary.Dispose();
            adam.Dispose();
            work.Dispose();
            model.Dispose();
        }

        private Tensor Load()
        {
            work.Load(phrases, indices);
            var noise = work.Tape.Allocate(indices.Length, model.Dimensions);
            new RandomStream(1, "noise").Normal(noise);
            return noise;
        }
    }
}
