using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>A part that writes token phrases from codes, each step knowing the tokens before it. One file a kind.</summary>
internal abstract class TokenDecoder(TokenTracks tracks)
{
    internal const string Flat = "lstm";
    internal const string Hierarchical = "hierarchical-lstm";

    private protected TokenTracks Tracks { get; } = tracks;

    /// <summary>How many short sequences a phrase is decoded as: its bars, or itself.</summary>
    internal abstract int Segments { get; }

    /// <summary>What gives each segment its embedding; null where the code itself is.</summary>
    internal virtual Conductor? Conductor => null;

    /// <summary>The stacks that write the tracks, in their order: one for all, or one each.</summary>
    internal abstract IReadOnlyList<TokenStack> Stacks { get; }

    internal static TokenDecoder Create(Parameters weights, DecoderRecipe recipe, TokenTracks tracks, int dimensions) => recipe.Kind == Hierarchical
        ? new HierarchicalTokenDecoder(weights, recipe, tracks, dimensions)
        : new FlatTokenDecoder(weights, recipe, tracks, dimensions);

    /// <summary>The weights of now, for writing step by step.</summary>
    internal PackedDecoder Pack() => new(Conductor, Stacks.Select(stack => (stack.Layers, stack.Parts)), Stacks.Select(stack => stack.Output));

    /// <summary>
    /// The embeddings that the stacks write each segment from, <c>[U·B, E]</c>, row u·B + b.
    /// </summary>
    internal abstract Variable Embed(Tape tape, Variable codes, RandomStream? masks);

    /// <summary>The cross-entropy of the phrases in the workspace, summed over steps and tracks, and the share of steps whose likeliest token is right.</summary>
    internal (Variable Loss, double Accuracy) Loss(TokenWorkspace work, Variable codes, ReadOnlySpan<Tokens> previous, RandomStream? masks)
    {
        var tape = work.Tape;
        var embedding = Embed(tape, codes, masks);
        var losses = new (Variable, float)[Stacks.Count];
        var right = 0;
        for (int stack = 0, track = 0; stack < Stacks.Count; track += Stacks[stack].Vocabularies.Length, stack++)
        {
            var vocabularies = Stacks[stack].Vocabularies;
            var logits = Stacks[stack].Forward(tape, embedding, previous.Slice(track, vocabularies.Length), masks); // [T·B, K]
            var (loss, rightOfStack) = TokenCrossEntropy.Of(work, logits, track, vocabularies, Segments);
            losses[stack] = (loss, 1);
            right += rightOfStack;
        }

        return (tape.WeightedSum(losses), (double)right / (work.Batch * Tracks.Width));
    }
}
