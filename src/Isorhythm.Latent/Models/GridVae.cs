using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>A model of rhythms on a grid: every cell of every feature is decoded at once.</summary>
internal sealed class GridVae : Vae
{
    private readonly Encoder encoder;
    private readonly Decoder decoder;
    private readonly ObjectiveRecipe objective;
    private readonly bool spreadsHinges;

    internal GridVae(Recipe recipe, GridRepresentation representation)
        : base(representation, recipe.Prior.Dimensions)
    {
        Grid = representation.Grid;
        Features = Feature.Of(Grid, recipe);
        spreadsHinges = recipe.Decoder.Initialiser == "hinges";
        objective = recipe.Objective;
        encoder = Encoder.Create(Weights, recipe.Encoder, Features.Count, Grid, Dimensions);
        decoder = Decoder.Create(Weights, recipe.Decoder, Features, Grid, Dimensions);
    }

    internal DrumGrid Grid { get; }

    internal IReadOnlyList<Feature> Features { get; }

    internal override void Initialise(ulong seed)
    {
        Weights.Initialise(new RandomStream(seed, "weights"));
        if (spreadsHinges)
        {
            decoder.SpreadHinges(new RandomStream(seed, "hinges"));
        }
    }

    internal override Workspace NewWorkspace(bool gradients, bool weightsChange) => new GridWorkspace(Grid, Features.Count, gradients);

    internal override Posterior Encode(Workspace workspace) => encoder.Forward(workspace.Tape, ((GridWorkspace)workspace).Inputs);

    internal override (Variable Total, LossParts Parts) Loss(Workspace workspace, Tensor noise, TrainingPoint at)
    {
        var work = (GridWorkspace)workspace;
        var tape = work.Tape;
        var (mean, logVariance) = Encode(work);
        var codes = tape.Reparameterise(mean, logVariance, noise);                  // [B, Z]
        FeatureVariables kept = default;
        var logits = ((Span<Variable>)kept)[..Features.Count];
        decoder.Forward(tape, codes, logits);                                       // [B, cells] each
        var kl = tape.GaussianKL(mean, logVariance);
        var beta = at.IsTraining ? Schedules.Beta(objective, at.Step) : objective.Kl;
        var total = tape.WeightedSum((kl, beta));
        var parts = new LossParts { Kl = beta * kl.Value.ToScalar(), KlBits = kl.Value.ToScalar() / LossParts.NatsPerBit };
        for (var i = 0; i < Features.Count; i++)
        {
            var loss = Features[i].Loss(tape, logits[i], work.Targets[i]);
            total = tape.WeightedSum((total, 1), (loss, Features[i].Weight));
            parts = parts.With(Features[i].Kind, Features[i].Weight * loss.Value.ToScalar());
        }

        return (total, parts with { Total = total.Value.ToScalar() });
    }

    /// <summary>Decodes the codes <c>[n, Z]</c> to the first <paramref name="features"/> features, <c>[n, features·cells]</c>.</summary>
    internal void Decode(Workspace work, ReadOnlySpan<float> codes, Span<float> values, int features)
    {
        var count = codes.Length / Dimensions;
        var tape = work.Tape;
        tape.Reset();
        var input = tape.Allocate(count, Dimensions);
        input.CopyFrom(codes);
        FeatureVariables kept = default;
        var decoded = ((Span<Variable>)kept)[..features];
        decoder.Decode(tape, tape.Constant(input), decoded, features);
        for (var row = 0; row < count; row++)
        {
            for (var i = 0; i < features; i++)
            {
                decoded[i].Value.Row(row).CopyTo(values.Slice(((row * features) + i) * Grid.Cells, Grid.Cells));
            }
        }
    }

    internal override Phrase[] Decode(Workspace workspace, ReadOnlySpan<float> codes, Decoding how)
    {
        var phrases = new Phrase[codes.Length / Dimensions];
        var values = new float[phrases.Length * Grid.Width];
        Decode(workspace, codes, values, Features.Count);
        for (var i = 0; i < phrases.Length; i++)
        {
            phrases[i] = Grid.Read(values.AsSpan(i * Grid.Width, Grid.Width), how.Threshold);
        }

        return phrases;
    }
}
