using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A model of tokens on tracks that decodes every step at once, so that what is heard is a smooth function of the code: FM-Music-VAE on melodies
/// (Chen et al. 2022), MusAE (Valenti et al. 2020).
/// </summary>
internal sealed class SmoothTokenVae : Vae
{
    // Where nothing pays for the width of a posterior it starts narrow, and its noise does not cover the code.
    private const float NarrowStart = 0.08f;

    private readonly bool isNarrow;
    private readonly CodeScale scale;
    private readonly TokenEncoder encoder;
    private readonly SmoothTokenDecoder decoder;
    private readonly Objective objective;

    internal SmoothTokenVae(Recipe recipe, TokenRepresentation representation)
        : base(representation, recipe.Prior)
    {
        Tracks = representation.Tracks;
        isNarrow = recipe.Objective.Kl == 0;
        scale = new CodeScale(Prior);
        encoder = TokenEncoder.Create(Weights, recipe.Encoder, Tracks, Dimensions);
        decoder = SmoothTokenDecoder.Create(Weights, recipe.Decoder, Tracks, Dimensions);
        objective = new Objective(
            recipe.Objective, Prior, representation.DecodedValues, new FlatMetricRegulariser(recipe.Objective.Flatness, Decode, Dimensions));
    }

    internal TokenTracks Tracks { get; }

    internal override void Initialise(ulong seed)
    {
        Weights.Initialise(new RandomStream(seed, "weights"));
        if (isNarrow)
        {
            encoder.StartAt(Prior.Deviations ?? [.. Enumerable.Repeat(1f, Dimensions)], NarrowStart);
        }
    }

    internal override Workspace NewWorkspace(bool gradients, bool weightsChange) => new TokenWorkspace(Tracks, gradients, weightsChange);

    internal override Posterior Encode(Workspace workspace) => Posterior((TokenWorkspace)workspace, masks: null);

    internal override (Variable Total, LossParts Parts) Loss(Workspace workspace, Tensor noise, TrainingPoint at)
    {
        var work = (TokenWorkspace)workspace;
        var posterior = Posterior(work, at.IsTraining ? at.Stream("dropout") : null);
        var codes = work.Tape.Reparameterise(posterior.Mean, posterior.LogVariance, noise);         // [B, Z]
        return objective.Of(work.Tape, Cost(work, Forward(work.Tape, codes)), posterior, codes, at);
    }

    internal override void Hear(Workspace workspace, ReadOnlySpan<float> codes, Span<float> heard) =>
        Decode(workspace.Tape, Load(workspace.Tape, codes)).Value.CopyTo(heard);

    internal override Phrase[] Decode(Workspace workspace, ReadOnlySpan<float> codes, Decoding how)
    {
        var phrases = new Phrase[codes.Length / Dimensions];
        var logits = Forward(workspace.Tape, Load(workspace.Tape, codes)).Value;            // [S·U·n, K]
        var random = new RandomStream(how.Seed, "decode");
        for (var b = 0; b < phrases.Length; b++)
        {
            phrases[b] = Write(logits, b, phrases.Length, how.Temperature, random);
        }

        return phrases;
    }

    internal override IReadOnlyList<OnnxTrace> Trace() =>
    [
        TokenOnnx.Encoder(encoder, scale.ToCodes, Tracks, Dimensions),
        TokenOnnx.Decoder(Decode, decoder.Vocabularies, Tracks, Dimensions),
    ];

    private Posterior Posterior(TokenWorkspace work, RandomStream? masks)
    {
        var posterior = encoder.Forward(work, masks);
        return posterior with { Mean = scale.ToCodes(work.Tape, posterior.Mean) };                  // [B, Z]
    }

    private Variable Forward(Tape tape, Variable codes) => decoder.Forward(tape, scale.FromCodes(tape, codes));

    private Variable Decode(Tape tape, Variable codes) => decoder.Decode(tape, scale.FromCodes(tape, codes));

    /// <summary>The tokens of phrase b of n, each track's on its own, from the logits of all of them, <c>[S·U·n, K]</c>.</summary>
    private TokenPhrase Write(Tensor logits, int b, int n, float temperature, RandomStream random)
    {
        var (tokens, uniforms, row) = (new ushort[Tracks.Width], new float[Tracks.Steps], new float[logits.Columns]);
        for (var (track, column) = (0, 0); track < Tracks.Tracks.Length; column += decoder.Vocabularies[track], track++)
        {
            var states = new float[Tracks.Steps * decoder.Vocabularies[track]];                     // [T, states]
            for (var step = 0; step < Tracks.Steps; step++)
            {
                logits.Row(SegmentedSteps.Row(step, Tracks.Steps, decoder.Segments, n) + b).CopyTo(row);
                row.AsSpan(column, decoder.Vocabularies[track]).CopyTo(states.AsSpan(step * decoder.Vocabularies[track]));
                uniforms[step] = temperature == 0 ? 0 : random.Uniform();
            }

            TokenSequence.Choose(states, Tracks.Tracks[track].Vocabulary, temperature, uniforms, tokens.AsSpan(track * Tracks.Steps, Tracks.Steps));
        }

        return new TokenPhrase(Tracks, tokens);
    }

    private Distortion Cost(TokenWorkspace work, Variable logits)
    {
        var (loss, right) = TokenCrossEntropy.Of(work, logits, firstTrack: 0, decoder.Vocabularies, decoder.Segments);
        var parts = new LossParts { Tokens = loss.Value.ToScalar(), Accuracy = (double)right / (work.Batch * Tracks.Width) };
        return new(loss, objective.IsBounded ? SquaredError(work, logits) : null, parts);
    }

    /// <summary>The squared error of every probability, summed over a phrase.</summary>
    private Variable SquaredError(TokenWorkspace work, Variable logits) => work.Tape.WeightedSum(
        (work.Tape.SquaredError(decoder.Probabilities(work.Tape, logits), work.OneHot(decoder.Segments)), Tracks.Steps));

    private Variable Load(Tape tape, ReadOnlySpan<float> codes)
    {
        tape.Reset();
        var input = tape.Allocate(codes.Length / Dimensions, Dimensions);
        input.CopyFrom(codes);
        return tape.Constant(input);
    }
}
