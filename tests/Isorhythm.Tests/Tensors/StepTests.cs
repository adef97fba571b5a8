using Isorhythm.Tensors;
using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tests.Tensors;

/// <summary>What a whole training step promises: it takes nothing from the heap, and its bits do not depend on the threads.</summary>
[Collection(nameof(Workers))]
public sealed class StepTests : IDisposable
{
    private const int Batch = 32;
    private readonly Arena arena = new();
    private readonly int threads = Workers.Count;

    public void Dispose()
    {
        Workers.Count = threads;
        arena.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_step_in_steady_state_takes_nothing_from_the_heap(int count)
    {
        Workers.Count = count;
        using var model = new ThreeBranchVae(200, 128, 2);
        using var training = new Training(model, arena);
        for (int step = 0; step < 20; step++)
        {
            training.Step();
        }

        Assert.Equal(0, Allocations.Of(steps: 100, _ => training.Step()));
    }

    [Fact]
    public void The_threads_that_help_take_nothing_from_the_heap_either()
    {
        // Other tests run beside this one and allocate, so the smallest of many steps is asked for.
        Workers.Count = 3;
        using var model = new ThreeBranchVae(200, 128, 2);
        using var training = new Training(model, arena);
        long least = long.MaxValue;
        for (int step = 0; step < 1000 && least > 0; step++)
        {
            long before = GC.GetTotalAllocatedBytes();
            training.Step();
            least = Math.Min(least, GC.GetTotalAllocatedBytes() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void Decoding_takes_nothing_from_the_heap()
    {
        using var parameters = new Parameters();
        var hidden = new Dense(parameters, "hidden", 2, 128, Activation.LeakyReLU(0.3f));
        var output = new Dense(parameters, "output", 128, 200, Activation.Sigmoid);
        parameters.Initialise(new RandomStream(1, "weights"));
        using var tape = new Tape(gradients: false);
        float[] code = [0.5f, -1];
        float[] cells = new float[200];
        void Decode()
        {
            tape.Reset();
            Tensor z = tape.Allocate(1, 2);
            z.CopyFrom(code);
            output.Forward(tape, hidden.Forward(tape, tape.Constant(z))).Value.CopyTo(cells);
        }

        Decode();
        Assert.Equal(0, Allocations.Of(steps: 100, _ => Decode()));
        Assert.All(cells, cell => Assert.InRange(cell, 0, 1));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Training_gives_the_same_bits_with_any_number_of_threads(int count) => Assert.Equal(TrainedWeights(1), TrainedWeights(count));

    private float[] TrainedWeights(int count)
    {
        Workers.Count = count;
        using var model = new TwoLayerVae(333, 130, 7);
        using var training = new Training(model, arena);
        for (int step = 0; step < 5; step++)
        {
            training.Step();
        }

        return model.Weights.Values.ToArray();
    }

    private sealed class Training : IDisposable
    {
        private readonly SmallVae model;
        private readonly Tensor[] inputs;
        private readonly Tensor noise;
        private readonly RandomStream random = new(1, "noise");
        private readonly Tape tape = new();
        private readonly Adam adam;

        public Training(SmallVae model, Arena arena)
        {
            this.model = model;
            model.Weights.Initialise(new RandomStream(1, "weights"));
            adam = new Adam(model.Weights);
            noise = arena.Allocate(Batch, model.Latent);
            inputs = [.. model.Features.Select((feature, i) => Rhythms(arena.Allocate(Batch, model.Cells), feature))];
        }

        public void Step()
        {
            random.Normal(noise);
            model.Train(tape, inputs, noise, adam);
        }

        public void Dispose()
        {
            adam.Dispose();
            tape.Dispose();
        }

        private static Tensor Rhythms(Tensor tensor, string name)
        {
            var hits = new RandomStream(1, name);
            tensor.CopyFrom([.. Enumerable.Range(0, tensor.Count).Select(_ => hits.Uniform() < 0.1f ? hits.Uniform() : 0)]);
            return tensor;
        }
    }
}

/// <summary>Tests that set how many threads work run one after another.</summary>
[CollectionDefinition(nameof(Workers), DisableParallelization = false)]
public sealed class WorkersCollection;
