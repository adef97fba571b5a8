namespace Isorhythm.Music;

/// <summary>The phrases of a score.</summary>
/// <param name="Phrases">Each phrase and where in the score it starts, in order.</param>
/// <param name="Rejections">Why the rest gave none, each reason once.</param>
public sealed record Extraction(IReadOnlyList<(Quarters At, Phrase Phrase)> Phrases, IReadOnlyList<Rejection> Rejections);
