using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>What one thread needs to run a model: a tape and a batch of phrases on it. After its first use it allocates nothing.</summary>
internal sealed class Workspace(DrumGrid grid, int features, bool gradients) : IDisposable
{
    private readonly float[] row = new float[grid.Width];
    private readonly Variable[] inputs = new Variable[features];
    private readonly Tensor[] targets = new Tensor[features];

    internal Tape Tape { get; } = new(gradients);

    /// <summary>The features of the batch, <c>[B, cells]</c> each.</summary>
    internal ReadOnlySpan<Variable> Inputs => inputs;

    /// <summary>The same as <see cref="Inputs"/>, for the objective.</summary>
    internal ReadOnlySpan<Tensor> Targets => targets;

    /// <summary>Starts the tape anew with the phrases of the given indices.</summary>
    internal void Load(IReadOnlyList<Phrase> phrases, ReadOnlySpan<int> indices)
    {
        Begin(indices.Length);
        for (var b = 0; b < indices.Length; b++)
        {
            Put(b, phrases[indices[b]]);
        }
    }

    /// <summary>Starts the tape anew with one phrase.</summary>
    internal void Load(Phrase phrase)
    {
        Begin(1);
        Put(0, phrase);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => Tape.Dispose();

    private void Begin(int batch)
    {
        Tape.Reset();
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = Tape.Allocate(batch, grid.Cells);
            inputs[i] = Tape.Constant(targets[i]);
        }
    }

    private void Put(int b, Phrase phrase)
    {
        grid.Write(phrase, row);
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i].Row(b).CopyFrom(row.AsSpan(i * grid.Cells, grid.Cells));
        }
    }
}
