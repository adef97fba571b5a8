using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Studio;

/// <summary>Turns what a page sends into the phrase that a space reads.</summary>
internal static class PatternView
{
    /// <summary>A space of rhythms reads hits, one of tracks reads notes.</summary>
    /// <exception cref="RefusedException">The other was sent, or what was sent does not lie where it should.</exception>
    public static Phrase ToPhrase(LatentSpace space, IReadOnlyList<HitView>? hits, IReadOnlyList<NoteView>? notes) => (space, hits, notes) switch
    {
        (GridSpace grid, { } some, _) => HitView.ToPhrase(some, grid.Grid),
        ({ Representation: TokenRepresentation tokens }, _, { } some) => NoteView.ToPhrase(some, tokens.Tracks),
        (GridSpace, _, _) => throw Refusal.BadRequest($"The space \"{space.Name}\" reads hits, and none came: send hits."),
        _ => throw Refusal.BadRequest($"The space \"{space.Name}\" reads notes, and none came: send notes."),
    };
}
