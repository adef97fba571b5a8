using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>Models of rhythms on a grid as graphs of ONNX: an input or output a feature, <c>[batch, drums, steps]</c>.</summary>
internal static class GridOnnx
{
    internal static OnnxTrace Encoder(Encoder encoder, IReadOnlyList<Feature> features, DrumGrid grid, int dimensions)
    {
        var trace = new OnnxTrace(OnnxCode.Encoder, "From a rhythm to its place in the space.");
        Variable[] inputs = [.. features.Select(feature => trace.Input(feature.Name, Given(feature), Cells(grid)))];
        return OnnxCode.Output(trace, encoder.Forward(trace.Tape, inputs), dimensions);
    }

    internal static OnnxTrace Decoder(Decoder decoder, IReadOnlyList<Feature> features, DrumGrid grid, int dimensions)
    {
        var trace = new OnnxTrace(OnnxCode.Decoder, "From a place in the space to a rhythm.");
        var heard = new Variable[features.Count];
        decoder.Decode(trace.Tape, OnnxCode.Input(trace, dimensions), heard, heard.Length);
        foreach (var (feature, values) in features.Zip(heard))
        {
            trace.Output(feature.Name, Heard(feature, isFirst: feature == features[0]), values, Cells(grid));
        }

        return trace;
    }

    internal static OnnxTrace Start(LstmGridDecoder decoder, int dimensions)
    {
        var trace = new OnnxTrace(OnnxCode.Start, "From a place in the space to what its rhythm is written from.");
        var embeddings = decoder.Embed(trace.Tape, OnnxCode.Input(trace, dimensions), masks: null);
        return OnnxCode.Output(trace, decoder.Segments, embeddings, decoder.Layers.StartTogether(trace.Tape, embeddings));
    }

    internal static OnnxTrace Step(LstmGridDecoder decoder, IReadOnlyList<Feature> features, DrumGrid grid)
    {
        var trace = new OnnxTrace(OnnxCode.Step, "One step of a rhythm, from the step before it.");
        OnnxAxis[] axes = [OnnxAxis.Batch, new("drums", grid.Drums)];
        var (embedding, states) = OnnxCode.Input(trace, decoder.Embedding, decoder.Layers.States);
        Variable[] previous =
            [.. features.Select(feature => trace.Input($"previous_{feature.Name}", $"Of the step before; zeros before the first. {Given(feature)}", axes))];
        var (heard, after) = decoder.Step(trace.Tape, embedding, states, trace.Tape.Concatenate(previous));
        foreach (var (feature, values) in features.Zip(heard))
        {
            trace.Output(feature.Name, Heard(feature, isFirst: feature == features[0]), values, axes);
        }

        return OnnxCode.Output(trace, after);
    }

    private static OnnxAxis[] Cells(DrumGrid grid) => [OnnxAxis.Batch, new("drums", grid.Drums), new("steps", grid.Steps)];

    private static string Given(Feature feature) => feature.Kind switch
    {
        GridFeatures.Onset => "1 where a drum is hit, else 0.",
        GridFeatures.Velocity => "How hard, from 0 to 1; 0 where there is no hit.",
        _ => "How far from the step, from -1 (half a step early) to 1 (half a step late); 0 where there is no hit.",
    };

    private static string Heard(Feature feature, bool isFirst) => feature.Kind switch
    {
        GridFeatures.Onset => "The probability of a hit: play those above 0.5.",
        GridFeatures.Velocity when isFirst => "How hard, from 0 to 1: play those above 0.5.",
        GridFeatures.Velocity => "How hard, from 0 to 1.",
        _ => "How far from the step, from -1 (half a step early) to 1 (half a step late).",
    };
}
