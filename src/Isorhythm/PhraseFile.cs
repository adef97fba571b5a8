using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Cli;

/// <summary>A MIDI file seen through a model's representation.</summary>
internal static class PhraseFile
{
    /// <summary>The phrases that <paramref name="space"/> can encode, in the order of the file; at least one.</summary>
    /// <exception cref="IsorhythmException">The file is missing, is not MIDI, or gives no phrase: the sentence says why.</exception>
    internal static IReadOnlyList<Phrase> Read(string path, LatentSpace space)
    {
        if (Directory.Exists(path))
        {
            throw new IsorhythmException($"{path} is a folder: name the MIDI files in it.");
        }

        var source = MidiSource.Under(path)[0] with { Path = path };
        var (corpus, report) = Corpus.Build([source], space.Representation);
        var reasons = report.Files[0].Reasons.Select(reason => reason.Reason);
        return corpus.Phrases.Count > 0
            ? [.. corpus.Phrases.Select(found => found.Phrase)]
            : throw new IsorhythmException($"{path} gives no phrase for {space.Name}: {string.Join("; ", reasons)}.");
    }
}
