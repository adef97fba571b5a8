using System.Text;

namespace Isorhythm.Latent;

/// <summary>A report as one HTML file: its style and its pictures are in it, and it loads and runs nothing.</summary>
internal static class ReportPage
{
    private const string Style =
        $$"""
        :root { color-scheme: dark; }
        * { box-sizing: border-box; }
        body { margin: 0; background: {{ReportStyle.Ground}}; color: {{ReportStyle.Text}}; font: 14px/1.5 {{ReportStyle.Font}}; font-variant-numeric: tabular-nums; }
        main { max-width: 1240px; margin: 0 auto; padding: 40px 28px 64px; }
        .mark { color: {{ReportStyle.Model}}; letter-spacing: .04em; }
        h1 { font-size: 28px; font-weight: 600; line-height: 1.2; margin: 4px 0 6px; }
        h2 { font-size: 18px; font-weight: 600; margin: 0 0 4px; }
        h3 { font-size: 14px; font-weight: 600; margin: 0 0 12px; }
        p { margin: 0; max-width: 78ch; }
        .quiet, figcaption, th, summary { color: {{ReportStyle.Quiet}}; }
        nav { display: flex; flex-wrap: wrap; gap: 8px; margin: 22px 0 0; }
        nav a { color: {{ReportStyle.Text}}; text-decoration: none; background: {{ReportStyle.Panel}}; border: 1px solid {{ReportStyle.Line}}; border-radius: 6px; padding: 5px 12px; }
        nav a:hover, nav a:focus-visible { border-color: {{ReportStyle.Model}}; outline: none; }
        section { margin-top: 44px; padding-top: 26px; border-top: 1px solid {{ReportStyle.Line}}; }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 500px), 1fr)); gap: 18px; margin: 20px 0; }
        figure { margin: 0; min-width: 0; background: {{ReportStyle.Panel}}; border-radius: 10px; padding: 18px 20px; }
        .wide { grid-column: 1 / -1; justify-self: start; }
        figure:only-child { justify-self: start; }
        figure svg { display: block; width: 100%; height: auto; }
        figcaption { font-size: 12px; margin-top: 12px; max-width: 96ch; }
        table { border-collapse: collapse; margin-top: 10px; }
        th { font-weight: 400; font-size: 12px; text-align: right; padding: 4px 0 4px 28px; }
        td { text-align: right; padding: 3px 0 3px 28px; border-top: 1px solid {{ReportStyle.Line}}; white-space: nowrap; }
        th:first-child, td:first-child { text-align: left; padding-left: 0; }
        summary { cursor: pointer; padding: 6px 0; }
        summary:hover, summary:focus-visible { color: {{ReportStyle.Text}}; }
        footer { margin-top: 48px; font-size: 12px; }
        """;

    internal static string Write(ReportDocument report)
    {
        var page = new StringBuilder();
        page.Append(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Escaped(report.Model)} · isorhythm evaluate</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <main>
            <div class="mark">isorhythm evaluate</div>
            <h1>{Escaped(report.Model)}</h1>
            <p class="quiet">{Escaped(report.Data)}</p>
            <nav>{string.Concat(report.Protocols.Select(protocol => $"<a href=\"#{protocol.Name}\">{protocol.Name}</a>"))}</nav>

            """);
        foreach (var protocol in report.Protocols)
        {
            AddProtocol(page, protocol);
        }

        page.Append(
            """
            <footer class="quiet">Bands, whiskers and ranges are 95% intervals: examples drawn again a thousand times, whole songs where songs are
            known, or as the text says. The figures are in report.json as well.</footer>
            </main>
            </body>
            </html>

            """);
        return page.ToString();
    }

    private static void AddProtocol(StringBuilder page, ProtocolResult protocol)
    {
        page.Append($"<section id=\"{protocol.Name}\">\n<h2>{protocol.Name}</h2>\n<p class=\"quiet\">{Escaped(protocol.About)}</p>\n<div class=\"figures\">\n");
        foreach (var figure in protocol.Figures)
        {
            page.Append($"<figure{(figure.IsWide ? " class=\"wide\"" : "")}>\n<h3>{Escaped(figure.Title)}</h3>\n{figure.Svg()}\n<figcaption>{Escaped(figure.Caption)}</figcaption>\n</figure>\n");
        }

        page.Append("</div>\n<details>\n<summary>All figures as a table (").Append(protocol.Metrics.Count).Append(")</summary>\n<table>\n");
        page.Append("<tr><th>figure</th><th>value</th><th>95% interval</th><th>n</th></tr>\n");
        foreach (var (name, (value, low, high, n)) in protocol.Metrics)
        {
            var interval = $"{ReportStyle.Number(low)} to {ReportStyle.Number(high)}";
            page.Append($"<tr><td>{Escaped(name)}</td><td>{ReportStyle.Number(value)}</td><td>{interval}</td><td>{n}</td></tr>\n");
        }

        page.Append("</table>\n</details>\n</section>\n");
    }

    private static string Escaped(string text) => SvgCanvas.Escaped(text);
}
