namespace Isorhythm.Tensors.Kernels;

/// <summary>
/// Where the columns of an input's weights stand in a row of gates, which has room for four: an LSTM's four stand as they are. A GRU's
/// (r, z, n) stand first, second and fourth, for the third is the recurrent part of n. So the recurrent weights meet the first three.
/// </summary>
internal readonly record struct GateColumns(int Units, bool IsGru)
{
    /// <summary>Columns of a row of gates.</summary>
    public int Row => 4 * Units;

    /// <summary>Columns of the input's weights.</summary>
    public int Input => IsGru ? 3 * Units : 4 * Units;

    /// <summary>Columns of the recurrent weights, which are the first of a row of gates.</summary>
    public int Recurrent => Input;

    /// <summary>How many runs of columns the input's weights fall into.</summary>
    public int Runs => IsGru ? 2 : 1;

    /// <summary>A run of columns: where it starts in the input's weights and in a row of gates, and how long it is.</summary>
    public (int Weight, int Gate, int Count) Run(int run) => run == 1 ? (2 * Units, 3 * Units, Units) : (0, 0, IsGru ? 2 * Units : 4 * Units);
}
