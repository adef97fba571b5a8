using System.Numerics.Tensors;

namespace Isorhythm.Tensors.Kernels;

/// <summary>
/// The rows of gates of a sequence, <c>[T·B, 4H]</c>, as a step finds them: with the inputs' share of the sum. What was not put there by a
/// product over all steps is added here, while the row is needed anyway.
/// </summary>
/// <param name="gates"><c>[T·B, 4H]</c>.</param>
/// <param name="start">What every step starts from, <c>[B, columns of the input's weights]</c> or one row for all; or none.</param>
/// <param name="tokens">An array of tokens that choose rows of weights.</param>
/// <param name="tokenParts">The array's length.</param>
/// <param name="addStart">True where a row of gates holds a sum already.</param>
/// <param name="columns">Where the weights' columns stand in a row of gates.</param>
internal readonly unsafe struct GateRows(Block gates, Block start, TokenRows* tokens, int tokenParts, bool addStart, GateColumns columns)
{
    public float* Row(int row) => gates.Row(row);

    /// <summary>Adds up the inputs of rows first.. of a step, which is rows of the batch from <paramref name="batchRow"/> on.</summary>
    public void Prepare(int firstRow, int batchRow, int rows)
    {
        for (int i = 0; i < rows && (!start.IsNone || tokenParts > 0); i++)
        {
            float* row = gates.Row(firstRow + i);
            if (!start.IsNone)
            {
                Start(start.Row(batchRow + i), row);
            }

            for (int part = 0; part < tokenParts; part++)
            {
                tokens[part].AddTo(firstRow + i, row, columns);
            }
        }
    }

    private void Start(float* from, float* row)
    {
        for (int run = 0; run < columns.Runs; run++)
        {
            (int weight, int gate, int count) = columns.Run(run);
            var values = new ReadOnlySpan<float>(from + weight, count);
            var to = new Span<float>(row + gate, count);
            if (addStart)
            {
                TensorPrimitives.Add(to, values, to);
            }
            else
            {
                values.CopyTo(to);
            }
        }
    }
}

/// <summary>Steps of a sequence of T·B rows in the order in which they are taken.</summary>
internal readonly record struct StepOrder(int Steps, int Batch, bool Reverse)
{
    /// <summary>The first row of the step that is taken as number <paramref name="step"/>.</summary>
    public int FirstRow(int step) => (Reverse ? Steps - 1 - step : step) * Batch;
}
