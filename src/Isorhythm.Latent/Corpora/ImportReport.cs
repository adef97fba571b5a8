using System.Text.Json.Serialization;

namespace Isorhythm.Latent;

/// <summary>What became of every file that was to become a corpus.</summary>
/// <param name="Files">Each file with what was taken and, for what was not, why.</param>
/// <param name="Phrases">Phrases taken in all.</param>
/// <param name="Seconds">Wall time that the import took.</param>
/// <param name="Reasons">Totals by reason, the commonest first.</param>
/// <param name="Voices">How the notes are shared among the drums or tracks.</param>
public sealed record ImportReport(
    IReadOnlyList<ImportedFile> Files, int Phrases, double Seconds, IReadOnlyList<ReasonCount> Reasons, IReadOnlyList<VoiceShare> Voices);

/// <summary>One file of an import.</summary>
/// <param name="Path">The path as the source gave it.</param>
/// <param name="Phrases">Phrases taken.</param>
/// <param name="Reasons">Why something was not taken; never empty when nothing was.</param>
/// <param name="Tags">Its tags; null where none were asked for.</param>
public sealed record ImportedFile(
    string Path,
    int Phrases,
    IReadOnlyList<ReasonCount> Reasons,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Tags = null);

/// <summary>A reason in words, and how often it occurred.</summary>
/// <param name="Reason">Such as "no drums" or "broken at byte 1234".</param>
/// <param name="Count">How often.</param>
public sealed record ReasonCount(string Reason, int Count);
