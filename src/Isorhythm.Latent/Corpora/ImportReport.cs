namespace Isorhythm.Latent;

/// <summary>What became of every file that was to become a corpus.</summary>
/// <param name="Files">Each file with what was taken and, for what was not, why.</param>
/// <param name="Phrases">Phrases taken in all.</param>
/// <param name="Seconds">Wall time that the import took.</param>
/// <param name="Reasons">Totals by reason, the commonest first.</param>
/// <param name="Drums">How the hits are shared among the drums, in the kit's order.</param>
public sealed record ImportReport(
    IReadOnlyList<ImportedFile> Files, int Phrases, double Seconds, IReadOnlyList<ReasonCount> Reasons, IReadOnlyList<DrumShare> Drums);

/// <summary>One file of an import.</summary>
/// <param name="Path">The path as the source gave it.</param>
/// <param name="Phrases">Phrases taken.</param>
/// <param name="Reasons">Why something was not taken; never empty when nothing was.</param>
public sealed record ImportedFile(string Path, int Phrases, IReadOnlyList<ReasonCount> Reasons);

/// <summary>A reason in words, and how often it occurred.</summary>
/// <param name="Reason">Such as "no drums" or "broken at byte 1234".</param>
/// <param name="Count">How often.</param>
public sealed record ReasonCount(string Reason, int Count);

/// <summary>How much of a corpus a drum plays.</summary>
/// <param name="Name">The drum.</param>
/// <param name="Hits">Its hits.</param>
/// <param name="Share">Its hits as a share of all, 0..1.</param>
public sealed record DrumShare(string Name, int Hits, double Share);
