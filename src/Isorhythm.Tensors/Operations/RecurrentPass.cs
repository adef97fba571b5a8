using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tensors.Operations;

/// <summary>
/// One direction of a recurrent layer over one sequence: the products of all steps at once, before and after the steps themselves. The
/// objects belong to the tape's operations, which are used again in every step.
/// </summary>
internal abstract unsafe class RecurrentPass
{
    private StepInputs inputs;
    private int inputCount;
    private Tape? tape;
    private RecurrentLayer? layer;
    private float* packed;

    /// <summary>T, B, and the order of the steps.</summary>
    public StepOrder Order { get; private set; }

    /// <summary>The output's variable, <c>[T·B, H]</c> or wider.</summary>
    public Variable Outputs { get; private set; }

    /// <summary>Its first column that belongs to this direction.</summary>
    public int FirstColumn { get; private set; }

    /// <summary>The variable of the last output, <c>[B, H]</c> or wider.</summary>
    public Variable Last { get; set; }

    protected Tape Tape => tape!;

    /// <summary>The weights.</summary>
    public RecurrentLayer Layer => layer!;

    /// <summary>The parts of the input.</summary>
    public ReadOnlySpan<StepInput> Inputs => ((ReadOnlySpan<StepInput>)inputs)[..inputCount];

    protected GateColumns Columns => Layer.Columns;

    protected int Units => Layer.Units;

    /// <summary>The gates' sums, then their values, then their slopes: <c>[T·B, 4H]</c>.</summary>
    protected Tensor Gates { get; private set; }

    protected GateRows GateRows { get; private set; }

    protected PackedWeights Weights { get; private set; }

    /// <summary>h of every step, <c>[T·B, H]</c>.</summary>
    protected Block Hidden => ((Block)Outputs.Value).FromColumn(FirstColumn, Units);

    /// <summary>h before the first step, <c>[B, H]</c>, where it was given.</summary>
    public Variable? FirstHidden { get; private set; }

    /// <summary>The gates' slopes summed over the steps, <c>[B, 4H]</c>.</summary>
    protected Tensor Sums { get; private set; }

    /// <summary>A row of zeros, <c>[1, H]</c>.</summary>
    protected Tensor Zeros { get; private set; }

    public virtual void Set(
        Tape owner, RecurrentLayer recurrent, StepInputs parts, int partCount, StepOrder order, Variable outputs, int firstColumn, Variable? firstHidden)
    {
        (tape, layer, inputs, inputCount, Order) = (owner, recurrent, parts, partCount, order);
        (Outputs, FirstColumn, FirstHidden) = (outputs, firstColumn, firstHidden);
        if (firstHidden is { } hidden)
        {
            CheckState(hidden);
        }
    }

    /// <summary>Everything that can be computed before the first step.</summary>
    public virtual void Prepare()
    {
        Gates = Tape.Arena.Allocate(Order.Steps * Order.Batch, Columns.Row);
        Zeros = Tape.Arena.Allocate(1, Units);
        Zeros.Fill(0);
        GateRows = MultiplyInputs();
        packed = (float*)Tape.Arena.AllocateBytes(PackedWeights.Size(Units, Columns.Recurrent / Units, Units) * sizeof(float));
        Tensor u = Layer.Recurrent.Value;
        Weights = new PackedWeights(packed, Units, Columns.Recurrent / Units, Units);
        Weights.Pack(new Operand((nint)u.Data, 1, u.Columns));
    }

    /// <summary>Everything that the way back needs before its first step.</summary>
    public virtual void PrepareBackward()
    {
        Tensor u = Layer.Recurrent.Value;
        Weights = new PackedWeights(packed, Columns.Recurrent, 1, Units);
        Weights.Pack(new Operand((nint)u.Data, u.Columns, 1));
    }

    /// <summary>Runs the steps forwards, of this direction and of another one.</summary>
    public abstract void Run(RecurrentPass? other);

    /// <summary>Runs the steps backwards, of this direction and of another one.</summary>
    public abstract void RunBackward(RecurrentPass? other);

    /// <summary>The gradients of weights and inputs, from the slopes of all steps.</summary>
    public virtual void Finish()
    {
        Sums = Tape.Arena.Allocate(Order.Batch, Columns.Row);
        StepSums.Compute(Gates, Sums);
        RecurrentGradients();
        AddBiasGradients();
        Tensor gradient = Layer.Weight.TakeGradient(out bool accumulate);                              // [I, 4H or 3H]
        int row = 0;
        for (int i = 0; i < inputCount; i++)
        {
            int width = inputs[i].Width;
            InputGradients(inputs[i], Layer.Weight.Value.Slice(row, width), gradient.Slice(row, width), accumulate);
            row += width;
        }
    }

    public virtual bool IsReached(Tape from) => from.HasGradient(Outputs) || from.HasGradient(Last);

    protected abstract void AddBiasGradients();

    /// <summary>The slopes that arrived at the outputs, <c>[T·B, H]</c>.</summary>
    protected Block OutputGradient() => Tape.HasGradient(Outputs)
        ? ((Block)Outputs.Gradient).FromColumn(FirstColumn, Units)
        : new Block(Zeros.Data, Order.Steps * Order.Batch, Units, 0);

    /// <summary>The slopes that arrived at the last output, <c>[B, H]</c>; or none.</summary>
    protected Block LastGradient() => Tape.HasGradient(Last) ? ((Block)Last.Gradient).FromColumn(FirstColumn, Units) : default;

    /// <summary>The values of a first state, or zeros.</summary>
    protected Block StateOrZeros(Variable? state) => state is { } given ? given.Value : new Block(Zeros.Data, Order.Batch, Units, 0);

