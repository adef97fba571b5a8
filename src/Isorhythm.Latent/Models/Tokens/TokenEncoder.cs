using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A part that reads all steps of a token phrase and ends in one vector, from which mean and deviation come (section 3.1 of Roberts et al. 2018).
/// </summary>
internal abstract class TokenEncoder
{
    internal const string Flat = "bi-lstm";
    internal const string Hierarchical = "hierarchical-bi-lstm";
    private readonly PosteriorHead head;

    private protected TokenEncoder(Parameters weights, TokenTracks tracks, int width, int dimensions, float leastDeviation = 0)
    {
        Tracks = tracks;
        head = new PosteriorHead(weights, width, dimensions, Initialiser.GlorotUniform, Initialiser.SmallNormal, leastDeviation);
    }

    private protected TokenTracks Tracks { get; }

    /// <summary>Into how many parts, which are read side by side, a phrase is cut.</summary>
    internal virtual int Segments => 1;

    internal static TokenEncoder Create(Parameters weights, EncoderRecipe recipe, TokenTracks tracks, int dimensions) => recipe.Kind switch
    {
        Flat => new FlatTokenEncoder(weights, recipe, tracks, dimensions),
        Hierarchical => new HierarchicalTokenEncoder(weights, recipe, tracks, dimensions),
        BiGruEncoder.Kind => new BiGruTokenEncoder(weights, recipe, tracks, dimensions),
        _ => throw new IsorhythmException($"The encoder \"{recipe.Kind}\" does not read tokens: choose {Flat}, {Hierarchical} or {BiGruEncoder.Kind}."),
    };

    /// <summary>The posterior of the phrases in the workspace.</summary>
    internal Posterior Forward(TokenWorkspace work, RandomStream? masks) =>
        Forward(work.Tape, TokenInput.Of(work, Tracks, Segments), work.Batch, masks);

    /// <summary>The same of phrases that are given as the parts of each step's input, <c>[S·U·B, ...]</c> in segments.</summary>
    internal Posterior Forward(Tape tape, StepInput[] input, int batch, RandomStream? masks) => head.Forward(tape, Read(tape, input, batch, masks));

    /// <summary>Starts every deviation at a share of the given ones, <c>[Z]</c>.</summary>
    internal void StartAt(ReadOnlySpan<float> deviations, float share) => head.StartAt(deviations, share);

    /// <summary>All steps of each phrase in one vector, <c>[B, width]</c>.</summary>
    private protected abstract Variable Read(Tape tape, StepInput[] input, int batch, RandomStream? masks);
}
