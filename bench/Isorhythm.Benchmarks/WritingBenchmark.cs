using Isorhythm.Latent;
using Isorhythm.Tensors;
using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Benchmarks;

/// <summary>How long a model takes to write one phrase, against reading the weights that it needs from memory once for each step.</summary>
internal static class WritingBenchmark
{
    private const int Rounds = 3;

    internal static void Run(string[] arguments)
    {
        var recipe = Recipe.Named(arguments.Length > 0 ? arguments[0] : "musicvae-trio-16bar");
        using var model = (TokenVae)Vae.Create(recipe);
        model.Initialise(seed: 1);
        using var work = model.NewWorkspace(gradients: false, weightsChange: false);
        var code = new float[model.Dimensions];
        new RandomStream(1, "code").Normal(code, 0, 1);
        var times = Enumerable.Range(0, 1 + Rounds).Select(_ => Interleaved.Time(() => model.Decode(work, code, Decoding.Usual))).Skip(1).ToList();
        var (bytes, bandwidth) = (ModelCost.BytesRead(model), MemoryBandwidth.Measure(Workers.Count));
        var (seconds, limit) = (Timing.Of(times).Median, bytes / bandwidth);
        Console.WriteLine($"{recipe.Name} writes {model.Tracks.Bars} bars in {seconds:F3} s, which is {model.Tracks.Steps / seconds:F0} steps a second.");
        Console.WriteLine($"It reads {bytes / 1e9:F2} GB of weights. At the {bandwidth / 1e9:F1} GB/s that {Workers.Count} threads read here that takes {limit:F3} s: {limit / seconds:P0} of what the memory allows.");
    }
}
