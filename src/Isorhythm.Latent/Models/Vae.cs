using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A variational autoencoder put together from a recipe's parts (Kingma and Welling 2013): one file a family of representations. Reading
/// the weights is thread-safe as long as each thread brings its own <see cref="Workspace"/>.
/// </summary>
internal abstract class Vae : IDisposable
{
    private protected Vae(Representation representation, PriorRecipe prior)
    {
        Representation = representation;
        Dimensions = prior.Dimensions;
        Prior = Prior.Create(Weights, prior);
    }

    internal Parameters Weights { get; } = new();

    internal Representation Representation { get; }

    /// <summary>Z, how many numbers a code has.</summary>
    internal int Dimensions { get; }

    internal Prior Prior { get; }

    /// <summary>Puts the parts of a recipe together; the weights are not set.</summary>
    /// <exception cref="IsorhythmException">The parts do not fit each other.</exception>
    internal static Vae Create(Recipe recipe) => Representation.Named(recipe.Representation) switch
    {
        GridRepresentation grid => new GridVae(recipe, grid),
        TokenRepresentation tokens when !recipe.Decoder.WritesStepByStep => new SmoothTokenVae(recipe, tokens),
        TokenRepresentation tokens => new TokenVae(recipe, tokens),
        var other => throw new IsorhythmException($"No model reads {other.Name} yet."),
    };

    /// <summary>True where a phrase is decoded one step after another, which takes its time.</summary>
    internal virtual bool WritesStepByStep => false;

    /// <summary>Draws every weight anew.</summary>
    internal abstract void Initialise(ulong seed);

    /// <summary>A workspace. One that runs while weights change takes them anew at each use.</summary>
    internal abstract Workspace NewWorkspace(bool gradients, bool weightsChange);

    /// <summary>The posterior of the phrases that lie in the workspace.</summary>
    internal abstract Posterior Encode(Workspace workspace);

    /// <summary>
    /// The objective for the phrases that lie in the workspace, with noise <c>[B, Z]</c>: what to minimise, <c>[1, 1]</c>, and its parts.
    /// </summary>
    internal abstract (Variable Total, LossParts Parts) Loss(Workspace workspace, Tensor noise, TrainingPoint at);

    /// <summary>The phrases at the codes <c>[n, Z]</c>.</summary>
    internal abstract Phrase[] Decode(Workspace workspace, ReadOnlySpan<float> codes, Decoding how);

    /// <summary>Writes what is heard at the codes <c>[n, Z]</c>, <c>[n, D]</c>: a smooth function of them, where not each step is written from the one before.</summary>
    internal virtual void Hear(Workspace workspace, ReadOnlySpan<float> codes, Span<float> heard) =>
        throw new InvalidOperationException("What is written step by step is no smooth function of the code.");

    /// <summary>The graphs of ONNX that the model leaves as: what encodes, and what decodes.</summary>
    internal abstract IReadOnlyList<OnnxTrace> Trace();

    /// <summary>Gives the memory of the weights back.</summary>
    public virtual void Dispose() => Weights.Dispose();
}
