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
        using var interruption = new Interruption();
        var totals = Build(paths, representation, target, asJson, interruption.Token);
        if (totals.Phrases == 0)
        {
            throw new IsorhythmException($"No file gave a phrase, so {target} was not written: the report above says why.");
        }

        Terminal.Say($"{target}: {totals.Phrases} phrases from {totals.UsedFiles} of {totals.Files} files");
        return ExitCode.Done;
    }

    private static ImportTotals Build(string[] paths, Representation representation, string target, bool asJson, CancellationToken cancel)
    {
        using var json = asJson ? new CorpusBuildJson() : null;
        return ImportDisplay.Build(paths, representation, target, file => json?.Add(file), cancel);
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
