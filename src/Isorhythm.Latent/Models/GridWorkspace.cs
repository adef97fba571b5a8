using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>A batch of rhythms on a grid, an array a feature.</summary>
internal sealed class GridWorkspace(DrumGrid grid, int features, bool gradients, bool weightsChange) : Workspace(gradients)
{
    private readonly float[] row = new float[grid.Width];
    private readonly Variable[] inputs = new Variable[features];
    private readonly Tensor[] targets = new Tensor[features];
    private GridPlayer? player;

    /// <summary>The features of the batch, <c>[B, cells]</c> each.</summary>
    internal ReadOnlySpan<Variable> Inputs => inputs;

    /// <summary>The same as <see cref="Inputs"/>, for the objective.</summary>
    internal ReadOnlySpan<Tensor> Targets => targets;

    /// <summary>What writes rhythms step by step for a batch of that size. It plays the weights of now where they change.</summary>
    internal GridPlayer PlayerFor(GridWriter writer, int batch)
    {
        if (player?.Batch != batch)
        {
            player?.Dispose();
            player = writer.NewPlayer(batch);
        }

        if (weightsChange)
        {
            writer.PackAgain();
        }

        return player;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        player?.Dispose();
        base.Dispose();
    }

    protected override void Begin(int batch)
    {
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = Tape.Allocate(batch, grid.Cells);
            inputs[i] = Tape.Constant(targets[i]);
        }
    }

    // Drums have no key: nothing is to be moved.
    protected override void Put(int b, Phrase phrase, int semitones)
    {
        grid.Write((GridPhrase)phrase, row);
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i].Row(b).CopyFrom(row.AsSpan(i * grid.Cells, grid.Cells));
        }
    }
}
