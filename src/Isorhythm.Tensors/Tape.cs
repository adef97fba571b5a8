using Isorhythm.Tensors.Kernels;
using Isorhythm.Tensors.Onnx;
using Isorhythm.Tensors.Operations;

namespace Isorhythm.Tensors;

/// <summary>
/// Runs a network forwards while writing down its operations, then plays them back for the gradients (reverse mode). One tape
/// serves all steps: after the first, a step of the same shape takes nothing from the managed heap. Not thread-safe.
/// </summary>
/// <example><code>
/// var weights = new Parameters();                                          // a two-layer VAE of rhythms of 576 cells
/// var encoder = new Dense(weights, "encoder", 576, 400, Activation.ReLU);
/// var mean = new Dense(weights, "mean", 400, 20);
/// var logVariance = new Dense(weights, "logVariance", 400, 20);
/// var decoder = new Dense(weights, "decoder", 20, 400, Activation.ReLU);
/// var output = new Dense(weights, "output", 400, 576);
/// weights.Initialise(new RandomStream(seed, "weights"));
/// var adam = new Adam(weights, learningRate: 1e-3f);
/// var noise = new RandomStream(seed, "noise");
/// var tape = new Tape();
/// for (int step = 0; step &lt; steps; step++)
/// {
///     tape.Reset();
///     Tensor x = tape.Allocate(500, 576);                                  // [B, D]
///     x.CopyFrom(nextBatch);
///     Tensor epsilon = tape.Allocate(500, 20);                             // [B, Z]
///     noise.Normal(epsilon);
///     Variable h = encoder.Forward(tape, tape.Constant(x));
///     Variable m = mean.Forward(tape, h), v = logVariance.Forward(tape, h);
///     Variable z = tape.Reparameterise(m, v, epsilon);
///     Variable logits = output.Forward(tape, decoder.Forward(tape, z));
///     Variable loss = tape.WeightedSum((tape.BernoulliCrossEntropy(logits, x), 1), (tape.GaussianKL(m, v), 1));
///     tape.Backward(loss);
///     adam.Step();
/// }
/// </code></example>
public sealed partial class Tape(bool gradients = true) : IDisposable
{
    private readonly Arena arena = new();
    private readonly List<Operation> operations = [];
    private Entry[] entries = new Entry[64];
    private int entryCount;
    private int operationCount;
    private bool isPlayedBack;

    /// <summary>False for a tape that only runs forwards, as decoding does.</summary>
    public bool RecordsGradients { get; } = gradients;

    /// <summary>Starts a new step: everything that this tape computed or allocated is dead.</summary>
    public void Reset()
    {
        arena.Reset();
        entryCount = 0;
        operationCount = 0;
        isPlayedBack = false;
    }

    /// <summary>A tensor that lives until <see cref="Reset"/>, for a batch or for noise. Its elements are not set.</summary>
    public Tensor Allocate(int rows, int columns) => arena.Allocate(rows, columns);

    /// <summary>Tokens that live until <see cref="Reset"/>, for a batch. They are not set.</summary>
    public unsafe Tokens AllocateTokens(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        return new Tokens((int*)arena.AllocateBytes((long)rows * sizeof(int)), rows);
    }

    /// <summary>A value that takes no gradient.</summary>
    public Variable Constant(Tensor value) => Add(value, needsGradient: false);

    /// <summary>
    /// Computes the gradient of <paramref name="loss"/>, <c>[1, 1]</c>, for every weight and variable that it depends on.
    /// </summary>
    /// <exception cref="InvalidOperationException">The tape does not record, was played back since its reset, or the loss is not a scalar.</exception>
    public void Backward(Variable loss)
    {
        string? fault = !RecordsGradients ? "This tape was made to run forwards only."
            : loss.Value.Count != 1 ? $"Only a scalar has a gradient, and this value is {loss.Value}."
            : isPlayedBack ? "A tape is played back once a step: add the losses up with WeightedSum."
            : null;
        if (fault is not null)
        {
            throw new InvalidOperationException(fault);
        }

        Tensor one = arena.Allocate(1, 1);
        one.Fill(1);
        BackwardFrom(loss, one);
    }

    /// <summary>The same from a value of any size, with the slope of the loss in it; for measurements.</summary>
    internal void BackwardFrom(Variable output, Tensor slope)
    {
        isPlayedBack = true;
        TakeGradient(output, out _).CopyFrom(slope);
        for (int i = operationCount - 1; i >= 0; i--)
        {
            if (operations[i].IsReached(this))
            {
                operations[i].Backward(this);
            }
        }
    }

    /// <summary>Adds the operators of ONNX that compute what this tape computed.</summary>
    internal void Express(OnnxGraph graph)
    {
        for (int i = 0; i < operationCount; i++)
        {
            operations[i].Express(graph);
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => arena.Dispose();

    internal Arena Arena => arena;

    internal Tensor ValueOf(Variable variable) => entries[variable.Index].Value;

    internal Tensor GradientOf(Variable variable) => entries[variable.Index].Gradient;

    internal bool NeedsGradient(Variable variable) => entries[variable.Index].NeedsGradient;

    internal bool HasGradient(Variable variable) => entries[variable.Index].HasGradient;

    /// <summary>The place to write the gradient of a variable to, and whether to add to what is there.</summary>
    internal Tensor TakeGradient(Variable variable, out bool accumulate)
    {
        ref Entry entry = ref entries[variable.Index];
        accumulate = entry.HasGradient;
        if (entry.Gradient.IsNone)
        {
            entry.Gradient = arena.Allocate(entry.Value.Rows, entry.Value.Columns);
        }

        entry.HasGradient = true;
        return entry.Gradient;
    }

    /// <summary>Adds scale·slope to the gradient of a variable; <paramref name="slope"/> is the caller's to give away.</summary>
    internal void GiveGradient(Variable variable, Tensor slope, float scale)
    {
        ref Entry entry = ref entries[variable.Index];
        if (entry.HasGradient)
        {
            Elementwise.Scale(slope, scale, entry.Gradient, accumulate: true);
        }
        else
        {
            if (scale != 1)
            {
                Elementwise.Scale(slope, scale, slope, accumulate: false);
            }

            entry.Gradient = slope;
            entry.HasGradient = true;
        }
    }

    internal Variable Add(Tensor value, bool needsGradient)
    {
        if (entryCount == entries.Length)
        {
            Array.Resize(ref entries, 2 * entries.Length);
        }

        entries[entryCount] = new Entry { Value = value, NeedsGradient = needsGradient && RecordsGradients };
        return new Variable(this, entryCount++);
    }

    /// <summary>Records an operation: the object that stood here in the last step, when it is of the same kind.</summary>
    internal T Record<T>(Variable output)
        where T : Operation, new()
    {
        if (operationCount == operations.Count)
        {
            operations.Add(new T());
        }
        else if (operations[operationCount] is not T)
        {
            operations[operationCount] = new T();
        }

        var recorded = (T)operations[operationCount++];
        recorded.Output = output;
        return recorded;
    }

    private struct Entry
    {
        public Tensor Value;
        public Tensor Gradient;
        public bool NeedsGradient;
        public bool HasGradient;
    }
}
