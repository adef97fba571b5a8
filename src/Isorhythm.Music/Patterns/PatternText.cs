using System.Collections.Immutable;
using System.Globalization;

namespace Isorhythm.Music;

/// <summary>
/// Reads drum patterns that people write and edit by hand: rows of characters, a group of characters for each quarter
/// (see docs/patterns.md). Swing and feel are applied here, so what comes out is played time.
/// </summary>
public static class PatternText
{
    /// <summary>Every pattern of a text, in its order.</summary>
    /// <param name="text">The text of one file: a style, and the style's patterns.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <exception cref="PatternTextException">A line cannot be read; the message names the source, the line and the remedy.</exception>
    public static IReadOnlyList<Pattern> Parse(string text, string source)
    {
        var header = new Settings("", 0, PatternFeel.Straight);
        var patterns = new List<Pattern>();
        Draft? draft = null;
        foreach (var line in PatternLine.Split(text, source))
        {
            if (line.Key == "pattern")
            {
                Finish(draft, patterns);
                draft = new Draft(line, header, []);
            }
            else if (PatternRow.DrumOf(line.Key) is not null)
            {
                var open = draft ?? throw line.Fault("a drum's row stands before the first pattern: write \"pattern\" and a name above it.");
                open.Add(line);
            }
            else if (draft is null)
            {
                header = header.With(line);
            }
            else
            {
                draft = draft with { Settings = draft.Settings.With(line) };
            }
        }

        Finish(draft, patterns);
        return patterns;
    }

    private static void Finish(Draft? draft, List<Pattern> patterns)
    {
        if (draft is null)
        {
            return;
        }

        if (patterns.Exists(earlier => earlier.Name == draft.Heading.Rest))
        {
            throw draft.Heading.Fault($"a pattern above is named \"{draft.Heading.Rest}\" already: give this one another name.");
        }

        patterns.Add(draft.ToPattern());
    }

    /// <summary>What a file says for all its patterns, and a pattern for itself.</summary>
    private sealed record Settings(string Style, double BeatsPerMinute, PatternFeel Feel)
    {
        internal Settings With(PatternLine line) => line.Key switch
        {
            "style" when line.Rest.Length > 0 => this with { Style = line.Rest },
            "tempo" => this with { BeatsPerMinute = Tempo(line) },
            "swing" => this with { Feel = Feel.WithSwing(line) },
            "feel" => this with { Feel = Feel.WithLeaning(line) },
            _ => throw line.Fault(
                $"\"{line.Key}\" is no drum and no setting: write kick, snare, hat, open, low, mid, high, clap, rim, " +
                "style and its name, tempo, swing, feel or pattern."),
        };

        private static double Tempo(PatternLine line) =>
            double.TryParse(line.Rest, NumberStyles.Float, CultureInfo.InvariantCulture, out var tempo) && tempo is >= 20 and <= 400
                ? tempo
                : throw line.Fault($"\"{line.Rest}\" is no tempo: write beats per minute from 20 to 400, such as \"tempo 160\".");
    }

    /// <summary>A pattern whose rows are still being read.</summary>
    private sealed record Draft(PatternLine Heading, Settings Settings, List<PatternRow> Rows)
    {
        internal void Add(PatternLine line)
        {
            var row = PatternRow.Parse(line);
            if (Rows.Exists(other => other.Key == row.Key))
            {
                throw line.Fault($"\"{Heading.Rest}\" has a row for {row.Key} already: write its hits in one row.");
            }

            if (Rows.Count > 0 && Rows[0].Groups.Count != row.Groups.Count)
            {
                throw line.Fault(
                    $"{row.Key} has {row.Groups.Count} quarters, {Rows[0].Key} above has {Rows[0].Groups.Count}: " +
                    "give the rows of a pattern the same bars (\"| %\" plays a bar again).");
            }

            Rows.Add(row);
        }

        internal Pattern ToPattern()
        {
            if (Heading.Rest.Length == 0)
            {
                throw Heading.Fault("the pattern has no name: write one after \"pattern\".");
            }

            if (Settings.Style.Length == 0 || Settings.BeatsPerMinute == 0)
            {
                throw Heading.Fault(
                    "the style or the tempo is missing: write \"style footwork\" and \"tempo 160\", say, above the first pattern.");
            }

            var hits = Rows.SelectMany(row => row.Hits(Settings.Feel)).OrderBy(hit => hit.At.Value).ToImmutableArray();
            return hits.Length > 0
                ? new Pattern(Heading.Rest, Settings.Style, Settings.BeatsPerMinute, new Quarters(Rows[0].Groups.Count), hits)
                : throw Heading.Fault($"\"{Heading.Rest}\" has no hits: write a row such as \"kick x... x... x... x...\" below it.");
        }
    }
}
