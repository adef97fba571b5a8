using System.Globalization;
using System.Text;

namespace Isorhythm.Music;

/// <summary>
/// Pictures of phrases as SVG: a lane a drum, a bar a hit, as high and as bright as its velocity and as far from its step as it is
/// played; lines for bars, quarters and sixteenths. Several phrases lie below one another, smaller, on one scale of time.
/// </summary>
public static class GridSvg
{
    private const string Font = "Inter, 'IBM Plex Sans', 'Helvetica Neue', sans-serif";
    private const string Ground = "#0d1014";
    private const string Panel = "#151a20";
    private const string BarLine = "#56606b";
    private const string QuarterLine = "#333c46";
    private const string SixteenthLine = "#1f262e";
    private const string PlayingText = "#ece7dc";
    private const string SilentText = "#6a7078";

    // Okabe and Ito's colours, which people who see few colours tell apart. A drum has the same wherever it is shown.
    private static readonly Dictionary<string, string> Colours = new(StringComparer.Ordinal)
    {
        ["Kick"] = "#E69F00",
        ["Snare"] = "#56B4E9",
        ["Closed hat"] = "#009E73",
        ["Open hat"] = "#F0E442",
        ["Low tom"] = "#0072B2",
        ["Mid tom"] = "#D55E00",
        ["High tom"] = "#CC79A7",
        ["Clap"] = "#999999",
        ["Crash"] = "#999999",
        ["Rim"] = "#B5E2A0",
        ["Ride"] = "#B5E2A0",
    };

    /// <summary>One phrase, or several below one another.</summary>
    /// <exception cref="ArgumentException">No phrases, or phrases of different grids.</exception>
    public static string Draw(params IReadOnlyList<GridPhrase> phrases)
    {
        if (phrases.Count == 0 || phrases.Any(phrase => phrase.Grid != phrases[0].Grid))
        {
            throw new ArgumentException("A picture shows one phrase or more, all on one grid.", nameof(phrases));
        }

        var layout = new GridLayout(phrases[0].Grid, phrases.Count);
        var svg = new StringBuilder();
        Add(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {GridLayout.Width} {layout.Height}" width="{GridLayout.Width}" height="{layout.Height}" font-family="{Font}">""");
        Add(svg, $"""<rect width="{GridLayout.Width}" height="{layout.Height}" fill="{Ground}"/>""");
        DrawBarNumbers(svg, layout);
        for (var i = 0; i < phrases.Count; i++)
        {
            DrawLanes(svg, layout, phrases[i], i);
            DrawLines(svg, layout, i);
            foreach (var hit in phrases[i].Hits)
            {
                DrawHit(svg, layout, hit, layout.Top(i, hit.Drum));
            }
        }

        Add(svg, $"</svg>");
        return svg.ToString();
    }

    private static void DrawBarNumbers(StringBuilder svg, GridLayout layout)
    {
        for (var quarter = 0; quarter < layout.Grid.Quarters; quarter += GridLayout.QuartersPerBar)
        {
            Add(svg, $"""<text class="bar" x="{layout.X(quarter * layout.Grid.StepsPerQuarter) + 1:0.##}" y="{GridLayout.Margin - 7}" font-size="11" fill="{SilentText}">{(quarter / GridLayout.QuartersPerBar) + 1}</text>""");
        }
    }

    private static void DrawLanes(StringBuilder svg, GridLayout layout, GridPhrase phrase, int index)
    {
        for (var drum = 0; drum < layout.Grid.Drums; drum++)
        {
            var name = layout.Grid.Kit.Drums[drum].Name;
            var top = layout.Top(index, drum);
            var middle = top + (layout.Lane / 2.0);
            var plays = phrase.Hits.Any(hit => hit.Drum == drum);
            Add(svg, $"""<rect x="{GridLayout.Names}" y="{top}" width="{GridLayout.Right - GridLayout.Names}" height="{layout.Lane}" rx="2" fill="{Panel}"/>""");
            Add(svg, $"""<circle cx="{GridLayout.Names - 12}" cy="{middle}" r="{layout.Lane / 8.0:0.##}" fill="{Colours[name]}" opacity="{(plays ? 1 : 0.25)}"/>""");
            Add(svg, $"""<text class="drum" x="{GridLayout.Names - 22}" y="{middle}" dy="0.35em" text-anchor="end" font-size="{layout.FontSize}" fill="{(plays ? PlayingText : SilentText)}">{name}</text>""");
        }
    }

    private static void DrawLines(StringBuilder svg, GridLayout layout, int index)
    {
        var (top, bottom) = (layout.Top(index, 0), layout.Top(index, layout.Grid.Drums - 1) + layout.Lane);
        // Sixteenths only where they are not as dense as the hits.
        var linesPerQuarter = layout.Grid.Quarters <= 8 ? 4 : 1;
        for (var line = 0; line <= layout.Grid.Quarters * linesPerQuarter; line++)
        {
            var x = layout.X((double)line / linesPerQuarter * layout.Grid.StepsPerQuarter);
            var colour = line % (linesPerQuarter * GridLayout.QuartersPerBar) == 0 ? BarLine
                : line % linesPerQuarter == 0 ? QuarterLine
                : SixteenthLine;
            Add(svg, $"""<line x1="{x:0.##}" x2="{x:0.##}" y1="{top}" y2="{bottom}" stroke="{colour}"/>""");
        }
    }

    private static void DrawHit(StringBuilder svg, GridLayout layout, Hit hit, double top)
    {
        // The softest hit is still seen.
        var height = layout.Lane * (0.2 + (0.72 * hit.Velocity));
        var colour = Colours[layout.Grid.Kit.Drums[hit.Drum].Name];
        Add(svg, $"""<rect class="hit" x="{layout.X(hit.Step + (hit.Offset / 2.0)):0.##}" y="{top + layout.Lane - height:0.##}" width="{layout.HitWidth:0.##}" height="{height:0.##}" rx="1.5" fill="{colour}" opacity="{0.5 + (0.5 * hit.Velocity):0.##}"/>""");
    }

    // SVG writes numbers in one way, whatever the reader's language.
    private static void Add(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
