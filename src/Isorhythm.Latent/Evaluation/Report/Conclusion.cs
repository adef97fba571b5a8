namespace Isorhythm.Latent;

/// <summary>All protocols together in one sentence that needs no knowledge of any.</summary>
internal static class Conclusion
{
    /// <summary>The sentence; what the training said where none of what it speaks of was measured.</summary>
    internal static string Of(ReportDocument report)
    {
        string[] parts = [.. new[] { Remembers(report), Invents(report), Moves(report) }.OfType<string>()];
        return parts.Length == 0 ? report.Training ?? "" : $"It {Joined(parts)}.";
    }

    private static string Joined(string[] parts) => parts.Length == 1 ? parts[0] : $"{string.Join(", ", parts[..^1])}, and {parts[^1]}";

    private static string? Remembers(ReportDocument report)
    {
        var heard = report.IsUnheard ? "of music that it has not heard" : "of the music that it was measured on";
        return Metric(report, ReconstructionProtocol.Name, "onsetF1") is not { } recall ? null
            : recall.Value >= 0.9 ? $"remembers nearly everything ({Meaning.Percent(recall)} of the notes {heard})"
            : recall.Value >= 0.7 ? $"remembers well ({Meaning.Percent(recall)} of the notes {heard})"
            : recall.Value >= 0.5 ? $"remembers the outlines ({Meaning.Percent(recall)} of the notes {heard})"
            : $"remembers little ({Meaning.Percent(recall)} of the notes {heard})";
    }

    private static string? Invents(ReportDocument report)
    {
        if (Metric(report, NoveltyProtocol.Name, "copyShare") is not { } copies)
        {
            return null;
        }

        var usual = Metric(report, NoveltyProtocol.Name, "copyShareHeldOut")?.Value ?? 0;
        var alike = Metric(report, NoveltyProtocol.Name, "differentShare") is { Value: < 0.5 };
        return alike ? "makes up the same few phrases again and again"
            : copies.Value <= usual + NoveltyProtocol.Chance ? $"invents rather than copies ({Meaning.Percent(copies)} of what it makes up was there before)"
            : $"copies ({Meaning.Percent(copies)} of what it makes up was there before)";
    }

    private static string? Moves(ReportDocument report) => Metric(report, SmoothnessProtocol.Name, "maxOverEven") is not { } over ? null
        : over.Value < SmoothnessProtocol.Glides ? "glides from phrase to phrase"
        : over.Value < SmoothnessProtocol.Jumps ? "glides from phrase to phrase with a jump on most ways"
        : "jumps from phrase to phrase";

    private static Estimate? Metric(ReportDocument report, string protocol, string name) =>
        report.Protocols.FirstOrDefault(one => one.Name == protocol)?.Metrics.GetValueOrDefault(name);
}
