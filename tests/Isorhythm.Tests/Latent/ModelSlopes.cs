using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

/// <summary>Checks a whole model's gradients: how much the loss rises along each weight's gradient is the gradient's length.</summary>
internal static class ModelSlopes
{
    /// <summary>
    /// Measures every weight of the chosen part but one that is known to be unused, whose gradient must be zero; at another point of a training than
    /// where phrases are measured, if one is given.
    /// </summary>
    internal static void Check(Vae model, Phrase[] phrases, string? unused = null, string part = "", TrainingPoint? at = null)
    {
        using var work = model.NewWorkspace(gradients: true, weightsChange: true);

        double Loss(bool backwards)
        {
            work.Load(phrases, [.. Enumerable.Range(0, phrases.Length)]);
            var noise = work.Tape.Allocate(phrases.Length, model.Dimensions);
            new RandomStream(2, "noise").Normal(noise);
            var (loss, parts) = model.Loss(work, noise, at ?? new TrainingPoint(0, 1, IsTraining: false));
            if (backwards)
            {
                work.Tape.Backward(loss);
            }

            return parts.Total;
        }

        Loss(backwards: true);
        foreach (var weight in model.Weights.All.Where(weight => weight.Name.StartsWith(part, StringComparison.Ordinal)))
        {
            var slope = weight.Gradient.ToArray();
            var length = Math.Sqrt(slope.Sum(one => (double)one * one));
            Assert.Equal(weight.Name == unused, length == 0);
            if (length == 0)
            {
                continue;
            }

            var start = weight.Value.ToArray();
            double At(double way)
            {
                weight.Value.CopyFrom(start.Zip(slope, (value, one) => (float)(value + (way * one / length))).ToArray());
                return Loss(backwards: false);
            }

            var step = Math.Min(0.05, 0.5 / length);
            var measured = (At(step) - At(-step)) / (2 * step);
            weight.Value.CopyFrom(start);
            Assert.True(Math.Abs(measured - length) < (0.03 * length) + 0.01, $"{weight.Name}: {measured} measured, {length} computed");
        }
    }
}
