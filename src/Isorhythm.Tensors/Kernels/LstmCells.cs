namespace Isorhythm.Tensors.Kernels;

/// <summary>
/// The step of an LSTM, gates i, f, g, o: c' = f·c + i·g, h' = o·tanh(c'). Hochreiter and Schmidhuber 1997, with Gers et al.'s forget gate.
/// </summary>
internal readonly unsafe struct LstmForward : IRecurrentCell
{
    // tanh(c) waits for all four gates: it is left until a few rows later, so that the processor has other work meanwhile.
    private const int RowsAtOnce = 4;

    public required StepOrder Order { get; init; }

    public required int Units { get; init; }

    /// <summary>Sums of the inputs, which become the gates' values: <c>[T·B, 4H]</c>.</summary>
    public required GateRows Gates { get; init; }

    /// <summary>h of every step, <c>[T·B, H]</c>.</summary>
    public required Block Hidden { get; init; }

    /// <summary>c of every step, <c>[T·B, H]</c>.</summary>
    public required Block Cells { get; init; }

    /// <summary>h before the first step, <c>[B, H]</c>; or none for zeros.</summary>
    public required Block FirstHidden { get; init; }

    /// <summary>c before the first step, <c>[B, H]</c>.</summary>
    public required Block FirstCells { get; init; }

    public void Begin(int step, int firstRow, int rows) => Gates.Prepare(Order.FirstRow(step) + firstRow, firstRow, rows);

    public Block Factor(int step, int firstRow, int rows) =>
        step > 0 ? Hidden.FromRow(Order.FirstRow(step - 1) + firstRow, rows)
        : FirstHidden.IsNone ? default
        : FirstHidden.FromRow(firstRow, rows);

    public Block Seed(int firstRow, int rows) => default;

    public void Apply<TLanes, TVector>(int step, int firstRow, int rows, int unit, int units, float* product, nint gateStride, nint rowStride)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int at = Order.FirstRow(step) + firstRow;
        int before = step > 0 ? Order.FirstRow(step - 1) + firstRow : 0;
        for (int first = 0; first < rows; first += RowsAtOnce)
        {
            int end = Math.Min(rows, first + RowsAtOnce);
            for (int row = first; row < end; row++)
            {
                float* gates = Gates.Row(at + row) + unit;
                float* previous = (step > 0 ? Cells.Row(before + row) : FirstCells.Row(firstRow + row)) + unit;
                float* cells = Cells.Row(at + row) + unit;
                float* sums = product + (row * rowStride);
                int i = 0;
                for (; i <= units - TLanes.Count; i += TLanes.Count)
                {
                    ComputeCells<TLanes, TVector>(sums + i, gateStride, gates + i, Units, previous + i, cells + i);
                }

                for (; i < units; i++)
                {
                    ComputeCells<Lanes1, float>(sums + i, gateStride, gates + i, Units, previous + i, cells + i);
                }
            }

            for (int row = first; row < end; row++)
            {
                float* outputs = Gates.Row(at + row) + (3 * Units) + unit;
                float* cells = Cells.Row(at + row) + unit;
                float* hidden = Hidden.Row(at + row) + unit;
                int i = 0;
                for (; i <= units - TLanes.Count; i += TLanes.Count)
                {
                    ComputeHidden<TLanes, TVector>(outputs + i, cells + i, hidden + i);
                }

                for (; i < units; i++)
                {
                    ComputeHidden<Lanes1, float>(outputs + i, cells + i, hidden + i);
                }
            }
        }
    }

    private static void ComputeCells<TLanes, TVector>(float* product, nint gateStride, float* gates, nint units, float* previous, float* cells)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector i = Curves<TLanes, TVector>.Sigmoid(TLanes.Add(TLanes.Load(product), TLanes.Load(gates)));
        TVector f = Curves<TLanes, TVector>.Sigmoid(TLanes.Add(TLanes.Load(product + gateStride), TLanes.Load(gates + units)));
        TVector g = Curves<TLanes, TVector>.Tanh(TLanes.Add(TLanes.Load(product + (2 * gateStride)), TLanes.Load(gates + (2 * units))));
        TVector o = Curves<TLanes, TVector>.Sigmoid(TLanes.Add(TLanes.Load(product + (3 * gateStride)), TLanes.Load(gates + (3 * units))));
        TVector c = TLanes.MultiplyAdd(f, TLanes.Load(previous), TLanes.Multiply(i, g));
        TLanes.Store(i, gates);
        TLanes.Store(f, gates + units);
        TLanes.Store(g, gates + (2 * units));
        TLanes.Store(o, gates + (3 * units));
        TLanes.Store(c, cells);
    }

    private static void ComputeHidden<TLanes, TVector>(float* outputGate, float* cells, float* hidden)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged =>
        TLanes.Store(TLanes.Multiply(TLanes.Load(outputGate), Curves<TLanes, TVector>.Tanh(TLanes.Load(cells))), hidden);
}

