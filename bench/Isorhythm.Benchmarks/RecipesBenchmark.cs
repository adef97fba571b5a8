using System.Globalization;
using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;
using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Benchmarks;

/// <summary>
/// A training step of MusicVAE recipes (forward, backward, clipping, Adam; teacher forcing) against the same network in PyTorch.
/// </summary>
internal static class RecipesBenchmark
{
    private const string Family = "musicvae-";
    private const double Gibibyte = 1 << 30;

    /// <summary>A guess for choosing batches: about what PyTorch reaches.</summary>
    private const double GuessedOperationsASecond = 50e9;

    /// <summary>Steps shorter than this are taken in turn for a while, longer ones once.</summary>
    private const double LongSeconds = 5;
    private const double SecondsEach = 10;
    private const int StepsInARow = 4;

    internal static void Run(string[] arguments)
    {
        var seconds = Option(arguments, "--seconds", 120);
        var memory = Option(arguments, "--memory", 20) * Gibibyte;
        var names = arguments.TakeWhile(argument => !argument.StartsWith("--", StringComparison.Ordinal)).ToArray();
        Console.WriteLine($"Training steps, {Workers.Count} threads, medians; ratio = PyTorch's time / ours. Batches are cut to steps of {seconds} s and {memory / Gibibyte} GiB.");
        Console.WriteLine("recipe                             weights   batch   ours ms/example   PyTorch ms/example   ratio   GFLOP/s: ours   PyTorch   GiB: ours   PyTorch");
        foreach (var recipe in Recipe.All.Where(recipe => names.Length == 0 ? IsMusicVaeOfTokens(recipe) : names.Contains(recipe.Name)))
        {
            Compare(recipe, seconds, memory);
        }
    }

    private static bool IsMusicVaeOfTokens(Recipe recipe) =>
        recipe.Name.StartsWith(Family, StringComparison.Ordinal) && Representation.Named(recipe.Representation) is TokenRepresentation;

    private static void Compare(Recipe recipe, double seconds, double memory)
    {
        var forced = recipe.With("training.scheduledSampling=none");
        using var model = (TokenVae)Vae.Create(forced);
        var operations = ModelCost.Operations(model);
        var batch = BatchFor(recipe, model, operations, seconds, memory);
        model.Initialise(seed: 1);
        using var work = model.NewWorkspace(gradients: true, weightsChange: true);
        using var adam = new Adam(model.Weights);
        var (phrases, indices) = (Phrases(model.Tracks, batch), Enumerable.Range(0, batch).ToArray());
        using var peer = new PyTorchPeer("musicvae_step.py", RecipeFile(recipe), batch.ToString(CultureInfo.InvariantCulture), Workers.Count.ToString(CultureInfo.InvariantCulture));
        var theirWeights = long.Parse(peer.Version.Split(' ')[^1], CultureInfo.InvariantCulture);
        if (theirWeights != model.Weights.Count)
        {
            throw new IsorhythmException($"{recipe.Name} has {model.Weights.Count} weights here and {theirWeights} in PyTorch: they are not the same network.");
        }

        var random = new RandomStream(1, "noise");
        void Step()
        {
            work.Load(phrases, indices);
            var noise = work.Tape.Allocate(batch, model.Dimensions);
            random.Normal(noise);
            var (loss, _) = model.Loss(work, noise, new TrainingPoint(Step: 0, Seed: 1, IsTraining: true));
            work.Tape.Backward(loss);
            model.Weights.ClipGradients(1, hopeless: 10_000);
            adam.Step();
        }

        var (ours, theirs) = batch * operations / GuessedOperationsASecond < LongSeconds
            ? Interleaved.Measure(() => Interleaved.Time(Step), peer.Step, SecondsEach, StepsInARow)
            : (Timing.Of([Interleaved.Time(Step)]), Timing.Of([peer.Step()]));
        var (our, their) = (ours.Median / batch, theirs.Median / batch);
        Console.Write($"{recipe.Name,-31}{model.Weights.Count,11}{batch,8}{our * 1e3,18:F2}{their * 1e3,21:F2}{their / our,8:F2}");
        Console.WriteLine($"{operations / our / 1e9,16:F0}{operations / their / 1e9,10:F0}{Environment.WorkingSet / Gibibyte,12:F1}{peer.Bytes / Gibibyte,10:F1}");
    }

    /// <summary>The recipe's batch, halved until a step of either side is short enough and both fit into memory.</summary>
    private static int BatchFor(Recipe recipe, TokenVae model, double operations, double seconds, double memory)
    {
        var widths = model.Weights.All.Where(weight => weight.Name.EndsWith(".bias", StringComparison.Ordinal)).Sum(weight => (double)weight.Columns * ModelCost.Uses(weight.Name, model));
        var batch = recipe.Training.Batch;

        // Values, gradients and two moments of each weight; what a layer gives, and about as much again for the way back, three times in PyTorch.
        while (batch > 1 && (batch * operations / GuessedOperationsASecond > seconds || sizeof(float) * ((8.0 * model.Weights.Count) + (5 * batch * widths)) > memory))
        {
            batch /= 2;
        }

        return batch;
    }

    private static Phrase[] Phrases(TokenTracks tracks, int count)
    {
        var random = new RandomStream(1, "phrases");
        return [.. Enumerable.Range(0, count).Select(_ => new TokenPhrase(tracks, Tokens()))];

        ushort[] Tokens() =>
            [.. tracks.Tracks.SelectMany(track => Enumerable.Range(0, tracks.Steps).Select(_ => (ushort)(random.Uniform() * track.Vocabulary.Size)))];
    }

    private static string RecipeFile(Recipe recipe) => Path.Combine(PeerProgram.Folder(), "..", "..", "recipes", recipe.Name + ".json");

    private static double Option(string[] arguments, string name, double otherwise) =>
        arguments.SkipWhile(argument => argument != name).Skip(1).FirstOrDefault() is { } value ? double.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
