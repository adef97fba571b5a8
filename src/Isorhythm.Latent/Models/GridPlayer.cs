using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>Chooses what a phrase plays at a step, and what the next step is given.</summary>
/// <param name="step">The step, from 0.</param>
/// <param name="b">Which phrase of the batch.</param>
/// <param name="output">The decoder's output, <c>[F·D]</c>, which may be changed into what is heard of it.</param>
/// <param name="played">Where the choice goes, <c>[F·D]</c>.</param>
internal delegate void ChooseStep(int step, int b, Span<float> output, Span<float> played);

/// <summary>Writes grids from codes, one step after another, for a batch of one size. After it was made it takes no memory but for a few objects a bar.</summary>
internal sealed class GridPlayer : IDisposable
{
    private readonly LstmGridDecoder decoder;
    private readonly PackedDecoder packed;
    private readonly DrumGrid grid;
    private readonly Arena memory = new();
    private readonly StackPlayer? conductor;
    private readonly StackPlayer layers;
    private readonly Tensor[] outputs;
    private readonly Tensor previous;
    private readonly float[] output;
    private readonly float[] choice;
    private readonly float[] heard;
    private readonly float[] played;
    private readonly int[] nothing;

    internal GridPlayer(LstmGridDecoder decoder, PackedDecoder packed, DrumGrid grid, int batch)
    {
        this.decoder = decoder;
        this.packed = packed;
        this.grid = grid;
        Batch = batch;
        conductor = decoder.Conductor is { } over ? new StackPlayer(over.Layers, packed.Conductor, batch, holdsStart: false) : null;
        layers = new StackPlayer(decoder.Layers, packed.Stacks[0], batch, holdsStart: true);
        outputs = [.. packed.Outputs.Select(_ => memory.Allocate(batch, grid.Drums))];
        previous = memory.Allocate(batch, outputs.Length * grid.Drums);
        output = new float[previous.Columns];
        choice = new float[previous.Columns];
        heard = new float[batch * grid.Width];
        played = new float[batch * grid.Width];
        nothing = [.. Enumerable.Repeat(Tokens.None, batch)];
    }

    /// <summary>B.</summary>
    internal int Batch { get; }

    /// <summary>What the last choices made of the outputs, <c>[B, W]</c>.</summary>
    internal ReadOnlySpan<float> Heard => heard;

    /// <summary>What was played, <c>[B, W]</c>.</summary>
    internal ReadOnlySpan<float> Played => played;

    /// <summary>Writes every step of the phrases at the codes <c>[B, Z]</c>.</summary>
    internal void Play(Tensor codes, ChooseStep choose)
    {
        previous.Fill(0);
        conductor?.Start(codes);
        for (var step = 0; step < grid.Steps; step++)
        {
            if (step % (grid.Steps / decoder.Segments) == 0)
            {
                layers.Start(conductor?.Step(nothing) ?? codes);                                    // [B, E]
            }

            var h = layers.Step([], previous);                                                      // [B, H]
            for (var i = 0; i < outputs.Length; i++)
            {
                packed.Outputs[i].Forward(h, outputs[i]);                                           // [B, D]
            }

            for (var b = 0; b < Batch; b++)
            {
                Choose(step, b, choose);
            }
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        memory.Dispose();
        conductor?.Dispose();
        layers.Dispose();
    }

    private void Choose(int step, int b, ChooseStep choose)
    {
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i].Row(b).CopyTo(output.AsSpan(i * grid.Drums, grid.Drums));
        }

        choose(step, b, output, choice);
        previous.Row(b).CopyFrom(choice);
        for (var i = 0; i < output.Length; i++)
        {
            var cell = (b * grid.Width) + (i * grid.Steps) + step;
            (heard[cell], played[cell]) = (output[i], choice[i]);
        }
    }
}
