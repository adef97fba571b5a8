using System.Numerics.Tensors;
using Isorhythm.Music;
using RandomStream = Isorhythm.Tensors.RandomStream;

namespace Isorhythm.Latent;

/// <summary>From a decoder's output for one step, <c>[F·D]</c>, to what is heard there and what the next step is given.</summary>
internal sealed class StepChoice(IReadOnlyList<Feature> features, int drums)
{
    private readonly bool hasOnsets = features[0].Kind == GridFeatures.Onset;

    /// <summary>
    /// Turns the output into what is heard, in place, and chooses the hits: those that are likelier than the threshold at temperature 0, else each drawn
    /// with the probability sigmoid(logit / temperature). What is played looks like a step of a phrase: zeros wherever there is no hit.
    /// </summary>
    internal void Choose(Span<float> output, Decoding how, RandomStream random, Span<float> played)
    {
        var isDrawn = how.Temperature > 0;
        for (var drum = 0; isDrawn && drum < drums; drum++)
        {
            played[drum] = random.Uniform() < Sigmoid(output[drum] / how.Temperature) ? 1 : 0;
        }

        Hear(output);
        for (var drum = 0; drum < drums; drum++)
        {
            var isHit = isDrawn ? played[drum] > 0 : output[drum] > how.Threshold;
            for (var at = drum; at < output.Length; at += drums)
            {
                played[at] = isHit ? output[at] : 0;
            }

            played[drum] = isHit && hasOnsets ? 1 : played[drum];
        }
    }

    private void Hear(Span<float> output)
    {
        for (var i = 0; i < features.Count; i++)
        {
            var values = output.Slice(i * drums, drums);
            if (features[i].Kind == GridFeatures.Microtiming)
            {
                TensorPrimitives.Tanh(values, values);
            }
            else
            {
                TensorPrimitives.Sigmoid(values, values);
            }
        }
    }

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
