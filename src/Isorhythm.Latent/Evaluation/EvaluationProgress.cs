namespace Isorhythm.Latent;

/// <summary>Where an evaluation stands.</summary>
/// <param name="Protocol">The protocol that runs.</param>
/// <param name="Done">Protocols done.</param>
/// <param name="Protocols">Protocols asked for.</param>
/// <param name="Share">The share of this protocol that is done, 0..1.</param>
public sealed record EvaluationProgress(string Protocol, int Done, int Protocols, double Share);
