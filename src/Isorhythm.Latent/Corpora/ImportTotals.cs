namespace Isorhythm.Latent;

/// <summary>What became of the files of an import, all together.</summary>
/// <param name="Files">Files that were looked at.</param>
/// <param name="UsedFiles">Files of which at least one phrase was taken.</param>
/// <param name="Phrases">Phrases taken.</param>
/// <param name="Seconds">Wall time that the import took.</param>
/// <param name="Reasons">Why something was not taken: totals, the commonest first.</param>
/// <param name="Voices">How the notes are shared among the drums or tracks.</param>
/// <param name="Tags">What became of the tags; null where none were asked for.</param>
public sealed record ImportTotals(
    int Files, int UsedFiles, int Phrases, double Seconds, IReadOnlyList<ReasonCount> Reasons, IReadOnlyList<VoiceShare> Voices, TagReport? Tags);
