using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// The states that a decoder's LSTM layers start from: tanh of a dense layer over a code or an embedding (section 3.2 of Roberts et al. 2018).
/// Its columns are h and c of the first layer, then of the next.
/// </summary>
internal sealed class InitialStates(Parameters weights, string name, int inputs, int layers, int units)
{
    private readonly Dense dense = new(weights, name, inputs, 2 * layers * units, Activation.Tanh, Initialiser.GlorotUniform);

    /// <summary>The state of each layer from <c>[B, inputs]</c>.</summary>
    internal LstmState[] Forward(Tape tape, Variable x) => Split(tape, Together(tape, x));

    /// <summary>The states of all layers side by side, <c>[B, 2·layers·units]</c>, from <c>[B, inputs]</c>.</summary>
    internal Variable Together(Tape tape, Variable x) => dense.Forward(tape, x);

    /// <summary>The state of each layer from those of all side by side.</summary>
    internal LstmState[] Split(Tape tape, Variable all)
    {
        var states = new LstmState[layers];
        for (var layer = 0; layer < layers; layer++)
        {
            var at = 2 * layer * units;
            states[layer] = new(tape.Columns(all, at, units), tape.Columns(all, at + units, units)); // [B, units] each
        }

        return states;
    }
}
