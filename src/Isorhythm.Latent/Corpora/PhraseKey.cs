namespace Isorhythm.Latent;

/// <summary>What a split needs to know of a phrase.</summary>
/// <param name="Source">Its source's place in the list of sources.</param>
/// <param name="Content">Equal for equal phrases (<see cref="ContentHash"/>).</param>
internal readonly record struct PhraseKey(int Source, ulong Content);
