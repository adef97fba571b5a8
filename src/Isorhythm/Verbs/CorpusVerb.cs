using System.CommandLine;

namespace Isorhythm.Cli;

/// <summary><c>isorhythm corpus</c>: what can be done with a corpus.</summary>
internal static class CorpusVerb
{
    internal static Command Create() =>
        new Verb(
            "corpus",
            "Build a corpus from MIDI files, or look into one",
            "isorhythm corpus build clips/ --representation drums-12x8x9 --out clips.corpus")
        {
            CorpusBuildVerb.Create(),
            CorpusShowVerb.Create(),
        };
}
