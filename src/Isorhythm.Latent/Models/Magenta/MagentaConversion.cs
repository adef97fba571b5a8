using System.Numerics.Tensors;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// Fills a model with a checkpoint's weights, rearranged: the gates from TensorFlow's order i, g, f, o to i, f, g, o, the forget gate's bias with the
/// 1 that TensorFlow adds as it runs, a kernel's rows parted into those of the inputs and those of the state, and the states that a decoder
/// starts from as h, c instead of c, h.
/// </summary>
internal sealed class MagentaConversion(CheckpointWeights checkpoint, TokenVae model)
{
    private readonly Dictionary<string, Parameter> ours = model.Weights.All.ToDictionary(weight => weight.Name, StringComparer.Ordinal);

    /// <summary>Takes every weight that a model of the recipe has.</summary>
    /// <exception cref="IsorhythmException">A tensor is missing, broken, or of a shape that does not fit the others.</exception>
    internal void Fill(Recipe recipe)
    {
        FillEncoder(recipe.Encoder);
        var underConductor = recipe.Decoder.Kind == TokenDecoder.Hierarchical;
        if (underConductor)
        {
            FillStack(recipe.Decoder, "decoder.conductor", MagentaNames.ConductorStart, MagentaNames.ConductorLayer);
        }

        var tracks = model.Tracks.Tracks;
        foreach (var (i, track) in tracks.Index())
        {
            var (name, theirs) = (underConductor ? $"decoder.{track.Name}" : "decoder", MagentaNames.Decoder(i, tracks.Length, underConductor));
            FillStack(recipe.Decoder, name, MagentaNames.DecoderStart(theirs), layer => MagentaNames.DecoderLayer(theirs, layer));
            FillDense($"{name}.output", MagentaNames.Output(theirs));
        }
    }

    private void FillEncoder(EncoderRecipe encoder)
    {
        foreach (var (backwards, direction) in new[] { (false, "forward"), (true, "backward") })
        {
            if (encoder.Kind == TokenEncoder.Hierarchical)
            {
                FillLstm($"encoder.steps.{direction}", MagentaNames.EncoderLevel(0, backwards));
                FillLstm($"encoder.bars.{direction}", MagentaNames.EncoderLevel(1, backwards));
            }
            else
            {
                for (var layer = 0; layer < encoder.Layers; layer++)
                {
                    FillLstm($"encoder.lstm{layer}.{direction}", MagentaNames.EncoderLayer(layer, backwards));
                }
            }
        }

        FillDense("encoder.mean", MagentaNames.Mean);
        FillDense("encoder.deviation", MagentaNames.Deviation);
    }

    private void FillStack(DecoderRecipe decoder, string name, string start, Func<int, string> layerName)
    {
        FillDense($"{name}.initial", start, (values, columns) =>
        {
            for (var layer = 0; layer < decoder.Layers; layer++)
            {
                SwapBlocks(values, columns, 2 * layer * decoder.Hidden, decoder.Hidden);
            }
        });
        for (var layer = 0; layer < decoder.Layers; layer++)
        {
            FillLstm($"{name}.lstm{layer}", layerName(layer));
        }
    }

    private void FillDense(string name, string theirs, Action<float[], int>? rearrange = null)
    {
        var (weight, bias) = (ours[$"{name}.weight"], ours[$"{name}.bias"]);
        var kernel = checkpoint.Read($"{theirs}/kernel", weight.Rows, weight.Columns);
        var biases = checkpoint.Read($"{theirs}/bias", weight.Columns);
        rearrange?.Invoke(kernel, weight.Columns);
        rearrange?.Invoke(biases, weight.Columns);
        weight.Value.CopyFrom(kernel);
        bias.Value.CopyFrom(biases);
    }

    private void FillLstm(string name, string theirs)
    {
        var (weight, recurrent, bias) = (ours[$"{name}.weight"], ours[$"{name}.recurrent"], ours[$"{name}.bias"]);
        var (units, columns) = (recurrent.Rows, recurrent.Columns);
        var kernel = checkpoint.Read($"{theirs}/kernel", weight.Rows + units, columns);             // [inputs + units, 4·units]
        var biases = checkpoint.Read($"{theirs}/bias", columns);
        SwapBlocks(kernel, columns, units, units);
        SwapBlocks(biases, columns, units, units);
        var forget = biases.AsSpan(units, units);
        TensorPrimitives.Add(forget, 1, forget);
        weight.Value.CopyFrom(kernel.AsSpan(0, weight.Rows * columns));
        recurrent.Value.CopyFrom(kernel.AsSpan(weight.Rows * columns));
        bias.Value.CopyFrom(biases);
    }

    /// <summary>In each row, the columns from <paramref name="at"/> on change places with as many behind them.</summary>
    private static void SwapBlocks(float[] values, int columns, int at, int width)
    {
        var kept = new float[width];
        for (var row = at; row < values.Length; row += columns)
        {
            var first = values.AsSpan(row, width);
            var second = values.AsSpan(row + width, width);
            first.CopyTo(kept);
            second.CopyTo(first);
            kept.CopyTo(second);
        }
    }
}
