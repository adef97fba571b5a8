using Isorhythm.Latent;

namespace Isorhythm.Cli;

/// <summary>Tags as people see them: which there are and how often, and what is odd about them.</summary>
internal static class TagDisplay
{
    private const int MostNames = 10;

    /// <summary>A line a tag.</summary>
    internal static IEnumerable<string> Lines(IReadOnlyList<TagTotal> tags) =>
        tags.Select(tag => $"{tag.Songs,6} {(tag.Songs == 1 ? "song, " : "songs,")} {tag.Phrases,8} phrases  {tag.Name}");

    /// <summary>What became of the tags of an import.</summary>
    /// <param name="report">The tags.</param>
    /// <param name="from">Where they come from.</param>
    internal static void Show(TagReport report, string from)
    {
        Terminal.Say(report.Kept.Count == 0 ? $"Tags: no song that was taken has one ({from})" : $"Tags from {from}:");
        foreach (var line in Lines(report.Kept))
        {
            Terminal.Say(line);
        }

        foreach (var sentence in Oddities(report, from))
        {
            Terminal.Say(sentence);
        }
    }

    private static IEnumerable<string> Oddities(TagReport report, string from)
    {
        if (report.Rarer > 0)
        {
            yield return $"{Count(report.Rarer, "rarer tag is", "rarer tags are")} not kept: --most-tags keeps more.";
        }

        var single = report.Kept.Where(tag => tag.Songs == 1).Select(tag => tag.Name).ToList();
        if (single.Count > 0)
        {
            yield return $"{Count(single.Count, "tag has", "tags have")} one song only, too few to learn from: {Some(single, single.Count)}.";
        }

        if (report.Untagged > 0)
        {
            yield return $"{Count(report.Untagged, "song that was taken has", "songs that were taken have")} no tag.";
        }

        if (report.Unknown > 0)
        {
            yield return $"{from} names {Count(report.Unknown, "song that is", "songs that are")} not among the files: {Some(report.SomeUnknown, report.Unknown)}.";
        }
    }

    private static string Count(int count, string one, string several) => $"{count} {(count == 1 ? one : several)}";

    private static string Some(IReadOnlyList<string> names, int count)
    {
        var some = string.Join(", ", names.Take(MostNames));
        return count > Math.Min(names.Count, MostNames) ? some + ", ..." : some;
    }
}
