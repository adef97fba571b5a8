using System.Security.Cryptography;
using System.Text;

namespace Isorhythm.Latent;

/// <summary>What every report's page has in it: its style and its script; and by whose hashes a browser knows them from anything else.</summary>
internal static class ReportResources
{
    /// <summary>The style, with the colours of <see cref="ReportStyle"/> as its variables.</summary>
    internal static string Style { get; } =
        $$"""

        :root { color-scheme: dark; --ground: {{ReportStyle.Ground}}; --panel: {{ReportStyle.Panel}}; --line: {{ReportStyle.Line}}; --axis: {{ReportStyle.Axis}}; --text: {{ReportStyle.Text}}; --quiet: {{ReportStyle.Quiet}}; --model: {{ReportStyle.Model}}; --font: {{ReportStyle.Font}}; }
        {{Read("report.css")}}
        """;

    /// <summary>The script: the voices and what plays them.</summary>
    internal static string Script { get; } = $"\n\"use strict\";\n{Read("voices.js")}\n{Read("player.js")}";

    /// <summary>A content security policy that lets the page run its own script, look as it does, and load nothing. Colours of pictures are attributes.</summary>
    internal static string Policy { get; } =
        $"default-src 'none'; script-src '{Hash(Script)}'; style-src '{Hash(Style)}'; style-src-attr 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Read(string name)
    {
        using var stream = typeof(ReportResources).Assembly.GetManifestResourceStream("report/" + name)!;
        using var reader = new StreamReader(stream);
        // As browsers read it, whatever a checkout made of its lines.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
