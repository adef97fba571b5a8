using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// LSTM layers of its own for each track, which start from the code and see it, and nothing else, at every step (Eq. 11 to 13 of Valenti et al. 2020).
/// </summary>
internal sealed class TrackLstmDecoder : SmoothTokenDecoder
{
    internal const string Kind = "track-lstm";

    private readonly int steps;
    private readonly LstmStack[] stacks;
    private readonly Dense[] outputs;

    internal TrackLstmDecoder(Parameters weights, DecoderRecipe recipe, TokenTracks tracks, int dimensions)
        : base(tracks)
    {
        steps = tracks.Steps;
        stacks = [.. tracks.Tracks.Select(track => new LstmStack(weights, $"decoder.{track.Name}", recipe, dimensions, dimensions, memory: tracks.Steps))];
        outputs = [.. tracks.Tracks.Select(track => new Dense(
            weights, $"decoder.{track.Name}.output", recipe.Hidden, track.Vocabulary.Size, initialiser: Initialiser.GlorotUniform))];
    }

    internal override int Segments => 1;

    internal override Variable Forward(Tape tape, Variable codes)
    {
        var logits = new Variable[stacks.Length];
        for (var track = 0; track < stacks.Length; track++)
        {
            var h = stacks[track].Forward(tape, codes, [StepInput.Held(codes)], steps, masks: null);   // [T·B, H]
            logits[track] = outputs[track].Forward(tape, h);                                        // [T·B, states]
        }

        return logits is [var only] ? only : tape.Concatenate(logits);
    }
}
