using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>A model of tokens on tracks that writes each step from the one before: MusicVAE (Roberts et al. 2018).</summary>
internal sealed class TokenVae : Vae
{
    private readonly TrainingRecipe training;
    private readonly Objective objective;
    private readonly TokenEncoder encoder;
    private readonly TokenDecoder decoder;
    private readonly Lazy<PackedDecoder> packed;

    internal TokenVae(Recipe recipe, TokenRepresentation representation)
        : base(representation, recipe.Prior)
    {
        training = recipe.Training;
        objective = new Objective(recipe.Objective, Prior, representation.DecodedValues, regulariser: null);
        Tracks = representation.Tracks;
        encoder = TokenEncoder.Create(Weights, recipe.Encoder, Tracks, Dimensions);
        decoder = TokenDecoder.Create(Weights, recipe.Decoder, Tracks, Dimensions);
        packed = new(decoder.Pack);
    }

    internal TokenTracks Tracks { get; }

    internal override bool WritesStepByStep => true;

    internal override void Initialise(ulong seed) => Weights.Initialise(new RandomStream(seed, "weights"));

    internal override Workspace NewWorkspace(bool gradients, bool weightsChange) => new TokenWorkspace(Tracks, gradients, weightsChange);

    internal override Posterior Encode(Workspace workspace) => encoder.Forward((TokenWorkspace)workspace, masks: null);

    internal override (Variable Total, LossParts Parts) Loss(Workspace workspace, Tensor noise, TrainingPoint at)
    {
        var work = (TokenWorkspace)workspace;
        var masks = at.IsTraining ? at.Stream("dropout") : null;
        var posterior = encoder.Forward(work, masks);
        var codes = work.Tape.Reparameterise(posterior.Mean, posterior.LogVariance, noise);         // [B, Z]
        var (tokens, accuracy) = decoder.Loss(work, codes, Previous(work, codes, at), masks);
        var parts = new LossParts { Tokens = tokens.Value.ToScalar(), Accuracy = accuracy };
        return objective.Of(work.Tape, new Distortion(tokens, Squared: null, parts), posterior, codes, at);
    }

    internal override Phrase[] Decode(Workspace workspace, ReadOnlySpan<float> codes, Decoding how)
    {
        var work = (TokenWorkspace)workspace;
        var count = codes.Length / Dimensions;
        work.LoadEmpty(count);
        var random = new RandomStream(how.Seed, "decode");
        var from = work.Tape.Allocate(count, Dimensions);
        from.CopyFrom(codes);
        work.PlayerFor(this, count).Play(from, (step, track, b, logits) =>
            work.At(b, track, step) = (ushort)TokenChoice.Choose(logits, how.Temperature, how.Temperature == 0 ? 0 : random.Uniform()));
        return [.. Enumerable.Range(0, count).Select(b => new TokenPhrase(Tracks, work.Phrase(b)).Canonical())];
    }

    /// <summary>Shows the logits of every step of the phrases that lie in the workspace, at codes <c>[B, Z]</c>, their own tokens before it.</summary>
    internal void Follow(TokenWorkspace work, ReadOnlySpan<float> codes, ShowLogits show)
    {
        var from = work.Tape.Allocate(work.Batch, Dimensions);
        from.CopyFrom(codes);
        work.PlayerFor(this, work.Batch).Play(from, (step, track, b, logits) =>
        {
            show(step, track, b, logits);
            return work.At(b, track, step);
        });
    }

    /// <summary>What writes phrases step by step for a batch of that size.</summary>
    internal TokenPlayer NewPlayer(int batch) => new(decoder, packed.Value, Tracks, batch);

    /// <summary>Lets the players know that the weights have changed; none may run.</summary>
    internal void PackAgain() => packed.Value.Pack();

    internal override IReadOnlyList<OnnxTrace> Trace() =>
    [
        TokenOnnx.Encoder(encoder, (_, mean) => mean, Tracks, Dimensions),
        TokenOnnx.Start(decoder, Dimensions),
        TokenOnnx.Step(decoder, Tracks),
    ];

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (packed.IsValueCreated)
        {
            packed.Value.Dispose();
        }

        base.Dispose();
    }

    /// <summary>
    /// The token before each step, <c>[T·B]</c> a track: the phrase's own, or with scheduled sampling now and then the one that the model
    /// draws there (Bengio et al. 2015). Drawn first and then given, it takes no gradient.
    /// </summary>
    private Tokens[] Previous(TokenWorkspace work, Variable codes, TrainingPoint at)
    {
        var share = at.IsTraining ? Schedules.SamplingProbability(training, at.Step) : 0;
        var previous = new Tokens[Tracks.Tracks.Length];
        for (var track = 0; track < previous.Length; track++)
        {
            previous[track] = work.Previous(track, decoder.Segments);
        }

        if (share > 0)
        {
            MixIn(previous, work, codes.Value, share, at.Stream("scheduled sampling"));
        }

        return previous;
    }

    private void MixIn(Tokens[] previous, TokenWorkspace work, Tensor codes, float share, RandomStream random)
    {
        work.PlayerFor(this, work.Batch).Play(codes, (step, track, b, logits) =>
        {
            var token = random.Uniform() < share ? TokenChoice.Choose(logits, 1, random.Uniform()) : work.At(b, track, step);
            if (step + 1 < Tracks.Steps)
            {
                previous[track][SegmentedSteps.Row(step + 1, Tracks.Steps, decoder.Segments, work.Batch) + b] = token;
            }

            return token;
        });
    }
}
