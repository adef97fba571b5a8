using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A part that writes the logits of all steps at once from the code alone, so that what is heard is a smooth function of the code. K is the sum of the
/// tracks' vocabularies.
/// </summary>
internal abstract class SmoothTokenDecoder(TokenTracks tracks)
{
    internal static SmoothTokenDecoder Create(Parameters weights, DecoderRecipe recipe, TokenTracks tracks, int dimensions) => recipe.Kind switch
    {
        TrackLstmDecoder.Kind => new TrackLstmDecoder(weights, recipe, tracks, dimensions),
        ConductorGruDecoder.Kind => new ConductorGruTokenDecoder(weights, recipe, tracks, dimensions),
        _ => throw new IsorhythmException(
            $"The decoder \"{recipe.Kind}\" does not write tokens: choose {TokenDecoder.Flat}, {TokenDecoder.Hierarchical}, {ConductorGruDecoder.Kind} or {TrackLstmDecoder.Kind}."),
    };

    /// <summary>The sizes of the tracks' vocabularies.</summary>
    internal int[] Vocabularies { get; } = [.. tracks.Tracks.Select(track => track.Vocabulary.Size)];

    /// <summary>U, into how many parts that run side by side a phrase is cut.</summary>
    internal abstract int Segments { get; }

    /// <summary>Every step's logits, the tracks side by side, <c>[S·U·B, K]</c>, from the codes <c>[B, Z]</c>.</summary>
    internal abstract Variable Forward(Tape tape, Variable codes);

    /// <summary>The probability of every state of every step, <c>[B, K·T]</c>: what is heard.</summary>
    internal Variable Decode(Tape tape, Variable codes)
    {
        var probabilities = Probabilities(tape, Forward(tape, codes));
        return tape.StepsToCells(probabilities, Segments, probabilities.Rows / tracks.Steps);
    }

    /// <summary>Logits to probabilities, track by track, <c>[S·U·B, K]</c> both.</summary>
    internal Variable Probabilities(Tape tape, Variable logits)
    {
        var each = new Variable[Vocabularies.Length];
        for (var (i, column) = (0, 0); i < each.Length; column += Vocabularies[i], i++)
        {
            each[i] = tape.Softmax(logits, column, Vocabularies[i]);
        }

        return each is [var only] ? only : tape.Concatenate(each);
    }
}
