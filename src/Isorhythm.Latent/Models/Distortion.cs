using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>What the phrases of a batch cost when they are decoded to what a model made of them, summed over a phrase, <c>[1, 1]</c> each.</summary>
/// <param name="Likelihood">The negative log-likelihood, feature by feature as the objective weighs it.</param>
/// <param name="Squared">The squared error of every decoded value, where there is a bound on the error.</param>
/// <param name="Parts">The likelihood part by part, and what else the model knows of the batch.</param>
internal readonly record struct Distortion(Variable Likelihood, Variable? Squared, LossParts Parts);
