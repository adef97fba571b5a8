using System.Globalization;
using System.Text;

namespace Isorhythm.Music;

/// <summary>
/// Pictures of phrases as SVG: a lane a drum, a bar a hit as high as its velocity and as far from its step as it is played, beats and
/// bars as lines. Several phrases lie below one another, on one scale of time.
/// </summary>
public static class GridSvg
{
    private const int Width = 1200;
    private const int Names = 96;
    private const int Margin = 20;
    private const int Lane = 30;
    private const int LaneGap = 4;
    private const int PhraseGap = 22;
    private const double QuartersPerBar = 4;

    private const string Ground = "#0d1014";
    private const string Panel = "#151a20";
    private const string Text = "#8b8f93";

    // Okabe and Ito's colours, which people who see few colours tell apart, one a drum wherever it is shown.
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
    public static string Draw(params IReadOnlyList<Phrase> phrases)
    {
        if (phrases.Count == 0 || phrases.Any(phrase => phrase.Grid != phrases[0].Grid))
        {
            throw new ArgumentException("A picture shows one phrase or more, all on one grid.", nameof(phrases));
        }

        var grid = phrases[0].Grid;
        var phraseHeight = (grid.Drums * (Lane + LaneGap)) - LaneGap;
        var height = (2 * Margin) + (phrases.Count * (phraseHeight + PhraseGap)) - PhraseGap;
        var svg = new Canvas();
        svg.Line($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" font-family="Inter, 'IBM Plex Sans', sans-serif" font-size="12">""");
        svg.Line($"""<rect width="{Width}" height="{height}" fill="{Ground}"/>""");
        for (var i = 0; i < phrases.Count; i++)
        {
            DrawPhrase(svg, phrases[i], Margin + (i * (phraseHeight + PhraseGap)), phraseHeight);
        }

        svg.Line($"</svg>");
        return svg.ToString();
    }

    private static void DrawPhrase(Canvas svg, Phrase phrase, int top, int height)
    {
        var grid = phrase.Grid;
        for (var drum = 0; drum < grid.Drums; drum++)
        {
            var name = grid.Kit.Drums[drum].Name;
            var y = LaneTop(top, drum);
            svg.Line($"""<rect x="{Names}" y="{y}" width="{Width - Names - Margin}" height="{Lane}" rx="2" fill="{Panel}"/>""");
            svg.Line($"""<text x="{Names - 12}" y="{y + (Lane / 2) + 4}" text-anchor="end" fill="{Text}">{name}</text>""");
        }

        for (var quarter = 0; quarter <= grid.Quarters; quarter++)
        {
            var x = XOf(grid, quarter * grid.StepsPerQuarter);
            var (colour, width) = quarter % QuartersPerBar == 0 ? ("#3d4650", 1.5) : ("#232a32", 1);
            svg.Line($"""<line x1="{x:0.##}" x2="{x:0.##}" y1="{top}" y2="{top + height}" stroke="{colour}" stroke-width="{width}"/>""");
        }

        foreach (var hit in phrase.Hits)
        {
            DrawHit(svg, grid, hit, LaneTop(top, hit.Drum));
        }
    }

    private static void DrawHit(Canvas svg, DrumGrid grid, Hit hit, int top)
    {
        const double LeastHeight = 5;
        var step = StepWidth(grid);
        var width = Math.Clamp(step * 0.8, 3, 14);
        var height = LeastHeight + ((Lane - 4 - LeastHeight) * hit.Velocity);
        var x = XOf(grid, hit.Step + (hit.Offset / 2.0));
        var y = top + Lane - 2 - height;
        var colour = Colours[grid.Kit.Drums[hit.Drum].Name];
        svg.Line($"""<rect x="{x:0.##}" y="{y:0.##}" width="{width:0.##}" height="{height:0.##}" rx="1.5" fill="{colour}" fill-opacity="{0.45 + (0.55 * hit.Velocity):0.##}"/>""");
    }

    private static int LaneTop(int top, int drum) => top + (drum * (Lane + LaneGap));

    private static double StepWidth(DrumGrid grid) => (double)(Width - Names - Margin) / grid.Steps;

    private static double XOf(DrumGrid grid, double step) => Names + (step * StepWidth(grid));

    /// <summary>Lines of text with numbers as SVG writes them, whatever the reader's language.</summary>
    private sealed class Canvas
    {
        private readonly StringBuilder text = new();

        internal void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        public override string ToString() => text.ToString();
    }
}
