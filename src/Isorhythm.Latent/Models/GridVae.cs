using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>A model of rhythms on a grid: every cell of every feature is decoded at once, or by a <see cref="GridWriter"/> step by step.</summary>
internal sealed class GridVae : Vae
{
    private readonly Encoder encoder;
    private readonly Decoder decoder;
    private readonly GridWriter? writer;
    private readonly Objective objective;
    private readonly bool weighsByHits;
    private readonly bool spreadsHinges;
    private readonly bool drops;

    internal GridVae(Recipe recipe, GridRepresentation representation)
        : base(representation, recipe.Prior)
    {
        Grid = representation.Grid;
        Features = Feature.Of(Grid, recipe);
        spreadsHinges = recipe.Decoder.Initialiser == "hinges";
        drops = recipe.Encoder.Dropout > 0 || recipe.Decoder.Dropout > 0;
        encoder = recipe.Encoder.Kind == SoughtEncoder.Kind
            ? new SoughtEncoder(this, recipe.Objective.Kl)
            : Encoder.Create(Weights, recipe.Encoder, Features.Count, Grid, Dimensions);
        decoder = Decoder.Create(Weights, recipe.Decoder, Features, Grid, Dimensions);
        writer = decoder is LstmGridDecoder stepwise ? new GridWriter(stepwise, recipe.Training, Grid, Features) : null;
        var flatness = recipe.Objective.Flatness;
        weighsByHits = flatness.Heard == "audible" && Grid.Has(GridFeatures.Onset);
        objective = new Objective(recipe.Objective, Prior, Grid.Width, writer is null ? new FlatMetricRegulariser(flatness, Heard, Dimensions) : null);
    }

    internal DrumGrid Grid { get; }

    internal IReadOnlyList<Feature> Features { get; }

    internal override bool WritesStepByStep => writer is not null;

    /// <summary>What writes step by step.</summary>
    /// <exception cref="InvalidOperationException">The decoder writes everything at once.</exception>
    internal GridWriter Writer => writer ?? throw new InvalidOperationException("This decoder writes everything at once.");

    internal override void Initialise(ulong seed)
    {
        Weights.Initialise(new RandomStream(seed, "weights"));
        if (spreadsHinges)
        {
            decoder.SpreadHinges(new RandomStream(seed, "hinges"));
        }
    }

    internal override Workspace NewWorkspace(bool gradients, bool weightsChange) => new GridWorkspace(Grid, Features.Count, gradients, weightsChange);

    internal override Posterior Encode(Workspace workspace) => encoder.Forward(workspace.Tape, ((GridWorkspace)workspace).Inputs);

    internal override (Variable Total, LossParts Parts) Loss(Workspace workspace, Tensor noise, TrainingPoint at)
    {
        var work = (GridWorkspace)workspace;
        var tape = work.Tape;
        var masks = drops && at.IsTraining ? at.Stream("dropout") : null;
        var posterior = encoder.Forward(tape, work.Inputs, masks);
        var codes = tape.Reparameterise(posterior.Mean, posterior.LogVariance, noise);              // [B, Z]
        FeatureVariables kept = default;
        var logits = ((Span<Variable>)kept)[..Features.Count];
        Forward(work, codes, at, masks, logits);                                                    // [B, cells] each
        return objective.Of(tape, Cost(work, logits), posterior, codes, at);
    }

    /// <summary>What the phrases in the workspace cost when they are decoded to the given logits.</summary>
    private Distortion Cost(GridWorkspace work, ReadOnlySpan<Variable> logits)
    {
        var tape = work.Tape;
        var parts = new LossParts { Accuracy = WritesStepByStep ? GridAccuracy.Of(logits[0].Value, work.Targets[0], Grid.Steps) : 0 };
        var (likelihood, squared) = (tape.WeightedSum(), tape.WeightedSum());
        for (var i = 0; i < Features.Count; i++)
        {
            var loss = Features[i].Loss(tape, logits[i], work.Targets[i]);
            likelihood = tape.WeightedSum((likelihood, 1), (loss, Features[i].Weight));
            parts = parts.With(Features[i].Kind, Features[i].Weight * loss.Value.ToScalar());
            if (objective.IsBounded)
            {
                squared = tape.WeightedSum((squared, 1), (tape.SquaredError(logits[i], work.Targets[i], Features[i].Output), 1));
            }
        }

        return new(likelihood, objective.IsBounded ? squared : null, parts);
    }

    /// <summary>Decodes the codes <c>[n, Z]</c> to the first <paramref name="features"/> features, <c>[n, features·cells]</c>.</summary>
    internal void Decode(Workspace work, ReadOnlySpan<float> codes, Span<float> values, int features)
    {
        var count = codes.Length / Dimensions;
        if (writer is not null)
        {
            var heard = writer.Write((GridWorkspace)work, codes, count, Decoding.Usual).Heard;
            for (var row = 0; row < count; row++)
            {
                heard.Slice(row * Grid.Width, features * Grid.Cells).CopyTo(values[(row * features * Grid.Cells)..]);
            }

            return;
        }

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
        if (writer is not null)
        {
            // What was played is zero wherever there is no hit.
            var played = writer.Write((GridWorkspace)workspace, codes, phrases.Length, how).Played;
            for (var i = 0; i < phrases.Length; i++)
            {
                phrases[i] = Grid.Read(played.Slice(i * Grid.Width, Grid.Width), threshold: 0);
            }

            return phrases;
        }

        var values = new float[phrases.Length * Grid.Width];
        Decode(workspace, codes, values, Features.Count);
        for (var i = 0; i < phrases.Length; i++)
        {
            phrases[i] = Grid.Read(values.AsSpan(i * Grid.Width, Grid.Width), how.Threshold);
        }

        return phrases;
    }

    internal override void Hear(Workspace workspace, ReadOnlySpan<float> codes, Span<float> heard)
    {
        Decode(workspace, codes, heard, Features.Count);
        AudibleOutput.Weight(heard, Grid);
    }

    internal override IReadOnlyList<OnnxTrace> Trace() =>
    [
        .. encoder is SoughtEncoder ? Array.Empty<OnnxTrace>() : [GridOnnx.Encoder(encoder, Features, Grid, Dimensions)],
        .. decoder is LstmGridDecoder stepwise
            ? new[] { GridOnnx.Start(stepwise, Dimensions), GridOnnx.Step(stepwise, Features, Grid) }
            : [GridOnnx.Decoder(decoder, Features, Grid, Dimensions)],
    ];

    /// <inheritdoc/>
    public override void Dispose()
    {
        writer?.Dispose();
        base.Dispose();
    }

    private void Forward(GridWorkspace work, Variable codes, TrainingPoint at, RandomStream? masks, Span<Variable> logits)
    {
        if (writer is null)
        {
            decoder.Forward(work.Tape, codes, logits);
        }
        else
        {
            writer.Forward(work, codes, at, masks, logits);
        }
    }

    /// <summary>What is heard at the codes <c>[n, Z]</c>, <c>[n, W]</c>, as training is to flatten it.</summary>
    private Variable Heard(Tape tape, Variable codes)
    {
        FeatureVariables kept = default;
        var values = ((Span<Variable>)kept)[..Features.Count];
        decoder.Decode(tape, codes, values, Features.Count);
        if (weighsByHits)
        {
            for (var i = 1; i < values.Length; i++)
            {
                values[i] = tape.Multiply(values[0], values[i]);
            }
        }

        return tape.Concatenate(values);
    }
}
