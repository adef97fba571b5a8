namespace Isorhythm.Latent;

/// <summary>Where in a training a loss is asked for; what the objective does with it is a pure function of it.</summary>
/// <param name="Step">Steps done before this one.</param>
/// <param name="Seed">The seed of the run.</param>
/// <param name="IsTraining">False when held-out phrases are measured: no dropout, no scheduled sampling, and the full weight of the divergence.</param>
internal readonly record struct TrainingPoint(int Step, ulong Seed, bool IsTraining);
