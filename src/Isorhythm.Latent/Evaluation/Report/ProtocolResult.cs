namespace Isorhythm.Latent;

/// <summary>What one protocol measured.</summary>
/// <param name="Name">The protocol's name in report.json.</param>
/// <param name="About">What was done, with its sizes and sources, for people: a few sentences.</param>
/// <param name="Metrics">The figures by name, in the order in which they are shown.</param>
/// <param name="Figures">The pictures.</param>
public sealed record ProtocolResult(
    string Name, string About, IReadOnlyDictionary<string, Estimate> Metrics, IReadOnlyList<Figure> Figures);
