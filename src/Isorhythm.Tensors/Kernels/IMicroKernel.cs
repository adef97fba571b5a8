namespace Isorhythm.Tensors.Kernels;

/// <summary>The innermost product, at one vector width: a tile of C that lives in registers while the depth runs.</summary>
internal unsafe interface IMicroKernel
{
    /// <summary>Rows of the tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of the tile.</summary>
    static abstract int Columns { get; }

    /// <summary>
    /// C (+)= A·B for one tile. A holds <see cref="Rows"/> numbers and B <see cref="Columns"/> numbers for each of <paramref name="depth"/>
    /// steps; a row of C starts every <paramref name="stride"/> floats. The sum starts at zero and is added to C at the end, so every width
    /// that fuses multiplication and addition gives the same bits.
    /// </summary>
    static abstract void Multiply(int depth, float* a, float* b, float* c, nint stride, bool accumulate);
}
