using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>Chooses the token that a track of a phrase plays at a step, and that the next step is given.</summary>
/// <param name="step">The step, from 0.</param>
/// <param name="track">The track.</param>
/// <param name="b">Which phrase of the batch.</param>
/// <param name="logits">The logits of the track's vocabulary, which may be used up.</param>
internal delegate int ChooseToken(int step, int track, int b, Span<float> logits);

/// <summary>Sees what a track of a phrase is expected to play at a step.</summary>
/// <param name="step">The step, from 0.</param>
/// <param name="track">The track.</param>
/// <param name="phrase">Which phrase.</param>
/// <param name="logits">The logits of the track's vocabulary, which may be used up.</param>
internal delegate void ShowLogits(int step, int track, int phrase, Span<float> logits);

/// <summary>Writes token phrases from codes, one step after another, for a batch of one size.</summary>
internal sealed class TokenPlayer : IDisposable
{
    private readonly TokenDecoder decoder;
    private readonly PackedDecoder packed;
    private readonly TokenTracks tracks;
    private readonly Arena memory = new();
    private readonly StackPlayer? conductor;
    private readonly StackPlayer[] stacks;
    private readonly Tensor[] outputs;
    private readonly float[][] logits;
    private readonly int[][] previous;
    private readonly int[] nothing;

    internal TokenPlayer(TokenDecoder decoder, PackedDecoder packed, TokenTracks tracks, int batch)
    {
        this.decoder = decoder;
        this.packed = packed;
        this.tracks = tracks;
        Batch = batch;
        conductor = decoder.Conductor is { } over ? new StackPlayer(over.Layers, packed.Conductor, batch, holdsStart: false) : null;
        stacks = [.. decoder.Stacks.Select((stack, i) => new StackPlayer(stack.Layers, packed.Stacks[i], batch, holdsStart: true))];
        outputs = [.. decoder.Stacks.Select(stack => memory.Allocate(batch, stack.Width))];
        logits = [.. decoder.Stacks.Select(stack => new float[batch * stack.Width])];
        previous = [.. decoder.Stacks.Select(stack => new int[batch * stack.Vocabularies.Length])];
        nothing = [.. Enumerable.Repeat(Tokens.None, batch)];
    }

    /// <summary>B.</summary>
    internal int Batch { get; }

    /// <summary>Writes every step of the phrases at the codes <c>[B, Z]</c>.</summary>
    internal void Play(Tensor codes, ChooseToken choose)
    {
        foreach (var tokens in previous)
        {
            tokens.AsSpan().Fill(Tokens.None);
        }

        conductor?.Start(codes);
        var stepsOfSegment = tracks.Steps / decoder.Segments;
        for (var step = 0; step < tracks.Steps; step++)
        {
            if (step % stepsOfSegment == 0)
            {
                var embedding = conductor is null ? codes : conductor.Step(nothing);                // [B, E]
                foreach (var stack in stacks)
                {
                    stack.Start(embedding);
                }
            }

            for (int stack = 0, track = 0; stack < stacks.Length; track += decoder.Stacks[stack].Vocabularies.Length, stack++)
            {
                Step(stack, track, step, choose);
            }
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        memory.Dispose();
        conductor?.Dispose();
        foreach (var stack in stacks)
        {
            stack.Dispose();
        }
    }

    private void Step(int stack, int firstTrack, int step, ChooseToken choose)
    {
        var vocabularies = decoder.Stacks[stack].Vocabularies;
        packed.Outputs[stack].Forward(stacks[stack].Step(previous[stack]), outputs[stack]);         // [B, H] to [B, K]
        outputs[stack].CopyTo(logits[stack]);
        for (var (i, column) = (0, 0); i < vocabularies.Length; column += vocabularies[i], i++)
        {
            for (var b = 0; b < Batch; b++)
            {
                var classes = logits[stack].AsSpan((b * outputs[stack].Columns) + column, vocabularies[i]);
                previous[stack][(i * Batch) + b] = choose(step, firstTrack + i, b, classes);
            }
        }
    }
}
