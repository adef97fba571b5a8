using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A <see cref="ConductorGruTrunk"/> over the bars of token tracks, and a dense layer that gives the logits of all tracks of a step side by side.
/// </summary>
internal sealed class ConductorGruTokenDecoder : SmoothTokenDecoder
{
    private readonly ConductorGruTrunk trunk;
    private readonly Dense output;

    internal ConductorGruTokenDecoder(Parameters weights, DecoderRecipe recipe, TokenTracks tracks, int dimensions)
        : base(tracks)
    {
        Segments = tracks.Bars;
        trunk = new ConductorGruTrunk(weights, recipe, tracks.Bars, tracks.StepsPerBar, dimensions);
        output = new Dense(weights, "decoder.output", recipe.Hidden, Vocabularies.Sum(), initialiser: Initialiser.GlorotUniform);
    }

    /// <summary>The bars.</summary>
    internal override int Segments { get; }

    internal override Variable Forward(Tape tape, Variable codes) => output.Forward(tape, trunk.Forward(tape, codes));
}
