using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// LSTM layers that write tokens one step after another: they start from an embedding, and each step sees it beside the tokens of the step
/// before (section 3.2 of Roberts et al. 2018). E is the width of the embedding, K the sum of the tracks' vocabularies.
/// </summary>
internal sealed class TokenStack
{
    internal TokenStack(Parameters weights, string name, DecoderRecipe recipe, IEnumerable<TokenTrack> tracks, int embedding)
    {
        Embedding = embedding;
        Vocabularies = [.. tracks.Select(track => track.Vocabulary.Size)];
        Width = Vocabularies.Sum();
        Layers = new LstmStack(weights, name, recipe, embedding, Width + embedding, tokens: Width);
        Output = new Dense(weights, $"{name}.output", recipe.Hidden, Width, initialiser: Initialiser.GlorotUniform);
    }

    /// <summary>E.</summary>
    internal int Embedding { get; }

    /// <summary>The sizes of the tracks' vocabularies.</summary>
    internal int[] Vocabularies { get; }

    /// <summary>K.</summary>
    internal int Width { get; }

    internal LstmStack Layers { get; }

    /// <summary>The parts of a step's input.</summary>
    internal StepPart[] Parts => [.. Vocabularies.Select(StepPart.OneHot), StepPart.Held(Embedding)];

    /// <summary>From the top layer to the logits of all tracks side by side.</summary>
    internal Dense Output { get; }

    /// <summary>Every step's logits, <c>[S·B, K]</c>, given the tokens before it, from the embeddings <c>[B, E]</c>.</summary>
    internal Variable Forward(Tape tape, Variable embedding, ReadOnlySpan<Tokens> previous, RandomStream? masks)
    {
        var input = new StepInput[previous.Length + 1];
        for (var track = 0; track < previous.Length; track++)
        {
            input[track] = StepInput.OneHot(previous[track], Vocabularies[track]);
        }

        input[^1] = StepInput.Held(embedding);
        var steps = previous[0].Rows / embedding.Rows;
        return Output.Forward(tape, Layers.Forward(tape, embedding, input, steps, masks));
    }
}
