using Isorhythm.Music;

namespace Isorhythm.Studio;

/// <summary>A phrase that waits for its answer.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Played">What was played.</param>
/// <param name="Partial">It is not finished.</param>
/// <param name="Arrived">The clock's time stamp at its arrival.</param>
internal sealed record JamPhrase(int Number, GridPhrase Played, bool Partial, long Arrived);
