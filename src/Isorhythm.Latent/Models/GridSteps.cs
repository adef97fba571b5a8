using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// Grids as recurrent layers read them: at each step the features of all drums side by side, F·D numbers; the
/// rows are those of <see cref="SegmentedSteps"/>.
/// </summary>
internal static class GridSteps
{
    private const int QuartersOfBar = 4;

    /// <summary>The bars of a grid; one that is shorter counts as one.</summary>
    internal static int Bars(DrumGrid grid) => Math.Max(1, grid.Quarters / QuartersOfBar);

    /// <summary>Features <c>[B, cells]</c> each as steps, <c>[T·B, F·D]</c>, uncut.</summary>
    internal static Variable Of(Tape tape, ReadOnlySpan<Variable> features, DrumGrid grid)
    {
        FeatureVariables kept = default;
        var steps = ((Span<Variable>)kept)[..features.Length];
        for (var i = 0; i < features.Length; i++)
        {
            steps[i] = tape.CellsToSteps(features[i], grid.Drums);                                  // [T·B, D]
        }

        return tape.Concatenate(steps);
    }

    /// <summary>The same a step late, <c>[T·B, F·D]</c>, in segments: what a step is given of the one before, across segments; zeros at first.</summary>
    internal static Tensor Previous(Tape tape, ReadOnlySpan<Variable> features, DrumGrid grid, int segments)
    {
        var steps = Of(tape, features, grid).Value;                                                 // [T·B, F·D]
        var previous = tape.Allocate(steps.Rows, steps.Columns);
        var batch = features[0].Rows;
        previous.Slice(0, batch).Fill(0);
        for (var step = 1; step < grid.Steps; step++)
        {
            previous.Slice(SegmentedSteps.Row(step, grid.Steps, segments, batch), batch).CopyFrom(steps.Slice((step - 1) * batch, batch));
        }

        return previous;
    }
}
