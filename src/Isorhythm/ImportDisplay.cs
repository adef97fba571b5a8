using Isorhythm.Latent;
using Spectre.Console;

namespace Isorhythm.Cli;

/// <summary>An import as people see it: how far it is, what was taken from each file, and what was not, and why.</summary>
internal static class ImportDisplay
{
    // A folder of ten thousand files must not push the totals off the screen.
    private const int MostLines = 20;

    /// <summary>Builds a corpus, shows while a person watches how far it is, and says at last what became of the files.</summary>
    internal static ImportTotals Build(
        string[] paths, Representation representation, string target, TagChoice? tags, Action<ImportedFile> imported, CancellationToken cancel)
    {
        var listing = new Listing();
        var totals = Terminal.IsWatched
            ? Terminal.Canvas.Progress().AutoClear(true).Start(screen =>
            {
                var count = MidiSource.Each(paths).Count();
                var files = screen.AddTask($"reading {count} files", maxValue: count);
                return Build(() => files.Increment(1));
            })
            : Build(() => { });
        Show(listing, totals);
        if (totals.Tags is { } tagged)
        {
            TagDisplay.Show(tagged, tags!.Songs.From);
        }

        return totals;

        ImportTotals Build(Action next) => Corpus.BuildFile(
            MidiSource.Each(paths),
            representation,
            target,
            tags,
            file =>
            {
                listing.Add(file);
                imported(file);
                next();
            },
            cancel);
    }

    /// <summary>Per file what was taken and what was not; totals by reason; the share of each drum or track.</summary>
    internal static void Show(ImportReport report)
    {
        var listing = new Listing();
        foreach (var file in report.Files)
        {
            listing.Add(file);
        }

        var used = report.Files.Count(file => file.Phrases > 0);
        Show(listing, new ImportTotals(report.Files.Count, used, report.Phrases, report.Seconds, report.Reasons, report.Voices, Tags: null));
    }

    private static void Show(Listing listing, ImportTotals totals)
    {
        foreach (var file in listing.Listed)
        {
            Terminal.Say($"  {file.Path}: {Became(file)}");
        }

        if (totals.Files > MostLines)
        {
            Terminal.Say($"  ... and {totals.Files - MostLines} more files (--json lists them all)");
        }

        ShowReasons(totals.Reasons);
        if (totals.Phrases > 0)
        {
            Terminal.Say("Notes:");
            Terminal.Canvas.Write(Chart(totals));
        }

        Terminal.Say($"{totals.Phrases} phrases from {totals.Files} files in {totals.Seconds:0.0} s");
    }

    private static void ShowReasons(IReadOnlyList<ReasonCount> reasons)
    {
        if (reasons.Count > 0)
        {
            Terminal.Say("Not taken:");
        }

        foreach (var reason in reasons.Take(MostLines))
        {
            Terminal.Say($"  {reason.Count,6}  {reason.Reason}");
        }

        if (reasons.Count > MostLines)
        {
            Terminal.Say($"  ... and {reasons.Count - MostLines} rarer reasons");
        }
    }

    private static string Became(ImportedFile file)
    {
        var taken = file.Phrases switch { 0 => "nothing taken", 1 => "1 phrase", var count => $"{count} phrases" };
        var reasons = file.Reasons.Select(reason => reason.Count == 1 ? reason.Reason : $"{reason.Reason} ({reason.Count})");
        return file.Reasons.Count == 0 ? taken : $"{taken}; not: {string.Join(", ", reasons)}";
    }

    private static BarChart Chart(ImportTotals totals) =>
        new BarChart { Width = 60, MaxValue = 100 }
            .UseValueFormatter(percent => $"{percent:0.0} %")
            .AddItems(totals.Voices, voice => new BarChartItem(voice.Name, voice.Share * 100, Color.Gold1));

    /// <summary>The files to list: those that lost something come before those that did not, and the first of each.</summary>
    private sealed class Listing
    {
        private readonly List<(int Place, ImportedFile File)> whole = [];
        private readonly List<(int Place, ImportedFile File)> cut = [];
        private int count;

        internal IEnumerable<ImportedFile> Listed =>
            cut.Concat(whole).Take(MostLines).OrderBy(pair => pair.Place).Select(pair => pair.File);

        internal void Add(ImportedFile file)
        {
            var files = file.Phrases > 0 && file.Reasons.Count == 0 ? whole : cut;
            if (files.Count < MostLines)
            {
                files.Add((count, file));
            }

            count++;
        }
    }
}
