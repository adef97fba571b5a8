using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>How often a step of a grid is foreseen: the share of steps at which all drums are likelier to do what they do than not.</summary>
internal static class GridAccuracy
{
    /// <summary>Of presence as logits and as it is, <c>[B, cells]</c> both.</summary>
    internal static double Of(Tensor logits, Tensor truth, int steps)
    {
        var right = 0;
        var (expected, played) = (new float[logits.Columns], new float[logits.Columns]);
        for (var b = 0; b < logits.Rows; b++)
        {
            logits.Row(b).CopyTo(expected);
            truth.Row(b).CopyTo(played);
            for (var step = 0; step < steps; step++)
            {
                right += IsRight(expected, played, step, steps) ? 1 : 0;
            }
        }

        return (double)right / (logits.Rows * steps);
    }

    private static bool IsRight(float[] expected, float[] played, int step, int steps)
    {
        for (var cell = step; cell < played.Length; cell += steps)
        {
            if (expected[cell] > 0 != played[cell] > 0)
            {
                return false;
            }
        }

        return true;
    }
}
