using Isorhythm.Tensors.Kernels;
using Isorhythm.Tensors.Onnx;
using Isorhythm.Tensors.Operations;

namespace Isorhythm.Tensors
{
    public sealed partial class Tape
    {
        /// <summary>
        /// A sample of N(mean, exp(logVariance)): mean + exp(logVariance / 2)·noise, all <c>[B, Z]</c>, noise of N(0, 1).
        /// </summary>
        /// <exception cref="ArgumentException">The sizes differ.</exception>
        public Variable Reparameterise(Variable mean, Variable logVariance, Tensor noise)
        {
            CheckSameSize(mean.Value, logVariance.Value, noise);
            Tensor value = arena.Allocate(mean.Rows, mean.Columns);
            Latents.Reparameterise(mean.Value, logVariance.Value, noise, value);
            bool needsGradient = NeedsGradient(mean) || NeedsGradient(logVariance);
            Variable output = Add(value, needsGradient);
            if (needsGradient)
            {
                Record<ReparameteriseOperation>(output).Set(mean, logVariance);
            }

            return output;
        }

        /// <summary>
        /// The logarithm of a variance whose root is softplus(a) = log(1 + exp(a)), as MusicVAE has it, and at least
        /// <paramref name="least"/>: 2·log(softplus(a) + least), <c>[B, Z]</c>.
        /// </summary>
        public Variable LogVarianceOfSoftplus(Variable a, float least = 0)
        {
            Tensor slope = AllocateSlope(a);
            Tensor value = arena.Allocate(a.Rows, a.Columns);
            Latents.LogVarianceOfSoftplus(a.Value, least, value, slope);
            Variable output = Add(value, NeedsGradient(a));
            if (!slope.IsNone)
            {
                Record<SoftplusOperation>(output).Set(a, least, slope);
            }

            return output;
        }
    }
}

namespace Isorhythm.Tensors.Operations
{
    internal sealed class ReparameteriseOperation : Operation
    {
        private Variable mean;
        private Variable logVariance;

        public void Set(Variable means, Variable logVariances)
        {
            mean = means;
            logVariance = logVariances;
        }

        public override void Backward(Tape tape)
        {
            Tensor dz = Output.Gradient;                                                                // [B, Z]
            if (tape.NeedsGradient(mean))
            {
                Elementwise.Scale(dz, 1, tape.TakeGradient(mean, out bool addToMean), addToMean);
            }

            if (tape.NeedsGradient(logVariance))
            {
                Tensor gradient = tape.TakeGradient(logVariance, out bool accumulate);
                Latents.ReparameteriseGradient(dz, mean.Value, Output.Value, gradient, accumulate);
            }
        }
    }

    /// <summary>Elements that depend on one element of the input each, with a slope that was computed with the value.</summary>
    internal class ScaledOperation : Operation
    {
        private Tensor slope;

        protected Variable X { get; private set; }

        public void Set(Variable input, Tensor slopes)
        {
            X = input;
            slope = slopes;
        }

        public override void Backward(Tape tape)
        {
            Tensor gradient = tape.TakeGradient(X, out bool accumulate);
            Elementwise.Multiply(Output.Gradient, slope, gradient, accumulate);
        }
    }

    /// <summary>The logarithm of a variance whose root is softplus(x) + least.</summary>
    internal sealed class SoftplusOperation : ScaledOperation
    {
        private float least;

        public void Set(Variable input, float smallest, Tensor slopes)
        {
            Set(input, slopes);
            least = smallest;
        }

        public override void Express(OnnxGraph graph)
        {
            string deviation = graph.Node("Add", [graph.Node("Softplus", [graph[X]]), graph.Real(least)]);
            graph[Output] = graph.Node("Mul", [graph.Node("Log", [deviation]), graph.Real(2)]);
        }
    }
}
