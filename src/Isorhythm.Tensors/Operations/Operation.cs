using Isorhythm.Tensors.Onnx;

namespace Isorhythm.Tensors.Operations;

/// <summary>One step of a tape: what it needs from the forward pass, and its rule for the gradient.</summary>
internal abstract class Operation
{
    public Variable Output { get; set; }

    /// <summary>Whether a gradient has arrived at an output.</summary>
    public virtual bool IsReached(Tape tape) => tape.HasGradient(Output);

    /// <summary>Adds to the gradients of the inputs, given that of the output. Called only when a gradient has arrived.</summary>
    public abstract void Backward(Tape tape);

    /// <summary>Adds the operators of ONNX that compute the same.</summary>
    public virtual void Express(OnnxGraph graph) => throw new NotSupportedException($"{GetType().Name} has no form in ONNX: only training does it.");
}
