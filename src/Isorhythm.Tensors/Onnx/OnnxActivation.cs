namespace Isorhythm.Tensors.Onnx;

/// <summary>The function that a layer applies to each of its outputs.</summary>
internal static class OnnxActivation
{
    public static string Apply(OnnxGraph graph, string x, Activation activation) => activation.Kind switch
    {
        ActivationKind.LeakyReLU when activation.Slope == 0 => graph.Node("Relu", [x]),
        ActivationKind.LeakyReLU => graph.Node("LeakyRelu", [x], OnnxMessages.Real("alpha", activation.Slope)),
        ActivationKind.Sigmoid => graph.Node("Sigmoid", [x]),
        ActivationKind.Tanh => graph.Node("Tanh", [x]),
        _ => x,
    };
}
