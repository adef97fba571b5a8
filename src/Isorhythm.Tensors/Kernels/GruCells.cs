namespace Isorhythm.Tensors.Kernels;

/// <summary>
/// The step of a GRU as PyTorch computes it: n = tanh(x·W + b + r·m) with m = h·U + u, h' = n + z·(h - n). A row of gates holds r, z, m, n.
/// Cho et al. 2014, with the reset gate after the product.
/// </summary>
internal readonly unsafe struct GruForward : IRecurrentCell
{
    public required StepOrder Order { get; init; }

    public required int Units { get; init; }

    /// <summary>Sums of the inputs, which become the gates' values: <c>[T·B, 4H]</c>.</summary>
    public required GateRows Gates { get; init; }

    /// <summary>u, the bias of m: <c>[1, H]</c>.</summary>
    public required Block RecurrentBias { get; init; }

    /// <summary>h of every step, <c>[T·B, H]</c>.</summary>
    public required Block Hidden { get; init; }

    /// <summary>h before the first step, <c>[B, H]</c>.</summary>
    public required Block FirstHidden { get; init; }

    /// <summary>True where that is all zeros.</summary>
    public required bool StartsAtZero { get; init; }

    public void Begin(int step, int firstRow, int rows) => Gates.Prepare(Order.FirstRow(step) + firstRow, firstRow, rows);

    public Block Factor(int step, int firstRow, int rows) =>
        step > 0 ? Hidden.FromRow(Order.FirstRow(step - 1) + firstRow, rows)
        : StartsAtZero ? default
        : FirstHidden.FromRow(firstRow, rows);

    public Block Seed(int firstRow, int rows) => default;

    public void Apply<TLanes, TVector>(int step, int firstRow, int rows, int unit, int units, float* product, nint gateStride, nint rowStride)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int at = Order.FirstRow(step) + firstRow;
        int before = step > 0 ? Order.FirstRow(step - 1) + firstRow : 0;
        float* bias = RecurrentBias.Data + unit;
        for (int row = 0; row < rows; row++, product += rowStride)
        {
            float* gates = Gates.Row(at + row) + unit;
            float* previous = (step > 0 ? Hidden.Row(before + row) : FirstHidden.Row(firstRow + row)) + unit;
            float* hidden = Hidden.Row(at + row) + unit;
            int i = 0;
            for (; i <= units - TLanes.Count; i += TLanes.Count)
            {
                Compute<TLanes, TVector>(product + i, gateStride, gates + i, Units, bias + i, previous + i, hidden + i);
            }

            for (; i < units; i++)
            {
                Compute<Lanes1, float>(product + i, gateStride, gates + i, Units, bias + i, previous + i, hidden + i);
            }
        }
    }

    private static void Compute<TLanes, TVector>(float* product, nint gateStride, float* gates, nint units, float* bias, float* previous, float* hidden)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector r = Curves<TLanes, TVector>.Sigmoid(TLanes.Add(TLanes.Load(product), TLanes.Load(gates)));
        TVector z = Curves<TLanes, TVector>.Sigmoid(TLanes.Add(TLanes.Load(product + gateStride), TLanes.Load(gates + units)));
        TVector m = TLanes.Add(TLanes.Load(product + (2 * gateStride)), TLanes.Load(bias));
        TVector n = Curves<TLanes, TVector>.Tanh(TLanes.MultiplyAdd(r, m, TLanes.Load(gates + (3 * units))));
        TVector h = TLanes.MultiplyAdd(z, TLanes.Subtract(TLanes.Load(previous), n), n);
        TLanes.Store(r, gates);
        TLanes.Store(z, gates + units);
        TLanes.Store(m, gates + (2 * units));
        TLanes.Store(n, gates + (3 * units));
        TLanes.Store(h, hidden);
    }
}

/// <summary>The slopes of <see cref="GruForward"/>, from its last step to its first; they take the place of r, z, m and n.</summary>
internal readonly unsafe struct GruBackward : IRecurrentCell
{
    /// <summary>The order of the forward pass.</summary>
    public required StepOrder Order { get; init; }

    public required int Units { get; init; }

    /// <summary>The gates' values, which become their slopes: <c>[T·B, 4H]</c>.</summary>
    public required Block Gates { get; init; }

    /// <summary>h of every step, <c>[T·B, H]</c>.</summary>
    public required Block Hidden { get; init; }

    /// <summary>h before the first step, <c>[B, H]</c>.</summary>
    public required Block FirstHidden { get; init; }

    /// <summary>The slope of h of every step, <c>[T·B, H]</c>; rows may lie upon each other where all are zero.</summary>
    public required Block Outputs { get; init; }

    /// <summary>What h gives straight to the h before it, from the last step to the first: <c>[B, H]</c>.</summary>
    public required Block Carry { get; init; }

    public void Begin(int step, int firstRow, int rows)
    {
    }

    /// <summary>The slopes of r, z and m: what the recurrent weights led to.</summary>
    public Block Factor(int step, int firstRow, int rows) =>
        step > 0 ? Gates.FromRow(Order.FirstRow(Order.Steps - step) + firstRow, rows).FromColumn(0, 3 * Units) : default;

    public Block Seed(int firstRow, int rows) => default;

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
            float* previous = (forward > 0 ? Hidden.Row(before + row) : FirstHidden.Row(firstRow + row)) + unit;
            float* output = Outputs.Row(at + row) + unit;
            float* carry = Carry.Row(firstRow + row) + unit;
            int i = 0;
            for (; i <= units - TLanes.Count; i += TLanes.Count)
            {
                Compute<TLanes, TVector>(product + i, output + i, gates + i, Units, previous + i, carry + i);
            }

            for (; i < units; i++)
            {
                Compute<Lanes1, float>(product + i, output + i, gates + i, Units, previous + i, carry + i);
            }
        }
    }

    private static void Compute<TLanes, TVector>(float* product, float* output, float* gates, nint units, float* previous, float* carry)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector one = TLanes.All(1);
        TVector dh = TLanes.Add(TLanes.Add(TLanes.Load(product), TLanes.Load(output)), TLanes.Load(carry));
        TVector r = TLanes.Load(gates), z = TLanes.Load(gates + units);
        TVector m = TLanes.Load(gates + (2 * units)), n = TLanes.Load(gates + (3 * units));
        TLanes.Store(TLanes.Multiply(dh, z), carry);
        TVector rest = TLanes.Subtract(one, z);
        TVector dn = TLanes.Multiply(TLanes.Multiply(dh, rest), TLanes.Subtract(one, TLanes.Multiply(n, n)));
        TVector dz = TLanes.Multiply(TLanes.Multiply(dh, TLanes.Subtract(TLanes.Load(previous), n)), TLanes.Multiply(z, rest));
        TVector dr = TLanes.Multiply(TLanes.Multiply(dn, m), TLanes.Multiply(r, TLanes.Subtract(one, r)));
        TLanes.Store(dr, gates);
        TLanes.Store(dz, gates + units);
        TLanes.Store(TLanes.Multiply(dn, r), gates + (2 * units));
        TLanes.Store(dn, gates + (3 * units));
    }
}
