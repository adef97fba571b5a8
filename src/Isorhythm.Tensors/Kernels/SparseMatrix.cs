using System.Numerics;
using System.Runtime.Intrinsics;

namespace Isorhythm.Tensors.Kernels;

/// <summary>
/// A matrix without its zeros: for each row, where its other elements stand and what they are. A drum grid is 95% zeros, so the
/// products with it need a twentieth of the work. It lives in an arena.
/// </summary>
internal readonly unsafe struct SparseMatrix
{
    // The dense product rearranges every weight first, which pays over many rows, and then takes a fifth to a third of the time of an
    // element here. So a single row is always cheaper here, and many rows when four elements of five are zero.
    private const double HighestDensity = 0.2;
    private const double DenseRows = 1.5;
    private const int RowsPerPart = 16;

    private SparseMatrix(Arena arena, int rows, int columns, int* starts, int count)
    {
        Rows = rows;
        Columns = columns;
        Starts = starts;
        Positions = (int*)arena.AllocateBytes((long)count * sizeof(int));
        Values = (float*)arena.AllocateBytes((long)count * sizeof(float));
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Where the elements of each row start, and after the last row their number: <c>[Rows + 1]</c>.</summary>
    public int* Starts { get; }

    /// <summary>The column of each element.</summary>
    public int* Positions { get; }

    /// <summary>Each element.</summary>
    public float* Values { get; }

    public bool IsNone => Starts == null;

    /// <summary>The matrix without its zeros, or none where too few elements are zero to gain by it.</summary>
    public static SparseMatrix FromDense(Tensor dense, Arena arena)
    {
        int* starts = AllocateStarts(dense.Rows, arena);
        var count = new CountJob(dense, starts);
        Workers.Run(PartsOf(dense.Rows), &CountJob.RunPart, &count);
        starts[0] = 0;
        for (int row = 0; row < dense.Rows; row++)
        {
            starts[row + 1] += starts[row];
        }

        if (starts[dense.Rows] > ((HighestDensity * dense.Rows) + DenseRows) * dense.Columns)
        {
            return default;
        }

        var sparse = new SparseMatrix(arena, dense.Rows, dense.Columns, starts, starts[dense.Rows]);
        var fill = new FillJob(sparse, dense);
        Workers.Run(PartsOf(dense.Rows), &FillJob.RunPart, &fill);
        return sparse;
    }

    /// <summary>The transpose; the elements of each of its rows stand in the order of this matrix's rows.</summary>
    public SparseMatrix Transpose(Arena arena)
    {
        int count = Starts[Rows];
        var transpose = new SparseMatrix(arena, Columns, Rows, AllocateStarts(Columns, arena), count);
        int* next = transpose.Starts + 1;
        new Span<int>(transpose.Starts, Columns + 1).Clear();
        for (int i = 0; i < count; i++)
        {
            // Starts[c + 1] counts column c, then becomes where column c starts, then moves on to where it ends: where c + 1 starts.
            next[Positions[i]]++;
        }

        int start = 0;
        for (int column = 0; column < Columns; column++)
        {
            (next[column], start) = (start, start + next[column]);
        }

        for (int row = 0; row < Rows; row++)
        {
            for (int i = Starts[row]; i < Starts[row + 1]; i++)
            {
                int place = next[Positions[i]]++;
                transpose.Positions[place] = row;
                transpose.Values[place] = Values[i];
            }
        }

        return transpose;
    }

    private static int* AllocateStarts(int rows, Arena arena) => (int*)arena.AllocateBytes((rows + 1L) * sizeof(int));

    private static int PartsOf(int rows) => (rows + RowsPerPart - 1) / RowsPerPart;

    private static int CountNonZero(float* values, int count)
    {
        int i = 0;
        int zeros = 0;
        for (; i <= count - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            zeros += BitOperations.PopCount(Vector256.Equals(Vector256.Load(values + i), Vector256<float>.Zero).ExtractMostSignificantBits());
        }

        for (; i < count; i++)
        {
            zeros += values[i] == 0 ? 1 : 0;
        }

        return count - zeros;
    }

    private void FillRow(float* row, int filled)
    {
        int column = 0;
        for (; column <= Columns - Vector256<float>.Count; column += Vector256<float>.Count)
        {
            uint zeros = Vector256.Equals(Vector256.Load(row + column), Vector256<float>.Zero).ExtractMostSignificantBits();
            for (uint left = ~zeros & 0xFF; left != 0; left &= left - 1)
            {
                filled = Add(row, column + BitOperations.TrailingZeroCount(left), filled);
            }
        }

        for (; column < Columns; column++)
        {
            filled = row[column] == 0 ? filled : Add(row, column, filled);
        }
    }

    private int Add(float* row, int column, int filled)
    {
        Positions[filled] = column;
        Values[filled] = row[column];
        return filled + 1;
    }

    private readonly struct CountJob(Tensor dense, int* starts)
    {
        public static void RunPart(void* context, int part)
        {
            CountJob job = *(CountJob*)context;
            job.RunPart(part);
        }

        /// <summary>Puts the number of a row's elements where the next row's start will stand.</summary>
        private void RunPart(int part)
        {
            for (int row = part * RowsPerPart; row < Math.Min(dense.Rows, (part + 1) * RowsPerPart); row++)
            {
                starts[row + 1] = CountNonZero(dense.Data + ((nint)row * dense.Columns), dense.Columns);
            }
        }
    }

    private readonly struct FillJob(SparseMatrix sparse, Tensor dense)
    {
        public static void RunPart(void* context, int part)
        {
            FillJob job = *(FillJob*)context;
            job.RunPart(part);
        }

        private void RunPart(int part)
        {
            for (int row = part * RowsPerPart; row < Math.Min(dense.Rows, (part + 1) * RowsPerPart); row++)
            {
                sparse.FillRow(dense.Data + ((nint)row * dense.Columns), sparse.Starts[row]);
            }
        }
    }
}
