namespace Isorhythm.Latent;

/// <summary>How much of a corpus a drum or a track plays.</summary>
/// <param name="Name">The drum or track.</param>
/// <param name="Notes">Its notes.</param>
/// <param name="Share">Its notes as a share of all, 0..1.</param>
public sealed record VoiceShare(string Name, long Notes, double Share);