/// <summary>The slopes of <see cref="LstmForward"/>, from its last step to its first; they take the place of the gates' values.</summary>
internal readonly unsafe struct LstmBackward : IRecurrentCell
{
    /// <summary>The order of the forward pass.</summary>
    public required StepOrder Order { get; init; }

    public required int Units { get; init; }

    /// <summary>The gates' values, which become their slopes: <c>[T·B, 4H]</c>.</summary>
    public required Block Gates { get; init; }

    /// <summary>c of every step, <c>[T·B, H]</c>.</summary>
    public required Block Cells { get; init; }

    /// <summary>c before the first step, <c>[B, H]</c>.</summary>
    public required Block FirstCells { get; init; }

    /// <summary>The slope of h of every step, <c>[T·B, H]</c>; rows may lie upon each other where all are zero.</summary>
    public required Block Outputs { get; init; }

    /// <summary>The slope of the last h beyond that, <c>[B, H]</c>; or none.</summary>
    public required Block LastHidden { get; init; }

    /// <summary>The slope of c, which goes from the last step to the first: <c>[B, H]</c>.</summary>
    public required Block Carry { get; init; }

    public void Begin(int step, int firstRow, int rows)
    {
    }

    public Block Factor(int step, int firstRow, int rows) =>
        step > 0 ? Gates.FromRow(Order.FirstRow(Order.Steps - step) + firstRow, rows) : default;

    public Block Seed(int firstRow, int rows) => LastHidden.IsNone ? default : LastHidden.FromRow(firstRow, rows);

    public void Apply<TLanes, TVector>(int step, int firstRow, int rows, int unit, int units, float* product, nint gateStride, nint rowStride)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int forward = Order.Steps - 1 - step;
        int at = Order.FirstRow(forward) + firstRow;
        int before = forward > 0 ? Order.FirstRow(forward - 1) + firstRow : 0;
        for (int row = 0; row < rows; row++, product += rowStride)
        {
            float* gates = Gates.Row(at + row) + unit;
            float* previous = (forward > 0 ? Cells.Row(before + row) : FirstCells.Row(firstRow + row)) + unit;
            float* cells = Cells.Row(at + row) + unit;
            float* output = Outputs.Row(at + row) + unit;
            float* carry = Carry.Row(firstRow + row) + unit;
            int i = 0;
            for (; i <= units - TLanes.Count; i += TLanes.Count)
            {
                Compute<TLanes, TVector>(product + i, output + i, gates + i, Units, previous + i, cells + i, carry + i);
            }

            for (; i < units; i++)
            {
                Compute<Lanes1, float>(product + i, output + i, gates + i, Units, previous + i, cells + i, carry + i);
            }
        }
    }

    private static void Compute<TLanes, TVector>(
        float* product, float* output, float* gates, nint units, float* previous, float* cells, float* carry)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector one = TLanes.All(1);
        TVector dh = TLanes.Add(TLanes.Load(product), TLanes.Load(output));
        TVector i = TLanes.Load(gates), f = TLanes.Load(gates + units);
        TVector g = TLanes.Load(gates + (2 * units)), o = TLanes.Load(gates + (3 * units));
        TVector tanh = Curves<TLanes, TVector>.Tanh(TLanes.Load(cells));
        TVector slope = TLanes.Multiply(o, TLanes.Subtract(one, TLanes.Multiply(tanh, tanh)));
        TVector dc = TLanes.MultiplyAdd(dh, slope, TLanes.Load(carry));
        TLanes.Store(TLanes.Multiply(dc, f), carry);
        TVector di = TLanes.Multiply(TLanes.Multiply(dc, g), SlopeOfSigmoid<TLanes, TVector>(i));
        TVector df = TLanes.Multiply(TLanes.Multiply(dc, TLanes.Load(previous)), SlopeOfSigmoid<TLanes, TVector>(f));
        TVector dg = TLanes.Multiply(TLanes.Multiply(dc, i), TLanes.Subtract(one, TLanes.Multiply(g, g)));
        TVector dO = TLanes.Multiply(TLanes.Multiply(dh, tanh), SlopeOfSigmoid<TLanes, TVector>(o));
        TLanes.Store(di, gates);
        TLanes.Store(df, gates + units);
        TLanes.Store(dg, gates + (2 * units));
        TLanes.Store(dO, gates + (3 * units));
    }

    private static TVector SlopeOfSigmoid<TLanes, TVector>(TVector y)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged => TLanes.Multiply(y, TLanes.Subtract(TLanes.All(1), y));
}
