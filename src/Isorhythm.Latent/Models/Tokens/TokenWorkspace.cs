using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A batch of token phrases. Cut into segments of S steps each, U of them, the batch is read as U·B short sequences, in the order of
/// <see cref="SegmentedSteps"/>.
/// </summary>
internal sealed class TokenWorkspace(TokenTracks tracks, bool gradients, bool weightsChange) : Workspace(gradients)
{
    private ushort[] tokens = [];
    private int[] rows = [];
    private TokenPlayer? player;

    /// <summary>B, how many phrases are loaded.</summary>
    internal int Batch { get; private set; }

    /// <summary>The token of a phrase's track at a step.</summary>
    internal ref ushort At(int b, int track, int step) => ref tokens[(b * tracks.Width) + (track * tracks.Steps) + step];

    /// <summary>The tokens of a phrase, <c>[track, step]</c>.</summary>
    internal ReadOnlySpan<ushort> Phrase(int b) => tokens.AsSpan(b * tracks.Width, tracks.Width);

    /// <summary>What writes phrases step by step for a batch of that size. It plays the weights of now where they change.</summary>
    internal TokenPlayer PlayerFor(TokenVae model, int batch)
    {
        if (player?.Batch != batch)
        {
            player?.Dispose();
            player = model.NewPlayer(batch);
        }

        if (weightsChange)
        {
            model.PackAgain();
        }

        return player;
    }

    /// <summary>Starts the tape anew with so many phrases that are still to be written.</summary>
    internal void LoadEmpty(int batch)
    {
        Tape.Reset();
        Begin(batch);
    }

    /// <summary>One track of the batch, <c>[S·U·B]</c>.</summary>
    internal Tokens Sequence(int track, int segments) => Write(track, segments, delay: 0);

    /// <summary>The same a step late, across segments; nothing comes before the first step.</summary>
    internal Tokens Previous(int track, int segments) => Write(track, segments, delay: 1);

    /// <summary>All tracks of the batch, side by side, a column a state of which one is 1, <c>[S·U·B, K]</c>.</summary>
    internal Tensor OneHot(int segments)
    {
        var states = Tape.Allocate(Batch * tracks.Steps, tracks.Tracks.Sum(track => track.Vocabulary.Size));
        var values = new float[states.Columns];
        for (var step = 0; step < tracks.Steps; step++)
        {
            var row = SegmentedSteps.Row(step, tracks.Steps, segments, Batch);
            for (var b = 0; b < Batch; b++)
            {
                Array.Clear(values);
                for (var (track, column) = (0, 0); track < tracks.Tracks.Length; column += tracks.Tracks[track].Vocabulary.Size, track++)
                {
                    values[column + At(b, track, step)] = 1;
                }

                states.Row(row + b).CopyFrom(values);
            }
        }

        return states;
    }

    /// <summary>A drum track as the encoder reads it: a column a drum, and one for silence, <c>[S·U·B, drums + 1]</c>.</summary>
    internal Variable Roll(int track, int segments)
    {
        Order(track, segments, delay: 0);
        var values = new float[TokenInput.DrumColumns(tracks.Tracks[track].Vocabulary)];
        var roll = Tape.Allocate(Batch * tracks.Steps, values.Length);
        for (var row = 0; row < roll.Rows; row++)
        {
            TokenInput.WriteDrums(rows[row], values);
            roll.Row(row).CopyFrom(values);
        }

        return Tape.Constant(roll);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        player?.Dispose();
        base.Dispose();
    }

    protected override void Begin(int batch)
    {
        Batch = batch;
        if (tokens.Length < batch * tracks.Width)
        {
            tokens = new ushort[batch * tracks.Width];
            rows = new int[batch * tracks.Steps];
        }
    }

    protected override void Put(int b, Phrase phrase, int semitones)
    {
        var place = tokens.AsSpan(b * tracks.Width, tracks.Width);
        ((TokenPhrase)phrase).Tokens.CopyTo(place);
        if (semitones != 0)
        {
            Transposition.Transpose(place, tracks, semitones);
        }
    }

    private Tokens Write(int track, int segments, int delay)
    {
        Order(track, segments, delay);
        var sequence = Tape.AllocateTokens(Batch * tracks.Steps);
        sequence.CopyFrom(rows.AsSpan(0, Batch * tracks.Steps));
        return sequence;
    }

    private void Order(int track, int segments, int delay)
    {
        var steps = tracks.Steps / segments;
        for (int s = 0, row = 0; s < steps; s++)
        {
            for (var u = 0; u < segments; u++)
            {
                var step = (u * steps) + s - delay;
                for (var b = 0; b < Batch; b++, row++)
                {
                    rows[row] = step < 0 ? -1 : At(b, track, step);
                }
            }
        }
    }
}
