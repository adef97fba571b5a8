using System.Diagnostics;
using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Benchmarks;

/// <summary>
/// McDermott 2018, section 6: the reconstruction of held-out loops by the sizes of the code and of the hidden layer, against
/// principal components of the same size; and samples of both as pictures.
/// </summary>
internal static class DrumLoopsBenchmark
{
    private const ulong Seed = 1;
    private const double HeldOutShare = 0.2;
    private const int Samples = 3;

    /// <summary>McDermott's: a velocity below 5 is silence.</summary>
    private const float Threshold = 5 / 127f;

    private static readonly int[] CodeSizes = [2, 5, 10, 20, 40];
    private static readonly int[] HiddenSizes = [100, 400, 800];

    internal static void Run(string[] args)
    {
        var paths = args.SkipWhile(arg => arg != "--data").Skip(1).TakeWhile(arg => arg[0] != '-').ToArray();
        var pictures = args.SkipWhile(arg => arg != "--pictures").Skip(1).FirstOrDefault();
        var (corpus, report) = Corpus.Build(MidiSource.Under(paths), Representation.Named("drums-2x32x9"));
        var split = CorpusSplit.Of(corpus, Seed, HeldOutShare);
        var training = new Corpus(corpus.Representation, [.. split.Training.Select(i => corpus.Phrases[i])]);
        var heldOut = split.Validation.Select(i => (GridPhrase)corpus.Phrases[i].Phrase).ToList();
        Console.WriteLine($"{report.Files.Count} files, {corpus.Phrases.Count} loops fit the rules; {training.Phrases.Count} train, {heldOut.Count} of other files are held out");
        foreach (var reason in report.Reasons.Take(5))
        {
            Console.WriteLine($"  {reason.Count} x {reason.Reason}");
        }

        Console.WriteLine("model      z    h      BCE    RMSE    steps  seconds");
        foreach (var z in CodeSizes)
        {
            Measure(Recipe.Named("pca").With($"prior.dimensions={z}"), training, heldOut, z == 20 ? pictures : null);
            foreach (var h in HiddenSizes)
            {
                var recipe = Recipe.Named("drum-loops").With($"prior.dimensions={z}").With($"encoder.hidden={h}").With($"decoder.hidden={h}");
                Measure(recipe, training, heldOut, z == 20 && h == 400 ? pictures : null);
            }
        }
    }

    private static void Measure(Recipe recipe, Corpus training, IReadOnlyList<GridPhrase> heldOut, string? pictures)
    {
        var folder = Directory.CreateTempSubdirectory("isorhythm-drum-loops-").FullName;
        var clock = Stopwatch.StartNew();
        var result = Trainer.Run(recipe, training, folder, new TrainingOptions(Seed: Seed));
        var seconds = clock.Elapsed.TotalSeconds;
        var space = GridSpace.Open(folder);
        var measured = Reconstruction.Measure(space, heldOut);
        var hidden = recipe.Name == "pca" ? "" : $"{recipe.Encoder.Hidden}";
        Console.WriteLine($"{recipe.Name,-10} {recipe.Prior.Dimensions,2}  {hidden,3}  {measured.CrossEntropy,7:0.00}  {measured.Rmse,6:0.0000}  {result.Steps,5}  {seconds,7:0.0}");
        if (pictures is not null)
        {
            var samples = space.Sample(Samples, 1, Seed).Select(code => space.Decode(code, Threshold)).ToArray();
            File.WriteAllText(Path.Combine(pictures, $"samples-{recipe.Name}.svg"), GridSvg.Draw(samples));
        }

        Directory.Delete(folder, recursive: true);
    }
}
