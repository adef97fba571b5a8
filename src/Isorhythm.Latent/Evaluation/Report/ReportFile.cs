namespace Isorhythm.Latent;

/// <summary>A file of a report.</summary>
/// <param name="Path">Where it lies in the report's folder, with slashes.</param>
/// <param name="Content">What it holds.</param>
public sealed record ReportFile(string Path, ReadOnlyMemory<byte> Content);
