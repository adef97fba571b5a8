namespace Isorhythm.Latent;

/// <summary>A phrase of the corpus near a point.</summary>
/// <param name="Phrase">The phrase.</param>
/// <param name="Distance">The Euclidean distance of its code from the point.</param>
public sealed record Neighbour(MappedPhrase Phrase, double Distance);
