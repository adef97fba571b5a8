using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A variational autoencoder put together from a recipe's parts (Kingma and Welling 2013). Reading the weights is thread-safe as long
/// as each thread brings its own <see cref="Workspace"/>.
/// </summary>
internal sealed class Vae : IDisposable
{
    private readonly Encoder encoder;
    private readonly Decoder decoder;
    private readonly float klWeight;
    private readonly bool spreadsHinges;

    internal Vae(Recipe recipe, DrumGrid grid)
    {
        Grid = grid;
        Dimensions = recipe.Prior.Dimensions;
        Features = Feature.Of(grid, recipe);
        spreadsHinges = recipe.Decoder.Initialiser == "hinges";
        klWeight = recipe.Objective.Kl;
        encoder = Encoder.Create(Weights, recipe.Encoder, Features.Count, grid.Cells, Dimensions);
        decoder = Decoder.Create(Weights, recipe.Decoder, Features, grid.Cells, Dimensions);
    }

    internal Parameters Weights { get; } = new();

    internal DrumGrid Grid { get; }

    internal int Dimensions { get; }

    internal IReadOnlyList<Feature> Features { get; }

    /// <summary>Draws every weight anew.</summary>
    internal void Initialise(ulong seed)
    {
        Weights.Initialise(new RandomStream(seed, "weights"));
        if (spreadsHinges)
        {
            decoder.SpreadHinges(new RandomStream(seed, "hinges"));
        }
    }

    /// <summary>The posterior of the phrases that lie in the workspace.</summary>
    internal Posterior Encode(Workspace work) => encoder.Forward(work.Tape, work.Inputs);

    /// <summary>
    /// The objective for the phrases that lie in the workspace, with noise <c>[B, Z]</c>: what to minimise, <c>[1, 1]</c>, and its parts.
    /// </summary>
    internal (Variable Total, LossParts Parts) Loss(Workspace work, Tensor noise)
    {
        var tape = work.Tape;
        var (mean, logVariance) = Encode(work);
        var codes = tape.Reparameterise(mean, logVariance, noise);                  // [B, Z]
        FeatureVariables kept = default;
        var logits = ((Span<Variable>)kept)[..Features.Count];
        decoder.Forward(tape, codes, logits);                                       // [B, cells] each
        var kl = tape.GaussianKL(mean, logVariance);
        var total = tape.WeightedSum((kl, klWeight));
        var parts = new LossParts { Kl = klWeight * kl.Value.ToScalar() };
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

    /// <summary>Gives the memory of the weights back.</summary>
    public void Dispose() => Weights.Dispose();
}
