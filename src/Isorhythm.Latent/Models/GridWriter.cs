using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>A model's decoder that writes grids step by step: all steps at once where the phrase is known, else one after another.</summary>
internal sealed class GridWriter : IDisposable
{
    private readonly LstmGridDecoder decoder;
    private readonly TrainingRecipe training;
    private readonly DrumGrid grid;
    private readonly StepChoice choice;
    private readonly Lazy<PackedDecoder> packed;

    internal GridWriter(LstmGridDecoder decoder, TrainingRecipe training, DrumGrid grid, IReadOnlyList<Feature> features)
    {
        this.decoder = decoder;
        this.training = training;
        this.grid = grid;
        choice = new StepChoice(features, grid.Drums);
        packed = new(decoder.Pack);
    }

    /// <summary>
    /// Codes <c>[B, Z]</c> to every feature before its activation, <c>[B, cells]</c> each. Each step sees the phrase's own step before it, or with
    /// scheduled sampling now and then the one that the model draws there (Bengio et al. 2015).
    /// </summary>
    internal void Forward(GridWorkspace work, Variable codes, TrainingPoint at, RandomStream? masks, Span<Variable> logits)
    {
        var previous = GridSteps.Previous(work.Tape, work.Inputs, grid, decoder.Segments);          // [T·B, F·D]
        var share = at.IsTraining ? Schedules.SamplingProbability(training, at.Step) : 0;
        if (share > 0)
        {
            MixIn(previous, work, codes.Value, share, at.Stream("scheduled sampling"));
        }

        decoder.Forward(work.Tape, codes, previous, masks, logits);
    }

    /// <summary>Writes the rhythms at the codes <c>[n, Z]</c>; they lie in the player.</summary>
    internal GridPlayer Write(GridWorkspace work, ReadOnlySpan<float> codes, int count, Decoding how)
    {
        work.Tape.Reset();
        var from = work.Tape.Allocate(count, codes.Length / count);
        from.CopyFrom(codes);
        var random = new RandomStream(how.Seed, "decode");
        var player = work.PlayerFor(this, count);
        player.Play(from, (_, _, output, played) => choice.Choose(output, how, random, played));
        return player;
    }

    /// <summary>What writes rhythms for a batch of that size.</summary>
    internal GridPlayer NewPlayer(int batch) => new(decoder, packed.Value, grid, batch);

    /// <summary>Lets the players know that the weights have changed; none may run.</summary>
    internal void PackAgain() => packed.Value.Pack();

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (packed.IsValueCreated)
        {
            packed.Value.Dispose();
        }
    }

    // What a step plays is what the next one is given, so the phrase's own step lies in the next one's row.
    private void MixIn(Tensor previous, GridWorkspace work, Tensor codes, float share, RandomStream random)
    {
        var drawn = Decoding.Usual with { Temperature = 1 };
        work.PlayerFor(this, codes.Rows).Play(codes, (step, b, output, played) =>
        {
            if (step + 1 == grid.Steps)
            {
                return;
            }

            var next = previous.Row(SegmentedSteps.Row(step + 1, grid.Steps, decoder.Segments, codes.Rows) + b);
            next.CopyTo(played);
            if (random.Uniform() < share)
            {
                choice.Choose(output, drawn, random, played);
                next.CopyFrom(played);
            }
        });
    }
}
