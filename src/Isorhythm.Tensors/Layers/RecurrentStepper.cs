using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tensors;

/// <summary>
/// Runs an LSTM or a GRU step by step for a batch of fixed size, as decoding does: without a tape, and without taking memory after it was made.
/// Not thread-safe.
/// </summary>
/// <example><code>
/// using var packed = new PackedLayer(lstm, StepPart.OneHot(90), StepPart.Held(256));
/// using var stepper = new RecurrentStepper(packed, batch: 1);
/// stepper.Start(held: z, hidden, cells);                                   // [1, 256] each
/// for (int step = 0; step &lt; 32; step++)
/// {
///     Tensor h = stepper.Step([token]);                                    // [1, H]
///     ...
/// }
/// </code></example>
public sealed unsafe class RecurrentStepper : IDisposable
{
    private readonly Arena memory = new();
    private readonly PackedLayer packed;
    private readonly Tensor start;
    private readonly Tensor gates;
    private readonly Tensor cells;
    private readonly Tokens tokens;
    private readonly TokenRows* tokenRows;
    private readonly Tensor bias;
    private Tensor hidden;
    private Tensor nextHidden;

    /// <summary>Takes memory for a batch of <paramref name="batch"/> rows.</summary>
    public RecurrentStepper(PackedLayer packed, int batch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        this.packed = packed;
        int units = packed.Layer.Units;
        GateColumns columns = packed.Layer.Columns;
        start = memory.Allocate(batch, columns.Input);
        gates = memory.Allocate(batch, columns.Row);
        cells = memory.Allocate(batch, units);
        hidden = memory.Allocate(batch, units);
        nextHidden = memory.Allocate(batch, units);
        tokens = new Tokens((int*)memory.AllocateBytes((long)packed.TokenParts * batch * sizeof(int)), packed.TokenParts * batch);
        tokenRows = (TokenRows*)memory.AllocateBytes(packed.TokenParts * sizeof(TokenRows));
        bias = memory.Allocate(1, columns.Input);
        int row = 0;
        int part = 0;
        foreach (StepPart of in packed.Parts)
        {
            if (of.Kind == StepInputKind.Tokens)
            {
                tokenRows[part] = new TokenRows(tokens.Data + (part * batch), null, packed.Layer.Weight.Value.Row(row).Data);
                part++;
            }

            row += of.Width;
        }

        Start();
    }

    /// <summary>B.</summary>
    public int Batch => hidden.Rows;

    /// <summary>h, <c>[B, H]</c>; dead after the next step but one.</summary>
    public Tensor Hidden => hidden;

    /// <summary>c of an LSTM, <c>[B, H]</c>; of no meaning for a GRU.</summary>
    public Tensor Cells => cells;

    /// <summary>Starts anew: computes the share of the held part once, and takes a state.</summary>
    /// <param name="held">The held part, <c>[B, width]</c>; none where there is no such part.</param>
    /// <param name="firstHidden">h, <c>[B, H]</c>; zeros where it is left out.</param>
    /// <param name="firstCells">c of an LSTM, <c>[B, H]</c>; zeros where it is left out.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public void Start(Tensor held = default, Tensor firstHidden = default, Tensor firstCells = default)
    {
        (int row, int width) = packed.RowsOf(StepInputKind.Held);
        packed.Layer.CopyInputBias(bias);
        if (held.IsNone)
        {
            for (int i = 0; i < Batch; i++)
            {
                start.Row(i).CopyFrom(bias);
            }
        }
        else
        {
            Tensor weight = packed.Layer.Weight.Value.Slice(row, width);
            MatrixProduct.Multiply(held, weight, start, Transposed.None, accumulate: false, new Finish(bias, Activation.None));
        }

        SetState(firstHidden, hidden);
        SetState(firstCells, cells);
    }

    /// <summary>Takes one step.</summary>
    /// <param name="stepTokens">The tokens, part after part, each of B; <see cref="Tokens.None"/> for none.</param>
    /// <param name="values">The part that changes with every step, <c>[B, width]</c>; none where there is no such part.</param>
    /// <returns>h, <c>[B, H]</c>; dead after the next step but one.</returns>
    /// <exception cref="ArgumentException">The sizes do not fit, or a token lies outside its vocabulary.</exception>
    public Tensor Step(ReadOnlySpan<int> stepTokens, Tensor values = default)
    {
        CheckInputs(stepTokens, values);
        tokens.CopyFrom(stepTokens);
        if (packed.Layer.Columns.IsGru)
        {
            RecurrentStep<GruForward>.Run(GruCell(), packed.Recurrent, hidden, packed.Values, values, gates, packed.Layer.Columns);
        }
        else
        {
            RecurrentStep<LstmForward>.Run(LstmCell(), packed.Recurrent, hidden, packed.Values, values, gates, packed.Layer.Columns);
        }

        (hidden, nextHidden) = (nextHidden, hidden);
        return hidden;
    }

    /// <summary>Takes one step of a layer that reads no tokens.</summary>
    /// <param name="values">The part that changes with every step, <c>[B, width]</c>.</param>
    /// <returns>h, <c>[B, H]</c>; dead after the next step but one.</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public Tensor Step(Tensor values) => Step([], values);

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => memory.Dispose();

    private LstmForward LstmCell() => new()
    {
        Order = new StepOrder(1, Batch, Reverse: false),
        Units = packed.Layer.Units,
        Gates = GateRows(),
        Hidden = nextHidden,
        Cells = cells,
        FirstHidden = hidden,
        FirstCells = cells,
    };

    private GruForward GruCell() => new()
    {
        Order = new StepOrder(1, Batch, Reverse: false),
        Units = packed.Layer.Units,
        Gates = GateRows(),
        RecurrentBias = ((Block)((Gru)packed.Layer).RecurrentBias.Value).FromColumn(2 * packed.Layer.Units, packed.Layer.Units),
        Hidden = nextHidden,
        FirstHidden = hidden,
        StartsAtZero = false,
    };

    private GateRows GateRows() => new(gates, start, tokenRows, packed.TokenParts, addStart: false, packed.Layer.Columns);

    private void CheckInputs(ReadOnlySpan<int> stepTokens, Tensor values)
    {
        bool valuesFit = packed.Values.IsNone ? values.IsNone : values.Rows == Batch && values.Columns == packed.Values.Depth;
        if (!valuesFit || stepTokens.Length != tokens.Rows)
        {
            throw new ArgumentException(
                $"A step of \"{packed.Layer.Weight.Name}\" takes {tokens.Rows} tokens and values of {Batch} x {packed.Values.Depth}, not {stepTokens.Length} and {values}.",
                nameof(values));
        }

        int part = 0;
        foreach (StepPart of in packed.Parts)
        {
            if (of.Kind == StepInputKind.Tokens)
            {
                Tokens.Check(stepTokens.Slice(part * Batch, Batch), of.Width);
                part++;
            }
        }
    }

    private static void SetState(Tensor from, Tensor to)
    {
        if (from.IsNone)
        {
            to.Fill(0);
        }
        else
        {
            to.CopyFrom(from);
        }
    }
}
