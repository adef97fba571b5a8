using Isorhythm.Tensors.Operations;

namespace Isorhythm.Tensors
{
    public sealed partial class Tape
    {
        /// <summary>The sum of losses <c>[1, 1]</c>, each times its weight.</summary>
        public Variable WeightedSum(params ReadOnlySpan<(Variable Loss, float Weight)> parts)
        {
            float sum = 0;
            foreach ((Variable loss, float weight) in parts)
            {
                sum += weight * loss.Value.ToScalar();
            }

            Tensor value = arena.Allocate(1, 1);
            value.Fill(sum);
            Variable output = Add(value, RecordsGradients);
            foreach ((Variable loss, float weight) in parts)
            {
                if (NeedsGradient(loss) && weight != 0)
                {
                    Record<WeightedSumOperation>(output).Set(loss, weight);
                }
            }

            return output;
        }
    }
}

namespace Isorhythm.Tensors.Operations
{
    /// <summary>One part of a weighted sum.</summary>
    internal sealed class WeightedSumOperation : Operation
    {
        private Variable loss;
        private float weight;

        public void Set(Variable part, float weightOfPart)
        {
            loss = part;
            weight = weightOfPart;
        }

        public override void Backward(Tape tape)
        {
            Tensor gradient = tape.TakeGradient(loss, out bool accumulate);
            float before = accumulate ? gradient.ToScalar() : 0;
            gradient.Fill(before + (weight * Output.Gradient.ToScalar()));
        }
    }
}
