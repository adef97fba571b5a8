using System.Globalization;
using Isorhythm.Tensors;
using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Benchmarks;

/// <summary>
/// Recurrent layers against PyTorch, in turn: forward and backward pass with the gradients of weights and input, and the forward pass alone.
/// </summary>
internal static class LayersBenchmark
{
    private const int Turns = 3;
    private const int OurCallsATurn = 3;

    private static readonly Row[] Rows =
    [
        new("lstm", Units: 512, Layers: 1, Both: true, Steps: 32, Batch: 64, Inputs: 90),
        new("lstm", Units: 256, Layers: 2, Both: false, Steps: 32, Batch: 64, Inputs: 346),
        new("gru", Units: 1024, Layers: 2, Both: true, Steps: 64, Batch: 64, Inputs: 27),
        new("gru", Units: 512, Layers: 2, Both: false, Steps: 64, Batch: 64, Inputs: 512),
        new("gru", Units: 256, Layers: 2, Both: true, Steps: 64, Batch: 64, Inputs: 27),
    ];

    /// <summary>Arguments: part of a row's name, to run only that; "alone", to leave PyTorch out.</summary>
    public static void Run(string[] arguments)
    {
        bool alone = arguments.Contains("alone");
        string? only = arguments.FirstOrDefault(argument => argument != "alone");
        Console.WriteLine($"Recurrent layers, {Workers.Count} threads, medians; ratio = PyTorch's time / ours. MB: what the process takes more.");
        Console.WriteLine("layer                                train ms   GFLOP/s   PyTorch ms   ratio   forward ms   PyTorch ms   ratio     MB   PyTorch MB");
        foreach (Row row in Rows.Where(row => only is null || row.Name.Contains(only, StringComparison.Ordinal)))
        {
            Compare(row, alone);
        }

        DecodingBenchmark.Run();
    }

    private static void Compare(Row row, bool alone)
    {
        long before = ProcessMemory.StartPeak();
        using var ours = new Network(row);
        using PyTorchPeer? peer = alone ? null : new PyTorchPeer("pytorch_layers.py", row.Arguments);
        var (trains, forwards, theirTrains, theirForwards) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        ours.Train();
        long memory = ProcessMemory.Peak() - before;
        ours.Forward();
        peer?.Ask("train");
        for (int turn = 0; turn < Turns; turn++)
        {
            ours.Train();
            for (int i = 0; i < OurCallsATurn; i++)
            {
                trains.Add(Interleaved.Time(ours.Train));
                forwards.Add(Interleaved.Time(ours.Forward));
            }

            theirTrains.Add(peer?.Ask("train") ?? double.NaN);
            theirForwards.Add(peer?.Ask("forward") ?? double.NaN);
        }

        double theirMemory = peer?.Ask("memory") ?? double.NaN;
        (double train, double forward) = (Timing.Of(trains).Median, Timing.Of(forwards).Median);
        (double theirTrain, double theirForward) = (Timing.Of(theirTrains).Median, Timing.Of(theirForwards).Median);
        Console.Write($"{row.Name,-34}{train * 1e3,11:F1}{row.Operations / train / 1e9,10:F0}{theirTrain * 1e3,13:F0}{theirTrain / train,8:F2}");
        Console.WriteLine($"{forward * 1e3,13:F1}{theirForward * 1e3,13:F0}{theirForward / forward,8:F2}{memory / 1e6,7:F0}{theirMemory / 1e6,13:F0}");
    }

    private sealed record Row(string Kind, int Units, int Layers, bool Both, int Steps, int Batch, int Inputs)
    {
        public string Name => $"{(Both ? "Bi" : "")}{Kind.ToUpperInvariant()} {Units} x {Layers}, T {Steps}, B {Batch}, input {Inputs}";

        public string[] Arguments =>
        [
            Kind, .. ((int[])[Units, Layers]).Select(Text), Both ? "both" : "one", .. ((int[])[Steps, Batch, Inputs, Workers.Count]).Select(Text),
        ];

        /// <summary>Two for each weight, row and step forwards, and four backwards.</summary>
        public double Operations
        {
            get
            {
                int directions = Both ? 2 : 1;
                double weights = 0;
                for (int layer = 0; layer < Layers; layer++)
                {
                    int inputs = layer == 0 ? Inputs : Units * directions;
                    weights += (double)directions * (inputs + Units) * Units * (Kind == "gru" ? 3 : 4);
                }

                return 6 * weights * Steps * Batch;
            }
        }

        private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The layers, one upon another.</summary>
    private sealed class Network : IDisposable
    {
        private readonly Row row;
        private readonly Parameters weights = new();
        private readonly Arena arena = new();
        private readonly Tape training = new();
        private readonly Tape decoding = new(gradients: false);
        private readonly List<Func<Tape, Variable, Variable>> layers = [];
        private readonly Tensor input;
        private readonly Tensor slope;

        public Network(Row row)
        {
            this.row = row;
            int inputs = row.Inputs;
            for (int i = 0; i < row.Layers; i++)
            {
                layers.Add(Layer("layer" + i, inputs));
                inputs = row.Both ? 2 * row.Units : row.Units;
            }

            var random = new RandomStream(1, "layers");
            weights.Initialise(random);
            input = arena.Allocate(row.Steps * row.Batch, row.Inputs);
            slope = arena.Allocate(row.Steps * row.Batch, inputs);
            random.Normal(input);
            random.Normal(slope);
        }

        public void Train()
        {
            training.Reset();
            weights.ClearGradients();
            Variable y = Run(training, training.Add(input, needsGradient: true));
            training.BackwardFrom(y, slope);
        }

        public void Forward()
        {
            decoding.Reset();
            Run(decoding, decoding.Constant(input));
        }

        public void Dispose()
        {
            training.Dispose();
            decoding.Dispose();
            weights.Dispose();
            arena.Dispose();
        }

        private Variable Run(Tape tape, Variable x)
        {
            foreach (Func<Tape, Variable, Variable> layer in layers)
            {
                x = layer(tape, x);
            }

            return x;
        }

        private Func<Tape, Variable, Variable> Layer(string name, int inputs)
        {
            switch (row.Kind, row.Both)
            {
                case ("lstm", false):
                    var lstm = new Lstm(weights, name, inputs, row.Units);
                    return (tape, x) => lstm.Forward(tape, [StepInput.Sequence(x)], row.Steps, row.Batch).Outputs;
                case ("lstm", true):
                    var lstms = new BidirectionalLstm(weights, name, inputs, row.Units);
                    return (tape, x) => lstms.Forward(tape, [StepInput.Sequence(x)], row.Steps, row.Batch).Outputs;
                case (_, false):
                    var gru = new Gru(weights, name, inputs, row.Units);
                    return (tape, x) => gru.Forward(tape, [StepInput.Sequence(x)], row.Steps, row.Batch).Outputs;
                default:
                    var grus = new BidirectionalGru(weights, name, inputs, row.Units);
                    return (tape, x) => grus.Forward(tape, [StepInput.Sequence(x)], row.Steps, row.Batch).Outputs;
            }
        }
    }
}
