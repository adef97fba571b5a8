using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Cli;

/// <summary>A phrase as the notes of the JSON contract.</summary>
internal static class NoteList
{
    internal static NoteAnswer[] Of(Phrase phrase) => phrase is GridPhrase rhythm
        ? [.. rhythm.Hits.Select(hit => new NoteAnswer(hit.Step, hit.Drum, (int)MathF.Round(hit.Velocity * 127), hit.Offset / 2))]
        : throw new IsorhythmException($"Phrases on {phrase.Form} have no note list yet.");
}
