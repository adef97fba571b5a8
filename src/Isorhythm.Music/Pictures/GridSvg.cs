namespace Isorhythm.Music;

/// <summary>
/// Pictures of phrases as SVG: a lane a drum, a bar a hit, as high and as bright as its velocity and as far from its step as it is
/// played; lines for bars, quarters and sixteenths. Several phrases lie below one another, smaller, on one scale of time.
/// </summary>
public static class GridSvg
{
    /// <summary>One phrase, or several below one another.</summary>
    /// <exception cref="ArgumentException">No phrases, or phrases of different grids.</exception>
    public static string Draw(params IReadOnlyList<GridPhrase> phrases)
    {
        if (phrases.Count == 0 || phrases.Any(phrase => phrase.Grid != phrases[0].Grid))
        {
            throw new ArgumentException("A picture shows one phrase or more, all on one grid.", nameof(phrases));
        }

        var layout = new GridLayout(phrases[0].Grid, phrases.Count);
        var svg = new SvgText(GridLayout.Width, layout.Height);
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

        return svg.End();
    }

    private static void DrawBarNumbers(SvgText svg, GridLayout layout)
    {
        for (var quarter = 0; quarter < layout.Grid.Quarters; quarter += GridLayout.QuartersPerBar)
        {
            svg.Add($"""<text class="bar" x="{layout.X(quarter * layout.Grid.StepsPerQuarter) + 1:0.##}" y="{GridLayout.Margin - 7}" font-size="11" fill="{SvgText.SilentText}">{(quarter / GridLayout.QuartersPerBar) + 1}</text>""");
        }
    }

    private static void DrawLanes(SvgText svg, GridLayout layout, GridPhrase phrase, int index)
    {
        for (var drum = 0; drum < layout.Grid.Drums; drum++)
        {
            var name = layout.Grid.Kit.Drums[drum].Name;
            var top = layout.Top(index, drum);
            var middle = top + (layout.Lane / 2.0);
            var plays = phrase.Hits.Any(hit => hit.Drum == drum);
            svg.Add($"""<rect x="{GridLayout.Names}" y="{top}" width="{GridLayout.Right - GridLayout.Names}" height="{layout.Lane}" rx="2" fill="{SvgText.Panel}"/>""");
            svg.Add($"""<circle cx="{GridLayout.Names - 12}" cy="{middle}" r="{layout.Lane / 8.0:0.##}" fill="{SvgText.ColourOf(name)}" opacity="{(plays ? 1 : 0.25)}"/>""");
            svg.Add($"""<text class="drum" x="{GridLayout.Names - 22}" y="{middle}" dy="0.35em" text-anchor="end" font-size="{layout.FontSize}" fill="{(plays ? SvgText.PlayingText : SvgText.SilentText)}">{name}</text>""");
        }
    }

    private static void DrawLines(SvgText svg, GridLayout layout, int index)
    {
        var (top, bottom) = (layout.Top(index, 0), layout.Top(index, layout.Grid.Drums - 1) + layout.Lane);
        // Sixteenths only where they are not as dense as the hits.
        var linesPerQuarter = layout.Grid.Quarters <= 8 ? 4 : 1;
        for (var line = 0; line <= layout.Grid.Quarters * linesPerQuarter; line++)
        {
            var x = layout.X((double)line / linesPerQuarter * layout.Grid.StepsPerQuarter);
            var colour = line % (linesPerQuarter * GridLayout.QuartersPerBar) == 0 ? SvgText.BarLine
                : line % linesPerQuarter == 0 ? SvgText.QuarterLine
                : SvgText.SixteenthLine;
            svg.Add($"""<line x1="{x:0.##}" x2="{x:0.##}" y1="{top}" y2="{bottom}" stroke="{colour}"/>""");
        }
    }

    private static void DrawHit(SvgText svg, GridLayout layout, Hit hit, double top)
    {
        // The softest hit is still seen.
        var height = layout.Lane * (0.2 + (0.72 * hit.Velocity));
        var colour = SvgText.ColourOf(layout.Grid.Kit.Drums[hit.Drum].Name);
        svg.Add($"""<rect class="hit" x="{layout.X(hit.Step + (hit.Offset / 2.0)):0.##}" y="{top + layout.Lane - height:0.##}" width="{layout.HitWidth:0.##}" height="{height:0.##}" rx="1.5" fill="{colour}" opacity="{0.5 + (0.5 * hit.Velocity):0.##}"/>""");
    }
}
