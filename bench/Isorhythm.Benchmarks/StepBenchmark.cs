using System.Globalization;
using Isorhythm.Tensors;
using Isorhythm.Tensors.Kernels;
using Isorhythm.Tests.Tensors;

namespace Isorhythm.Benchmarks;

/// <summary>
/// Whole training steps (forward, backward, Adam) against PyTorch, in turn. One cell in twenty of the input is not zero, as in rhythms.
/// </summary>
internal static class StepBenchmark
{
    private const double SecondsEach = 6;
    private const int StepsInARow = 12;

    public static void Run(string[] arguments)
    {
        int threads = arguments.Length > 0 ? int.Parse(arguments[0]) : Environment.ProcessorCount;
        Workers.Count = threads;
        Console.WriteLine($"Training steps with Adam, {threads} threads, medians; ratio = PyTorch's time / ours.");
        Console.WriteLine("model         batch   ours ms   PyTorch ms   ratio   GFLOP/s   fastest tenth: ours   PyTorch   ratio");
        Compare("r-vae-2bar", new ThreeBranchVae(864, 512, 2), batch: 64);
        Compare("drum-loops", new TwoLayerVae(576, 400, 20), batch: 500);
    }

    private static void Compare(string name, SmallVae model, int batch)
    {
        using SmallVae _ = model;
        using var peer = new PyTorchPeer("pytorch_step.py", name, batch.ToString(CultureInfo.InvariantCulture), Workers.Count.ToString(CultureInfo.InvariantCulture));
        using var arena = new Arena();
        using var tape = new Tape();
        model.Weights.Initialise(new RandomStream(1, "weights"));
        using var adam = new Adam(model.Weights);
        Tensor[] inputs = [.. model.Features.Select(_ => Sparse(arena.Allocate(batch, model.Cells)))];
        Tensor noise = arena.Allocate(batch, model.Latent);
        var random = new RandomStream(1, "noise");
        void Step()
        {
            random.Normal(noise);
            model.Train(tape, inputs, noise, adam);
        }

        Interleaved.Time(Step, 30);
        (Timing ours, Timing theirs) = Interleaved.Measure(() => Interleaved.Time(Step), peer.Step, SecondsEach, StepsInARow);
        double gigaflops = Operations(model, batch) / ours.Median / 1e9;
        Console.Write($"{name,-12}{batch,7}{ours.Median * 1e3,10:F2}{theirs.Median * 1e3,13:F2}{theirs.Median / ours.Median,8:F2}{gigaflops,10:F0}");
        Console.WriteLine($"{ours.Undisturbed * 1e3,18:F2}{theirs.Undisturbed * 1e3,13:F2}{theirs.Undisturbed / ours.Undisturbed,8:F2}");
    }

    /// <summary>Two for each weight and row forwards and four backwards, as if no input were zero.</summary>
    private static double Operations(SmallVae model, int batch) => 6.0 * batch * model.Weights.Count;

    private static Tensor Sparse(Tensor tensor)
    {
        var random = new RandomStream(1, "inputs");
        float[] values = new float[tensor.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.Uniform() < 0.05f ? random.Uniform() : 0;
        }

        tensor.CopyFrom(values);
        return tensor;
    }
}
