using System.Text;
using System.Text.Json;

namespace Isorhythm.Latent;

/// <summary>What an evaluation found, as a script and as a person reads it.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Data">What it was measured on, and why these phrases.</param>
/// <param name="Protocols">The protocols in the order in which they ran.</param>
public sealed record ReportDocument(string Model, string Data, IReadOnlyList<ProtocolResult> Protocols)
{
    /// <summary>What the training said at its end; null where nothing is known.</summary>
    public string? Training { get; init; }

    /// <summary>Training saw nothing of what it was measured on.</summary>
    public bool IsUnheard { get; init; } = true;

    /// <summary>The content security policy that every report's page asks for: its own script and style, and nothing else.</summary>
    public static string Policy => ReportResources.Policy;

    /// <summary>report.json: <c>{"model","data","protocols":{PROTOCOL:{METRIC:{"value","low","high","n"}}}}</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new Shape(Model, Data, new OrderedDictionary<string, IReadOnlyDictionary<string, Estimate>>(
            Protocols.Select(protocol => KeyValuePair.Create(protocol.Name, protocol.Metrics)))),
        LatentJson.Default.ReportShape);

    /// <summary>report.html: one page that needs nothing else, with links to the MIDI files that lie beside it.</summary>
    public string ToHtml() => ReportPage.Write(this, new ReportSound());

    /// <summary>The report as files: report.json, report.html and the MIDI files that the page leads to.</summary>
    public IReadOnlyList<ReportFile> Files()
    {
        var sound = new ReportSound();
        var page = ReportPage.Write(this, sound);
        return
        [
            new("report.json", Encoding.UTF8.GetBytes(ToJson() + "\n")),
            new("report.html", Encoding.UTF8.GetBytes(page)),
            .. sound.Phrases.Select(phrase => new ReportFile($"{ReportSound.Folder}/{phrase.FileName}", phrase.ToMidi())),
        ];
    }

    internal sealed record Shape(
        string Model, string Data, OrderedDictionary<string, IReadOnlyDictionary<string, Estimate>> Protocols);
}
