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
    private readonly Dense mean;
    private readonly Dense deviation;
    private readonly float leastDeviation;

    private protected TokenEncoder(Parameters weights, int width, int dimensions, float leastDeviation = 0)
    {
        this.leastDeviation = leastDeviation;
        mean = new Dense(weights, "encoder.mean", width, dimensions, initialiser: Initialiser.GlorotUniform);
        deviation = new Dense(weights, "encoder.deviation", width, dimensions, initialiser: Initialiser.SmallNormal);
    }

    internal static TokenEncoder Create(Parameters weights, EncoderRecipe recipe, TokenTracks tracks, int dimensions) => recipe.Kind switch
    {
        Flat => new FlatTokenEncoder(weights, recipe, tracks, dimensions),
        Hierarchical => new HierarchicalTokenEncoder(weights, recipe, tracks, dimensions),
        BiGruEncoder.Kind => new BiGruTokenEncoder(weights, recipe, tracks, dimensions),
        _ => throw new IsorhythmException($"The encoder \"{recipe.Kind}\" does not read tokens: choose {Flat}, {Hierarchical} or {BiGruEncoder.Kind}."),
    };

    /// <summary>The posterior of the phrases in the workspace; the deviation is the softplus of a dense layer (Eq. 6 and 7).</summary>
    internal Posterior Forward(TokenWorkspace work, RandomStream? masks)
    {
        var tape = work.Tape;
        var h = Read(work, masks);                                                                // [B, width]
        return new Posterior(mean.Forward(tape, h), tape.LogVarianceOfSoftplus(deviation.Forward(tape, h), leastDeviation));
    }

    /// <summary>All steps of each phrase in one vector, <c>[B, width]</c>.</summary>
    private protected abstract Variable Read(TokenWorkspace work, RandomStream? masks);
}
