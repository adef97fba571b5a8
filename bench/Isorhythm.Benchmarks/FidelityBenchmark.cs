using System.Diagnostics;
using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Benchmarks;

/// <summary>Trains r-vae-2bar on real clips with three seeds, and measures how faithfully its map holds them.</summary>
internal static class FidelityBenchmark
{
    private static readonly ulong[] Seeds = [1, 2, 3];

    internal static void Run(string[] args)
    {
        var data = args.SkipWhile(arg => arg != "--data").Skip(1).FirstOrDefault() ?? throw new IsorhythmException("fidelity needs --data PATH, a folder of clips.");
        var recipe = args.SkipWhile(arg => arg != "--set").Skip(1).TakeWhile(arg => arg.Contains('=')).Aggregate(Recipe.Named("r-vae-2bar"), (now, setting) => now.With(setting));
        var (corpus, _) = Corpus.Load(data, Representation.Named(recipe.Representation));
        Console.WriteLine($"{corpus.Sources.Count} clips, {corpus.Phrases.Count} phrases");
        Console.WriteLine("seed  F1     Hamming  exact  distinct  identical  p95  max  steps  seconds");
        foreach (var seed in args.Contains("--once") ? Seeds[..1] : Seeds)
        {
            var folder = Directory.CreateTempSubdirectory("isorhythm-fidelity-").FullName;
            var clock = Stopwatch.StartNew();
            var result = Trainer.Run(recipe, corpus, folder, new TrainingOptions(Seed: seed));
            var seconds = clock.Elapsed.TotalSeconds;
            var measured = LatticeFidelity.Measure(GridSpace.Open(folder), [.. corpus.Phrases.Select(phrase => (GridPhrase)phrase.Phrase)]);
            Console.WriteLine(
                $"{seed,4}  {measured.F1:0.000}  {measured.Hamming,7:0.00}  {measured.Exact,2}/{measured.Phrases,-2}  {measured.DistinctPatterns,8}  {measured.IdenticalNeighbours,9:0.0%}  {measured.Neighbour95,3}  {measured.NeighbourMaximum,3}  {result.Steps,5}  {seconds,7:0.0}");
            Directory.Delete(folder, recursive: true);
        }
    }
}
