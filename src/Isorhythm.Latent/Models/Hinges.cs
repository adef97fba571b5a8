using System.Numerics.Tensors;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>An initialisation of the layer that latent codes enter, <c>[Z, H]</c>: its folds lie evenly over the map.</summary>
internal static class Hinges
{
    /// <summary>The length of each unit's weights; 0.7 was measured to do as well.</summary>
    private const float Gain = 1;

    /// <summary>Deviations of the prior within which codes lie, along each axis.</summary>
    private const float Reach = 3;

    internal static void Spread(Dense layer, RandomStream random)
    {
        var (dimensions, units) = (layer.Weight.Rows, layer.Weight.Columns);
        var weights = new float[dimensions * units];
        var biases = new float[units];
        var direction = new float[dimensions];
        var farthest = Reach * MathF.Sqrt(dimensions);
        for (var unit = 0; unit < units; unit++)
        {
            random.Normal(direction);
            var scale = Gain / TensorPrimitives.Norm<float>(direction);
            for (var i = 0; i < dimensions; i++)
            {
                weights[(i * units) + unit] = scale * direction[i];
            }

            biases[unit] = Gain * farthest * ((2 * random.Uniform()) - 1);
        }

        layer.Weight.Value.CopyFrom(weights);
        layer.Bias.Value.CopyFrom(biases);
    }
}
