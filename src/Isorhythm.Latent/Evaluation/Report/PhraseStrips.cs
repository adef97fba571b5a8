using System.Text;
using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>One row of <see cref="PhraseStrips"/>.</summary>
/// <param name="Name">What the row is of.</param>
/// <param name="Phrases">The phrases from left to right.</param>
/// <param name="Captions">What stands below each of them.</param>
internal sealed record PhraseStrip(string Name, IReadOnlyList<Phrase> Phrases, IReadOnlyList<string> Captions);

/// <summary>Phrases in rows, such as the points of a walk, each to be seen and heard; a row can be heard from end to end.</summary>
internal sealed record PhraseStrips(string Title, string Caption, IReadOnlyList<PhraseStrip> Rows) : Figure(Title, Caption)
{
    /// <inheritdoc/>
    public override bool IsWide => true;

    /// <inheritdoc/>
    internal override string Markup(ReportSound sound) => string.Concat(Rows.Select(row => Markup(sound, row)));

    private static string Markup(ReportSound sound, PhraseStrip row)
    {
        var voices = PhrasePicture.VoicesOf(row.Phrases);
        PhraseTake[] takes = [.. row.Phrases.Select((phrase, i) => PhraseTake.Of(sound, phrase, voices, ReportStyle.Model, $"{row.Name}, {i + 1} of {row.Phrases.Count}"))];
        var html = new StringBuilder($"<div class=\"row\" role=\"group\" aria-label=\"{SvgCanvas.Escaped(row.Name)}\">\n<div class=\"name\">{SvgCanvas.Escaped(row.Name)}");
        if (takes.Length > 1)
        {
            html.Append(PhraseTake.ButtonOf(string.Join(' ', takes.Select(take => take.Number)), $"all of {row.Name}, one after another", "all"));
        }

        html.Append("</div>\n<div class=\"takes\">\n");
        foreach (var (take, caption) in takes.Zip(row.Captions))
        {
            html.Append($"<div class=\"take\">{take.Picture}\n<div class=\"controls\">{take.Button()}<span>{SvgCanvas.Escaped(caption)}</span>{take.Link()}</div></div>\n");
        }

        return html.Append("</div>\n</div>\n").ToString();
    }
}