    protected void CheckState(Variable state)
    {
        if (state.Rows != Order.Batch || state.Columns != Layer.Units)
        {
            throw new ArgumentException($"A state of \"{Layer.Weight.Name}\" is {Order.Batch} x {Layer.Units}, not {state.Value}.", nameof(state));
        }
    }

    private GateRows MultiplyInputs()
    {
        Tensor bias = Tape.Arena.Allocate(1, Columns.Input);
        Layer.CopyInputBias(bias);
        Tensor held = default;
        bool anySequence = false;
        var tokens = (TokenRows*)Tape.Arena.AllocateBytes(StepInputs.Most * sizeof(TokenRows));
        int tokenParts = 0;
        int row = 0;
        for (int i = 0; i < inputCount; i++)
        {
            StepInput input = inputs[i];
            Tensor weight = Layer.Weight.Value.Slice(row, input.Width);
            row += input.Width;
            switch (input.Kind)
            {
                case StepInputKind.Sequence:
                    MultiplySequence(input.Values.Value, weight, anySequence ? default : bias, anySequence);
                    anySequence = true;
                    break;
                case StepInputKind.Tokens:
                    tokens[tokenParts++] = new TokenRows(input.Tokens.Data, input.Scales.Data, weight.Data);
                    break;
                default:
                    held = MultiplyHeld(input.Values.Value, weight, held);
                    break;
            }
        }

        return new GateRows(Gates, Start(held, bias, anySequence), tokens, tokenParts, anySequence, Columns);
    }

    /// <summary>What each step starts from: the held part, the bias where no sequence has brought it along, or both.</summary>
    private Block Start(Tensor held, Tensor bias, bool anySequence)
    {
        if (held.IsNone)
        {
            return anySequence ? default : new Block(bias.Data, Order.Batch, Columns.Input, 0);
        }

        if (!anySequence)
        {
            new Finish(bias, Activation.None).Apply(held, 0, held.Rows, 0, held.Columns);
        }

        return held;
    }

    private void MultiplySequence(Tensor x, Tensor weight, Block bias, bool accumulate)
    {
        for (int run = 0; run < Columns.Runs; run++)
        {
            (int from, int gate, int count) = Columns.Run(run);
            Finish finish = bias.IsNone ? default : new Finish(bias.FromColumn(from, count), Activation.None);
            Block w = ((Block)weight).FromColumn(from, count);
            MatrixProduct.Multiply(x, w, ((Block)Gates).FromColumn(gate, count), Transposed.None, accumulate, finish);
        }
    }

    private Tensor MultiplyHeld(Tensor x, Tensor weight, Tensor before)
    {
        Tensor held = before.IsNone ? Tape.Arena.Allocate(Order.Batch, Columns.Input) : before;
        MatrixProduct.Multiply(x, weight, held, Transposed.None, accumulate: !before.IsNone);
        return held;
    }

    private void InputGradients(StepInput input, Tensor weight, Tensor gradient, bool accumulate)
    {
        if (input.Kind == StepInputKind.Tokens)
        {
            if (!accumulate)
            {
                gradient.Fill(0);
            }

            new TokenRows(input.Tokens.Data, input.Scales.Data, weight.Data).AddGradients(Gates, gradient, Columns);
            return;
        }

        Block slopes = input.Kind == StepInputKind.Held ? Sums : Gates;                                 // [B or T·B, 4H]
        bool needsGradient = Tape.NeedsGradient(input.Values);
        bool addToInput = false;
        Tensor dx = needsGradient ? Tape.TakeGradient(input.Values, out addToInput) : default;          // [B or T·B, I]
        for (int run = 0; run < Columns.Runs; run++)
        {
            (int from, int gate, int count) = Columns.Run(run);
            Block dy = slopes.FromColumn(gate, count);
            MatrixProduct.Multiply(input.Values.Value, dy, ((Block)gradient).FromColumn(from, count), Transposed.Left, accumulate);
            if (needsGradient)
            {
                MatrixProduct.Multiply(dy, ((Block)weight).FromColumn(from, count), dx, Transposed.Right, addToInput || run > 0);
            }
        }
    }

    /// <summary>dU = Σ hᵀ·slopes of the step after, one product over all steps; and the slope of the first h.</summary>
    private void RecurrentGradients()
    {
        Tensor du = Layer.Recurrent.TakeGradient(out bool accumulate);                                 // [H, 4H or 3H]
        Block slopes = ((Block)Gates).FromColumn(0, Columns.Recurrent);                                 // [T·B, 4H or 3H]
        int later = (Order.Steps - 1) * Order.Batch;
        if (later > 0)
        {
            (int from, int to) = Order.Reverse ? (Order.Batch, 0) : (0, Order.Batch);
            MatrixProduct.Multiply(Hidden.FromRow(from, later), slopes.FromRow(to, later), du, Transposed.Left, accumulate);
            accumulate = true;
        }

        if (FirstHidden is not { } first)
        {
            if (!accumulate)
            {
                du.Fill(0);
            }

            return;
        }

        Block firstSlopes = slopes.FromRow(Order.FirstRow(0), Order.Batch);
        MatrixProduct.Multiply(first.Value, firstSlopes, du, Transposed.Left, accumulate);
        if (Tape.NeedsGradient(first))
        {
            Tensor dh = Tape.TakeGradient(first, out bool addToFirst);
            MatrixProduct.Multiply(firstSlopes, Layer.Recurrent.Value, dh, Transposed.Right, addToFirst);
        }
    }
}
