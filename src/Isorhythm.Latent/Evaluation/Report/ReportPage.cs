using System.Text;

namespace Isorhythm.Latent;

/// <summary>A report as one HTML file: its style, its pictures, its music and what plays it are in it, and it loads nothing.</summary>
internal static class ReportPage
{
    internal static string Write(ReportDocument report, ReportSound sound)
    {
        var page = new StringBuilder();
        page.Append(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{ReportResources.Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Escaped(report.Model)} · isorhythm evaluate</title>
            <link rel="icon" href="data:,">
            <style>{ReportResources.Style}</style>
            </head>
            <body>
            <main>
            <div class="mark">isorhythm evaluate</div>
            <h1>{Escaped(report.Model)}</h1>
            <p class="verdict">{Escaped(Conclusion.Of(report))}</p>
            <p class="quiet">Measured on {Escaped(report.Data)}.</p>
            <nav aria-label="Questions">{string.Concat(report.Protocols.Select(protocol => $"<a href=\"#{protocol.Name}\">{Escaped(Meaning.Of(report, protocol).Question)}</a>"))}</nav>

            """);
        foreach (var protocol in report.Protocols)
        {
            sound.Section = protocol.Name;
            AddProtocol(page, protocol, Meaning.Of(report, protocol), sound);
        }

        page.Append(
            $"""
            <p id="sound" role="status"></p>
            <footer class="quiet">Bands, whiskers and ranges are 95% intervals: examples drawn again a thousand times, whole songs where songs are
            known, or as the text says. The figures are in report.json as well.</footer>
            </main>
            <script type="application/json" id="music">{sound.ToJson()}</script>
            <script>{ReportResources.Script}</script>
            </body>
            </html>

            """);
        return page.ToString();
    }

    private static void AddProtocol(StringBuilder page, ProtocolResult protocol, Meaning meaning, ReportSound sound)
    {
        page.Append($"<section id=\"{protocol.Name}\" aria-labelledby=\"{protocol.Name}-question\">\n<h2 id=\"{protocol.Name}-question\">{Escaped(meaning.Question)}<small>{protocol.Name}</small></h2>\n");
        page.Append($"<p class=\"meaning\">{Escaped(meaning.Answer)}</p>\n<p class=\"quiet\">{Escaped(protocol.About)}</p>\n<div class=\"figures\">\n");
        foreach (var figure in protocol.Figures)
        {
            page.Append($"<figure{(figure.IsWide ? " class=\"wide\"" : "")}>\n<h3>{Escaped(figure.Title)}</h3>\n{figure.Markup(sound)}\n<figcaption>{Escaped(figure.Caption)}</figcaption>\n</figure>\n");
        }

        page.Append("</div>\n<details>\n<summary>All figures as a table (").Append(protocol.Metrics.Count).Append(")</summary>\n<div class=\"scroll\"><table>\n");
        page.Append("<tr><th>figure</th><th>value</th><th>95% interval</th><th>n</th></tr>\n");
        foreach (var (name, (value, low, high, n)) in protocol.Metrics)
        {
            var interval = $"{ReportStyle.Number(low)} to {ReportStyle.Number(high)}";
            page.Append($"<tr><td>{Escaped(name)}</td><td>{ReportStyle.Number(value)}</td><td>{interval}</td><td>{n}</td></tr>\n");
        }

        page.Append("</table></div>\n</details>\n</section>\n");
    }

    private static string Escaped(string text) => SvgCanvas.Escaped(text);
}
