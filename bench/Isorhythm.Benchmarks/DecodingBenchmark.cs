using Isorhythm.Tensors;

namespace Isorhythm.Benchmarks;

/// <summary>How long the decoder of a two-bar melody takes, step by step: LSTM 256 twice, a code of 256 held, 90 tokens, 32 steps.</summary>
internal static class DecodingBenchmark
{
    private const int Steps = 32;
    private const int Vocabulary = 90;
    private const int Units = 256;

    public static void Run()
    {
        Console.WriteLine("decoding, 32 steps of two LSTMs of 256 and an output of 90:");
        foreach (int batch in (int[])[1, 4, 64])
        {
            Measure(batch);
        }
    }

    private static void Measure(int batch)
    {
        using var weights = new Parameters();
        using var arena = new Arena();
        var lower = new Lstm(weights, "lower", Vocabulary + Units, Units);
        var upper = new Lstm(weights, "upper", Units, Units);
        var output = new Dense(weights, "output", Units, Vocabulary);
        var random = new RandomStream(1, "decoding");
        weights.Initialise(random);
        using var packedLower = new PackedLayer(lower, StepPart.OneHot(Vocabulary), StepPart.Held(Units));
        using var packedUpper = new PackedLayer(upper, StepPart.Values(Units));
        using var packedOutput = new PackedDense(output);
        using var first = new RecurrentStepper(packedLower, batch);
        using var second = new RecurrentStepper(packedUpper, batch);
        Tensor code = arena.Allocate(batch, Units);
        Tensor logits = arena.Allocate(batch, Vocabulary);
        random.Normal(code);
        int[] tokens = new int[batch];
        void Decode()
        {
            first.Start(code);
            second.Start();
            Array.Fill(tokens, Tokens.None);
            for (int step = 0; step < Steps; step++)
            {
                packedOutput.Forward(second.Step(first.Step(tokens)), logits);
                Array.Fill(tokens, step);
            }
        }

        Interleaved.Time(Decode, 100);
        Timing timing = Timing.Of([.. Enumerable.Range(0, 200).Select(_ => Interleaved.Time(Decode))]);
        Console.WriteLine($"  batch {batch,-4}{timing.Median * 1e3,8:F2} ms, fastest tenth {timing.Undisturbed * 1e3:F2} ms");
    }
}
