using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tensors.Onnx;

/// <summary>The two orders of <see cref="StepLayout"/>: cells <c>[B, C·T]</c>, and steps <c>[S·U·B, C]</c>.</summary>
internal static class OnnxSteps
{
    public static string FromCells(OnnxGraph graph, string cells, StepLayout layout)
    {
        string parts = graph.Reshape(cells, -1, layout.Channels, layout.Segments, layout.Steps / layout.Segments);  // [B, C, U, S]
        return graph.Reshape(graph.Transpose(parts, 3, 2, 0, 1), -1, layout.Channels);
    }

    public static string ToCells(OnnxGraph graph, string steps, StepLayout layout)
    {
        string parts = graph.Reshape(steps, layout.Steps / layout.Segments, layout.Segments, -1, layout.Channels);  // [S, U, B, C]
        return graph.Reshape(graph.Transpose(parts, 2, 3, 1, 0), -1, layout.Channels * layout.Steps);
    }
}
