using Isorhythm.Latent;
using Spectre.Console;

namespace Isorhythm.Cli;

/// <summary>An import as people see it: how far it is, what was taken from each file, and what was not, and why.</summary>
internal static class ImportDisplay
{
    // A folder of ten thousand files must not push the totals off the screen.
    private const int MostLines = 20;

    /// <summary>Builds a corpus and, while a person watches, shows which file is being read.</summary>
    internal static (Corpus Corpus, ImportReport Report) Build(string[] paths, Representation representation)
    {
        var sources = MidiSource.Under(paths);
        if (!Terminal.IsWatched)
        {
            return Corpus.Build(sources, representation);
        }

        return Terminal.Canvas.Progress().AutoClear(true).Start(screen =>
        {
            var files = screen.AddTask($"reading {sources.Count} files", maxValue: sources.Count);
            return Corpus.Build(sources.Select(source => source with { Read = () => ReadAndCount(source) }), representation);

            ReadOnlyMemory<byte> ReadAndCount(MidiSource source)
            {
                files.Increment(1);
                return source.Read();
            }
        });
    }

    /// <summary>Per file what was taken and what was not; totals by reason; the share of each drum.</summary>
    internal static void Show(ImportReport report)
    {
        var listed = report.Files.OrderBy(file => file.Phrases > 0 && file.Reasons.Count == 0).Take(MostLines).ToHashSet();
        foreach (var file in report.Files.Where(listed.Contains))
        {
            Terminal.Say($"  {file.Path}: {Became(file)}");
        }

        if (report.Files.Count > listed.Count)
        {
            Terminal.Say($"  ... and {report.Files.Count - listed.Count} more files (--json lists them all)");
        }

        ShowReasons(report.Reasons);
        if (report.Phrases > 0)
        {
            Terminal.Say("Drums:");
            Terminal.Canvas.Write(Chart(report));
        }

        Terminal.Say($"{report.Phrases} phrases from {report.Files.Count} files in {report.Seconds:0.0} s");
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

    private static BarChart Chart(ImportReport report) =>
        new BarChart { Width = 60, MaxValue = 100 }
            .UseValueFormatter(percent => $"{percent:0.0} %")
            .AddItems(report.Voices, voice => new BarChartItem(voice.Name, voice.Share * 100, Color.Gold1));
}
