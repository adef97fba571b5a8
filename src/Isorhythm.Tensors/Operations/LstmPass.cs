using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tensors.Operations;

/// <summary>One direction of an LSTM.</summary>
internal sealed class LstmPass : RecurrentPass
{
    private Tensor cells;
    private Tensor carry;

    /// <summary>c before the first step, <c>[B, H]</c>, where it was given.</summary>
    public Variable? FirstCells { get; private set; }

    /// <summary>The variable of c after the last step, <c>[B, H]</c>, where one was made.</summary>
    public Variable? LastCells { get; private set; }

    public override void Set(
        Tape owner, RecurrentLayer recurrent, StepInputs parts, int partCount, StepOrder order, Variable outputs, int firstColumn, Variable? firstHidden)
    {
        base.Set(owner, recurrent, parts, partCount, order, outputs, firstColumn, firstHidden);
        FirstCells = LastCells = null;
    }

    /// <summary>c before the first step, where it was given.</summary>
    public void SetFirstCells(Variable? first)
    {
        FirstCells = first;
        if (first is { } given)
        {
            CheckState(given);
        }
    }

    public override void Prepare()
    {
        base.Prepare();
        cells = Tape.Arena.Allocate(Gates.Rows, Units);
    }

    /// <summary>c after the last step as a variable, <c>[B, H]</c>.</summary>
    public Variable AddLastCells()
    {
        Variable last = Tape.Add(cells.Slice(Order.FirstRow(Order.Steps - 1), Order.Batch), needsGradient: true);
        LastCells = last;
        return last;
    }

    public override void Run(RecurrentPass? other) => RecurrentSweep<LstmForward>.Run(
        Forward(), other is LstmPass second ? second.Forward() : default, other is not null, Order.Batch, Order.Steps);

    public override void PrepareBackward()
    {
        base.PrepareBackward();
        carry = Tape.Arena.Allocate(Order.Batch, Units);
        if (LastCells is { } last && Tape.HasGradient(last))
        {
            carry.CopyFrom(last.Gradient);
        }
        else
        {
            carry.Fill(0);
        }
    }

    public override void RunBackward(RecurrentPass? other) => RecurrentSweep<LstmBackward>.Run(
        Backward(), other is LstmPass second ? second.Backward() : default, other is not null, Order.Batch, Order.Steps);

    public override void Finish()
    {
        base.Finish();
        if (FirstCells is { } first && Tape.NeedsGradient(first))
        {
            Tape.GiveGradient(first, carry, 1);
        }
    }

    public override bool IsReached(Tape from) => base.IsReached(from) || (LastCells is { } last && from.HasGradient(last));

    protected override void AddBiasGradients()
    {
        Tensor gradient = Layer.Bias.TakeGradient(out bool accumulate);
        Elementwise.SumRows(Sums, gradient, accumulate);
    }

    private RecurrentSweep<LstmForward>.Direction Forward() => new(
        new LstmForward
        {
            Order = Order,
            Units = Units,
            Gates = GateRows,
            Hidden = Hidden,
            Cells = cells,
            FirstHidden = FirstHidden is { } first ? first.Value : default(Block),
            FirstCells = StateOrZeros(FirstCells),
        },
        Weights);

    private RecurrentSweep<LstmBackward>.Direction Backward() => new(
        new LstmBackward
        {
            Order = Order,
            Units = Units,
            Gates = Gates,
            Cells = cells,
            FirstCells = StateOrZeros(FirstCells),
            Outputs = OutputGradient(),
            LastHidden = LastGradient(),
            Carry = carry,
        },
        Weights);
}
