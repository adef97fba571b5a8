namespace Isorhythm.Tensors.Kernels;

/// <summary>
/// Two orders of the same numbers. As cells, <c>[B, C·T]</c>, a row has its T steps of the first channel, then of the next. As steps, <c>[T·B, C]</c>,
/// the sequence is cut into U segments of S steps, which run side by side: row s·(U·B) + u·B + b is step u·S + s of row b.
/// </summary>
internal readonly unsafe struct StepLayout(int batch, int channels, int steps, int segments)
{
    /// <summary>C.</summary>
    public int Channels => channels;

    /// <summary>T.</summary>
    public int Steps => steps;

    /// <summary>U.</summary>
    public int Segments => segments;

    /// <summary>From cells to steps.</summary>
    public void ToSteps(Tensor cells, Tensor sequence, bool accumulate) => Move(cells, sequence, toSteps: true, accumulate);

    /// <summary>From steps to cells.</summary>
    public void ToCells(Tensor sequence, Tensor cells, bool accumulate) => Move(cells, sequence, toSteps: false, accumulate);

    private void Move(Tensor cells, Tensor sequence, bool toSteps, bool accumulate)
    {
        int stepsOfSegment = steps / segments;
        for (int t = 0; t < steps; t++)
        {
            (int segment, int step) = Math.DivRem(t, stepsOfSegment);
            for (int b = 0; b < batch; b++)
            {
                float* row = sequence.Data + ((((long)step * segments * batch) + (segment * batch) + b) * channels);
                float* cell = cells.Data + ((long)b * channels * steps) + t;
                for (int channel = 0; channel < channels; channel++, row++, cell += steps)
                {
                    float* from = toSteps ? cell : row;
                    float* to = toSteps ? row : cell;
                    *to = accumulate ? *to + *from : *from;
                }
            }
        }
    }
}
