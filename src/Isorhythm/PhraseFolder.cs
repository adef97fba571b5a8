using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Cli;

/// <summary>Phrases as files: NAME-1.mid, NAME-2.mid, ... each with its picture beside it.</summary>
internal static class PhraseFolder
{
    // Phrases carry no tempo; most of this music lies near this one, and any sequencer changes it.
    internal const double BeatsPerMinute = 120;

    /// <summary>Writes one MIDI file and one SVG picture a phrase, and returns the paths of the MIDI files.</summary>
    internal static string[] Write(string folder, string name, Representation representation, IReadOnlyList<Phrase> phrases) =>
        Write(folder, name, representation, [.. phrases.Select(phrase => (IReadOnlyList<Phrase>)[phrase])]);

    /// <summary>The same with several phrases one after another in each file.</summary>
    internal static string[] Write(
        string folder, string name, Representation representation, IReadOnlyList<IReadOnlyList<Phrase>> phrases)
    {
        var digits = $"{phrases.Count}".Length;
        var written = new string[phrases.Count];
        for (var index = 0; index < phrases.Count; index++)
        {
            var stem = Path.Combine(folder, $"{name}-{$"{index + 1}".PadLeft(digits, '0')}");
            written[index] = stem + ".mid";
            OutputFile.Write(written[index], MidiWriter.Write(representation.Play(phrases[index], BeatsPerMinute)));
            OutputFile.Write(stem + ".svg", representation.Draw(phrases[index]));
        }

        return written;
    }
}
