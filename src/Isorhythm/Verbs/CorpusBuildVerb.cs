using System.CommandLine;
using Isorhythm.Latent;

namespace Isorhythm.Cli;

/// <summary><c>isorhythm corpus build</c>: MIDI files become a corpus, and every file hears what became of it.</summary>
internal static class CorpusBuildVerb
{
    private const string Folders = "folders";

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
        var tags = new Option<string?>("--tags")
        {
            HelpName = $"FILE.csv|{Folders}",
            Description = $"the songs' tags: a CSV file with a song and its tags a line (song.mid,rock;pop), or {Folders}, the first folder of each song",
        };
        var mostTags = Parameters.Whole("--most-tags", $"how many tags are kept, the most frequent ({TagChoice.UsualMost})", 1);
        var json = Parameters.Json();
        var verb = new Verb(
            "build",
            "Build a corpus from MIDI files",
            "isorhythm corpus build clips/ --representation drums-12x8x9 --out clips.corpus")
        {
            paths, representation, target, tags, mostTags, json,
        };
        verb.SetAction(given => Run(
            given.GetRequiredValue(paths),
            Asked(given.GetRequiredValue(representation)),
            given.GetRequiredValue(target),
            Asked(given.GetValue(tags), given.GetValue(mostTags)),
            given.GetValue(json)));
        return verb;
    }

    private static int Run(string[] paths, Representation representation, string target, TagChoice? tags, bool asJson)
    {
        using var interruption = new Interruption();
        var totals = Build(paths, representation, target, tags, asJson, interruption.Token);
        if (totals.Phrases == 0)
        {
            throw new IsorhythmException($"No file gave a phrase, so {target} was not written: the report above says why.");
        }

        Terminal.Say($"{target}: {totals.Phrases} phrases from {totals.UsedFiles} of {totals.Files} files");
        return ExitCode.Done;
    }

    private static ImportTotals Build(
        string[] paths, Representation representation, string target, TagChoice? tags, bool asJson, CancellationToken cancel)
    {
        using var json = asJson ? new CorpusBuildJson() : null;
        var totals = ImportDisplay.Build(paths, representation, target, tags, file => json?.Add(file), cancel);
        json?.Add(totals.Tags);
        return totals;
    }

    private static TagChoice? Asked(string? tags, int? most)
    {
        if (tags is null)
        {
            return most is null ? null : throw new AskedWronglyException("--most-tags needs tags: name a CSV file or folders with --tags.");
        }

        return new TagChoice(tags == Folders && !File.Exists(tags) ? SongTags.OfFolders : SongTags.Read(tags), most ?? TagChoice.UsualMost);
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
