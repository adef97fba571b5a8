using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A <see cref="ConductorGruTrunk"/> over the bars of token tracks, and a dense layer that gives the logits of all tracks of a step side by side.
/// K is the sum of the tracks' vocabularies.
/// </summary>
internal sealed class ConductorGruTokenDecoder
{
    private readonly ConductorGruTrunk trunk;
    private readonly Dense output;
    private readonly int steps;

    internal ConductorGruTokenDecoder(Parameters weights, DecoderRecipe recipe, TokenTracks tracks, int dimensions)
    {
        steps = tracks.Steps;
        Segments = tracks.Bars;
        Vocabularies = [.. tracks.Tracks.Select(track => track.Vocabulary.Size)];
        trunk = new ConductorGruTrunk(weights, recipe, tracks.Bars, tracks.StepsPerBar, dimensions);
        output = new Dense(weights, "decoder.output", recipe.Hidden, Vocabularies.Sum(), initialiser: Initialiser.GlorotUniform);
    }

    /// <summary>U, the bars.</summary>
    internal int Segments { get; }

    /// <summary>The sizes of the tracks' vocabularies.</summary>
    internal int[] Vocabularies { get; }

    /// <summary>Every step's logits, <c>[S·U·B, K]</c>, from the codes <c>[B, Z]</c>.</summary>
    internal Variable Forward(Tape tape, Variable codes) => output.Forward(tape, trunk.Forward(tape, codes));

    /// <summary>The probability of every state of every step, <c>[B, K·T]</c>: what is heard.</summary>
    internal Variable Decode(Tape tape, Variable codes)
    {
        var probabilities = Probabilities(tape, Forward(tape, codes));
        return tape.StepsToCells(probabilities, Segments, probabilities.Rows / steps);
    }

    /// <summary>Logits to probabilities, track by track, <c>[S·U·B, K]</c> both.</summary>
    internal Variable Probabilities(Tape tape, Variable logits)
    {
        var tracks = new Variable[Vocabularies.Length];
        for (var (i, column) = (0, 0); i < tracks.Length; column += Vocabularies[i], i++)
        {
            tracks[i] = tape.Softmax(logits, column, Vocabularies[i]);
        }

        return tracks is [var only] ? only : tape.Concatenate(tracks);
    }
}
