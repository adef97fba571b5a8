using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>One row of <see cref="PhraseStrips"/>.</summary>
/// <param name="Name">What the row is of.</param>
/// <param name="Phrases">The phrases from left to right.</param>
/// <param name="Captions">What stands below each of them.</param>
internal sealed record PhraseStrip(string Name, IReadOnlyList<Phrase> Phrases, IReadOnlyList<string> Captions);

/// <summary>Small pictures of phrases in rows, such as the points of a walk: a mark an onset, time from left to right, drums or pitches from bottom to top.</summary>
internal sealed record PhraseStrips(string Title, string Caption, IReadOnlyList<PhraseStrip> Rows) : Figure(Title, Caption)
{
    private const double Width = 1120;
    private const double Names = 96;
    private const double Gap = 12;
    private const double PictureHeight = 84;
    private const double RowHeight = PictureHeight + 40;
    private const double Inset = 5;

    /// <inheritdoc/>
    public override bool IsWide => true;

    /// <inheritdoc/>
    public override string Svg()
    {
        var canvas = new SvgCanvas(Width, Rows.Count * RowHeight, Title);
        foreach (var (row, index) in Rows.Select((row, index) => (row, index)))
        {
            Draw(canvas, row, index * RowHeight);
        }

        return canvas.ToString();
    }

    private static void Draw(SvgCanvas canvas, PhraseStrip row, double top)
    {
        canvas.Text(0, top + (PictureHeight / 2), row.Name, 13);
        var width = ((Width - Names) / row.Phrases.Count) - Gap;
        int[] voices = [.. row.Phrases.SelectMany(phrase => phrase.Onsets).Select(onset => onset.Voice).Distinct().Order()];
        for (var i = 0; i < row.Phrases.Count; i++)
        {
            var left = Names + (i * (width + Gap));
            canvas.Box(left, top, width, PictureHeight, ReportStyle.Ground, 4);
            Draw(canvas, row.Phrases[i], voices, (left + Inset, top + Inset, width - (2 * Inset), PictureHeight - (2 * Inset)));
            canvas.Text(left + (width / 2), top + PictureHeight + 14, row.Captions[i], 12, ReportStyle.Quiet, "middle");
        }
    }

    private static void Draw(SvgCanvas canvas, Phrase phrase, int[] voices, (double Left, double Top, double Width, double Height) place)
    {
        var steps = phrase is GridPhrase grid ? grid.Grid.Steps : ((TokenPhrase)phrase).Tracks.Steps;
        var (stepWidth, lane) = (place.Width / steps, place.Height / Math.Max(1, voices.Length));
        foreach (var (step, voice) in phrase.Onsets)
        {
            var fromBottom = Array.IndexOf(voices, voice) + 1;
            canvas.Box(
                place.Left + (step * stepWidth), place.Top + place.Height - (fromBottom * lane), Math.Max(1.5, 0.85 * stepWidth), Math.Max(1.5, 0.8 * lane), ReportStyle.Model, 1);
        }
    }
}
