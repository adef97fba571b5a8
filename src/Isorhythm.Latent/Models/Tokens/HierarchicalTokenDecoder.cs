using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A conductor gives each bar an embedding, and a stack a track writes each bar from it. The stack's state ends with the bar; the token
/// before the bar line is known beyond it (section 3.2 of Roberts et al. 2018).
/// </summary>
internal sealed class HierarchicalTokenDecoder(Parameters weights, DecoderRecipe recipe, TokenTracks tracks, int dimensions) : TokenDecoder(tracks)
{
    internal override int Segments => Tracks.Bars;

    internal override Conductor Conductor { get; } = new(weights, recipe, dimensions, tracks.Bars);

    internal override IReadOnlyList<TokenStack> Stacks { get; } =
        [.. tracks.Tracks.Select(track => new TokenStack(weights, $"decoder.{track.Name}", recipe, [track], recipe.Hidden))];

    internal override Variable Embed(Tape tape, Variable codes, RandomStream? masks) => Conductor.Forward(tape, codes, Tracks.Bars, masks);
}
