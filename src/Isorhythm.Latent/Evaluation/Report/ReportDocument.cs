using System.Text.Json;

namespace Isorhythm.Latent;

/// <summary>What an evaluation found, as a script and as a person reads it.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Data">What it was measured on, and why these phrases.</param>
/// <param name="Protocols">The protocols in the order in which they ran.</param>
public sealed record ReportDocument(string Model, string Data, IReadOnlyList<ProtocolResult> Protocols)
{
    /// <summary>report.json: <c>{"model","data","protocols":{PROTOCOL:{METRIC:{"value","low","high","n"}}}}</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new Shape(Model, Data, new OrderedDictionary<string, IReadOnlyDictionary<string, Estimate>>(
            Protocols.Select(protocol => KeyValuePair.Create(protocol.Name, protocol.Metrics)))),
        LatentJson.Default.ReportShape);

    /// <summary>report.html: one page that needs nothing else.</summary>
    public string ToHtml() => ReportPage.Write(this);

    internal sealed record Shape(
        string Model, string Data, OrderedDictionary<string, IReadOnlyDictionary<string, Estimate>> Protocols);
}
