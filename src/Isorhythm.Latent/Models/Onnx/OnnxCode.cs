using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>What the graphs of every model have in common: the code, and how a decoder that writes step by step begins.</summary>
internal static class OnnxCode
{
    internal const string Encoder = "encoder";
    internal const string Decoder = "decoder";
    internal const string Start = "decoder-start";
    internal const string Step = "decoder-step";

    /// <summary>Every file that an export can consist of, without its ending.</summary>
    internal static string[] Parts { get; } = [Encoder, Decoder, Start, Step];

    /// <summary>The code as an input, <c>[1, Z]</c>.</summary>
    internal static Variable Input(OnnxTrace trace, int dimensions) =>
        trace.Input("code", "A point of the space.", OnnxAxis.Batch, new("dimensions", dimensions));

    /// <summary>The posterior as outputs; of one that is a point, the point.</summary>
    internal static OnnxTrace Output(OnnxTrace trace, Posterior posterior, int dimensions)
    {
        var axis = new OnnxAxis("dimensions", dimensions);
        trace.Output("mean", "The code: where the music lies in the space.", posterior.Mean, OnnxAxis.Batch, axis);
        if (!posterior.IsPoint)
        {
            trace.Output(
                "log_variance", "How unsure each number of the code is: its deviation is exp(log_variance / 2).", posterior.LogVariance, OnnxAxis.Batch, axis);
        }

        return trace;
    }

    /// <summary>What each part of a phrase is written from, and the states that it starts from: <c>[U·B, E]</c> and <c>[U·B, S]</c>.</summary>
    internal static OnnxTrace Output(OnnxTrace trace, int parts, Variable embeddings, Variable states)
    {
        var axis = new OnnxAxis("parts", parts);
        trace.Output("embedding", "What each part of the music is written from.", embeddings, axis, OnnxAxis.Batch, new("width", embeddings.Columns));
        trace.Output("state", "What the layers remember before each part.", states, axis, OnnxAxis.Batch, new("memory", states.Columns));
        return trace;
    }

    /// <summary>The embedding and the states before a step as inputs.</summary>
    internal static (Variable Embedding, Variable States) Input(OnnxTrace trace, int width, int states) =>
    (
        trace.Input("embedding", "What the part is written from.", OnnxAxis.Batch, new("width", width)),
        trace.Input("state", "What the layers remember.", OnnxAxis.Batch, new("memory", states)));

    /// <summary>The states after a step as an output.</summary>
    internal static OnnxTrace Output(OnnxTrace trace, Variable states)
    {
        trace.Output("next_state", "The state for the step after this one.", states, OnnxAxis.Batch, new("memory", states.Columns));
        return trace;
    }
}
