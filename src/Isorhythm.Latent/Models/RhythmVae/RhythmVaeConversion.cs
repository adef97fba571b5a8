using System.Numerics.Tensors;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// Fills a model with the weights of an R-VAE decoder. Each batch normalisation goes into the weights of the layer before it; what is narrower than the
/// model's width is filled up with zeros, and so are the conditions of a conditional model left out.
/// </summary>
internal sealed class RhythmVaeConversion(CheckpointWeights checkpoint, GridVae model)
{
    private readonly Dictionary<string, Parameter> ours = model.Weights.All.ToDictionary(weight => weight.Name, StringComparer.Ordinal);

    /// <summary>Takes every weight that the model has.</summary>
    /// <exception cref="IsorhythmException">A tensor is missing, broken, or of a shape that does not fit the others.</exception>
    internal void Fill(RhythmVaeGraph graph)
    {
        var trunk = graph.Branches[0][..^2];
        foreach (var (i, layer) in trunk.Index())
        {
            Fill(i == 0 ? "decoder.common" : $"decoder.common{i}", layer, WidthBelow(trunk, i));
        }

        foreach (var (i, (feature, branch)) in model.Features.Zip(graph.Branches).Index())
        {
            Fill($"decoder.branch{i}", branch[^2], WidthBelow(branch, branch.Length - 2));
            Fill($"decoder.{feature.Name}", branch[^1], WidthBelow(branch, branch.Length - 1));
        }
    }

    /// <summary>How many numbers of the code or of the layer below go into a layer.</summary>
    private int WidthBelow(GraphLayer[] layers, int i) => i == 0 ? model.Dimensions : ShapeOf(layers[i - 1]).Columns;

    private (int Rows, int Columns) ShapeOf(GraphLayer layer) => checkpoint.ShapeOf(layer.Dense + "/kernel");

    private void Fill(string name, GraphLayer layer, int inputs)
    {
        var (weight, bias) = (ours[$"{name}.weight"], ours[$"{name}.bias"]);
        var (rows, columns) = ShapeOf(layer);
        var kernel = checkpoint.Read($"{layer.Dense}/kernel", Math.Max(rows, inputs), columns);     // [inputs + conditions, outputs]
        var biases = checkpoint.Read($"{layer.Dense}/bias", columns);
        if (layer.Normalisation is { } normalisation)
        {
            Normalise(kernel, biases, normalisation);
        }

        weight.Value.CopyFrom(Padded(kernel.AsSpan(0, inputs * columns), columns, weight));
        bias.Value.CopyFrom(Padded(biases, columns, bias));
    }

    /// <summary>The numbers as the upper left corner of what a weight holds.</summary>
    private static float[] Padded(ReadOnlySpan<float> values, int columns, Parameter weight)
    {
        var padded = new float[weight.Rows * weight.Columns];
        for (var row = 0; row < values.Length / columns; row++)
        {
            values.Slice(row * columns, columns).CopyTo(padded.AsSpan(row * weight.Columns));
        }

        return padded;
    }

    /// <summary>gamma · (x·W + b - mean) / √(variance + epsilon) + beta, as x·W' + b'.</summary>
    private void Normalise(float[] kernel, float[] biases, BatchNormalisation normalisation)
    {
        var columns = biases.Length;
        float[] Read(string what) => checkpoint.Read($"{normalisation.Name}/{what}", columns);
        var (scale, variance) = (Read("gamma"), Read("moving_variance"));
        for (var i = 0; i < columns; i++)
        {
            scale[i] = (float)(scale[i] / Math.Sqrt(variance[i] + normalisation.Epsilon));
        }

        for (var row = 0; row < kernel.Length; row += columns)
        {
            TensorPrimitives.Multiply(kernel.AsSpan(row, columns), scale, kernel.AsSpan(row, columns));
        }

        TensorPrimitives.Subtract(biases, Read("moving_mean"), biases);
        TensorPrimitives.MultiplyAdd(biases, scale, Read("beta"), biases);
    }
}
