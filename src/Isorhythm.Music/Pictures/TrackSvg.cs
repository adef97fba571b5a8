namespace Isorhythm.Music;

/// <summary>
/// Pictures of token phrases as SVG: a block a track, a bar a note as long as it sounds and as high as its pitch, drums as lanes; lines for
/// bars, beats and octaves. Several phrases lie below one another, smaller, on one scale of time and pitch.
/// </summary>
public static class TrackSvg
{
    private const int MostBarsWithSteps = 2;
    private const int Octave = 12;
    private const int DrumFontSize = 11;

    /// <summary>One phrase, or several below one another.</summary>
    /// <exception cref="ArgumentException">No phrases, or phrases of different representations.</exception>
    public static string Draw(params IReadOnlyList<TokenPhrase> phrases)
    {
        if (phrases.Count == 0 || phrases.Any(phrase => phrase.Tracks != phrases[0].Tracks))
        {
            throw new ArgumentException("A picture shows one phrase or more, all of one representation.", nameof(phrases));
        }

        var layout = new TrackLayout(phrases);
        var svg = new SvgText(TrackLayout.Width, layout.Height);
        DrawBarNumbers(svg, layout, phrases[0].Tracks);
        for (var i = 0; i < phrases.Count; i++)
        {
            DrawNumber(svg, layout, i);
            for (var track = 0; track < phrases[i].Tracks.Tracks.Length; track++)
            {
                DrawGround(svg, layout, phrases[i], i, track);
                DrawLines(svg, layout, phrases[i].Tracks, layout.Top(i, track), layout.HeightOf(track));
                DrawNotes(svg, layout, phrases[i], i, track);
            }
        }

        return svg.End();
    }

    private static void DrawBarNumbers(SvgText svg, TrackLayout layout, TokenTracks tracks)
    {
        for (var bar = 0; bar < tracks.Bars; bar++)
        {
            svg.Add($"""<text class="bar" x="{layout.X(bar * tracks.StepsPerBar) + 2:0.##}" y="{TrackLayout.Margin - 8}" font-size="11" fill="{SvgText.SilentText}">{bar + 1}</text>""");
        }
    }

    private static void DrawNumber(SvgText svg, TrackLayout layout, int phrase)
    {
        if (!layout.IsLarge)
        {
            var middle = layout.Top(phrase) + (layout.PhraseHeight / 2.0);
            svg.Add($"""<text class="phrase" x="{TrackLayout.Margin}" y="{middle}" dy="0.35em" text-anchor="middle" font-size="14" fill="{SvgText.SilentText}">{phrase + 1}</text>""");
        }
    }

    private static void DrawGround(SvgText svg, TrackLayout layout, TokenPhrase phrase, int index, int track)
    {
        var (top, height) = (layout.Top(index, track), layout.HeightOf(track));
        svg.Add($"""<rect x="{TrackLayout.Names}" y="{top}" width="{TrackLayout.Right - TrackLayout.Names}" height="{height}" rx="2" fill="{SvgText.Panel}"/>""");
        var voice = phrase.Tracks.Tracks[track];
        if (voice.Vocabulary.Kit is not { } kit)
        {
            DrawName(svg, layout.FontSize, voice.Name, top + (height / 2.0), plays: !phrase.Notes(track).IsEmpty);
            DrawOctaves(svg, layout, index, track);
        }
        else if (layout.IsLarge)
        {
            var played = phrase.Notes(track).Select(note => note.Pitch).ToHashSet();
            for (var drum = 0; drum < kit.Drums.Length; drum++)
            {
                DrawName(svg, DrumFontSize, kit.Drums[drum].Name, layout.Top(index, track, drum) + (layout.Row(track) / 2.0), played.Contains(drum));
            }
        }
        else
        {
            DrawName(svg, layout.FontSize, voice.Name, top + (height / 2.0), plays: !phrase.Notes(track).IsEmpty);
        }
    }

    private static void DrawName(SvgText svg, int size, string name, double middle, bool plays)
    {
        svg.Add($"""<circle cx="{TrackLayout.Names - 12}" cy="{middle}" r="{size / 4.0:0.##}" fill="{SvgText.ColourOf(name)}" opacity="{(plays ? 1 : 0.25)}"/>""");
        svg.Add($"""<text class="voice" x="{TrackLayout.Names - 22}" y="{middle}" dy="0.35em" text-anchor="end" font-size="{size}" fill="{(plays ? SvgText.PlayingText : SvgText.SilentText)}">{name}</text>""");
    }

    private static void DrawOctaves(SvgText svg, TrackLayout layout, int phrase, int track)
    {
        var (lowest, highest) = layout.Range(track);
        for (var pitch = (lowest + Octave - 1) / Octave * Octave; pitch <= highest; pitch += Octave)
        {
            // The line lies below the C, between it and the B.
            var y = layout.Top(phrase, track, pitch) + layout.Row(track);
            svg.Add($"""<line x1="{TrackLayout.Names}" x2="{TrackLayout.Right}" y1="{y}" y2="{y}" stroke="{SvgText.QuarterLine}"/>""");
            svg.Add($"""<text class="octave" x="{TrackLayout.Right + 5}" y="{y}" dy="0.3em" font-size="9" fill="{SvgText.SilentText}">C{(pitch / Octave) - 1}</text>""");
        }
    }

    private static void DrawLines(SvgText svg, TrackLayout layout, TokenTracks tracks, int top, int height)
    {
        for (var step = 0; step <= tracks.Steps; step++)
        {
            var (isBar, isBeat) = (step % tracks.StepsPerBar == 0, step % tracks.StepsPerBar % tracks.StepsPerBeat == 0);
            if (isBar || isBeat || tracks.Bars <= MostBarsWithSteps)
            {
                var colour = isBar ? SvgText.BarLine : isBeat ? SvgText.QuarterLine : SvgText.SixteenthLine;
                svg.Add($"""<line x1="{layout.X(step):0.##}" x2="{layout.X(step):0.##}" y1="{top}" y2="{top + height}" stroke="{colour}"/>""");
            }
        }
    }

    private static void DrawNotes(SvgText svg, TrackLayout layout, TokenPhrase phrase, int index, int track)
    {
        var voice = phrase.Tracks.Tracks[track];
        foreach (var note in phrase.Notes(track))
        {
            var colour = SvgText.ColourOf(voice.Vocabulary.Kit?.Drums[note.Pitch].Name ?? voice.Name);
            var (width, height) = layout.SizeOf(note, track);
            var y = layout.Top(index, track, note.Pitch) + ((layout.Row(track) - height) / 2);
            svg.Add($"""<rect class="note" x="{layout.X(note.Step) + 0.5:0.##}" y="{y:0.##}" width="{width:0.##}" height="{height:0.##}" rx="{Math.Min(2, width / 4):0.##}" fill="{colour}"/>""");
        }
    }
}
