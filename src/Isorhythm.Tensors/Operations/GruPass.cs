using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tensors.Operations;

/// <summary>One direction of a GRU.</summary>
internal sealed class GruPass : RecurrentPass
{
    private Tensor carry;

    private Parameter RecurrentBias => ((Gru)Layer).RecurrentBias;

    public override void Run(RecurrentPass? other) => RecurrentSweep<GruForward>.Run(
        Forward(), other is GruPass second ? second.Forward() : default, other is not null, Order.Batch, Order.Steps);

    public override void PrepareBackward()
    {
        base.PrepareBackward();
        carry = Tape.Arena.Allocate(Order.Batch, Units);
        Block last = LastGradient();
        for (int row = 0; row < carry.Rows; row++)
        {
            Elementwise.CopyRow(last, row, carry);
        }
    }

    public override void RunBackward(RecurrentPass? other) => RecurrentSweep<GruBackward>.Run(
        Backward(), other is GruPass second ? second.Backward() : default, other is not null, Order.Batch, Order.Steps);

    public override void Finish()
    {
        base.Finish();
        if (FirstHidden is { } first && Tape.NeedsGradient(first))
        {
            Tape.GiveGradient(first, carry, 1);
        }
    }

    protected override void AddBiasGradients()
    {
        Block bias = Layer.Bias.TakeGradient(out bool accumulate);
        for (int run = 0; run < Columns.Runs; run++)
        {
            (int weight, int gate, int count) = Columns.Run(run);
            Elementwise.SumRows(((Block)Sums).FromColumn(gate, count), bias.FromColumn(weight, count), accumulate);
        }

        Tensor recurrent = RecurrentBias.TakeGradient(out bool addToRecurrent);
        Elementwise.SumRows(((Block)Sums).FromColumn(0, Columns.Recurrent), recurrent, addToRecurrent);
    }

    private RecurrentSweep<GruForward>.Direction Forward() => new(
        new GruForward
        {
            Order = Order,
            Units = Units,
            Gates = GateRows,
            RecurrentBias = ((Block)this.RecurrentBias.Value).FromColumn(2 * Units, Units),
            Hidden = Hidden,
            FirstHidden = StateOrZeros(FirstHidden),
            StartsAtZero = FirstHidden is null,
        },
        Weights);

    private RecurrentSweep<GruBackward>.Direction Backward() => new(
        new GruBackward
        {
            Order = Order,
            Units = Units,
            Gates = Gates,
            Hidden = Hidden,
            FirstHidden = StateOrZeros(FirstHidden),
            Outputs = OutputGradient(),
            Carry = carry,
        },
        Weights);
}
