using System.CommandLine;
using Isorhythm.Latent;

namespace Isorhythm.Cli;

/// <summary><c>isorhythm corpus build</c>: MIDI files become a corpus, and every file hears what became of it.</summary>
internal static class CorpusBuildVerb
{
    internal static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "MIDI files, and folders of them", Arity = ArgumentArity.OneOrMore };
        var representation = new Option<string>("--representation")
        {
            Required = true,
            HelpName = "NAME",
            Description = "how music becomes numbers: " + string.Join(", ", Representation.All.Select(known => known.Name)),
        };
        var target = Parameters.Out("CORPUS", "the corpus to write");
        var json = Parameters.Json();
        var verb = new Verb(
            "build",
            "Build a corpus from MIDI files",
            "isorhythm corpus build clips/ --representation drums-12x8x9 --out clips.corpus")
        {
            paths, representation, target, json,
        };
        verb.SetAction(given => Run(
            given.GetRequiredValue(paths),
            Asked(given.GetRequiredValue(representation)),
            given.GetRequiredValue(target),
            given.GetValue(json)));
        return verb;
    }

    private static int Run(string[] paths, Representation representation, string target, bool asJson)
    {
        var (corpus, report) = ImportDisplay.Build(paths, representation);
        ImportDisplay.Show(report);
        if (asJson)
        {
            JsonAnswer.Write(new CorpusBuildAnswer(report.Files, report.Phrases, report.Seconds));
        }

        if (report.Phrases == 0)
        {
            throw new IsorhythmException($"No file gave a phrase, so {target} was not written: the report above says why.");
        }

        corpus.Save(target);
        var used = report.Files.Count(file => file.Phrases > 0);
        Terminal.Say($"{target}: {report.Phrases} phrases from {used} of {report.Files.Count} files");
        return ExitCode.Done;
    }

    private static Representation Asked(string name)
    {
        try
        {
            return Representation.Named(name);
        }
        catch (IsorhythmException unknown)
        {
            throw new AskedWronglyException(unknown.Message);
        }
    }
}
