namespace Isorhythm.Tensors.Onnx;

/// <summary>One operator of a graph.</summary>
/// <param name="Kind">The operator's name.</param>
/// <param name="Inputs">The values that it takes; "" for one that is left out.</param>
/// <param name="Outputs">The values that it gives.</param>
/// <param name="Attributes">Its settings.</param>
internal sealed record OnnxNode(string Kind, List<string> Inputs, string[] Outputs, ProtoMessage[] Attributes);
