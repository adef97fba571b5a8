namespace Isorhythm.Music;

/// <summary>Why a part of a score, or all of it, gave no phrase.</summary>
/// <param name="Reason">In words, such as "no drums" or "3/4: the grid holds 4/4".</param>
/// <param name="Count">How many phrases, or stretches of the score, were lost to it.</param>
public sealed record Rejection(string Reason, int Count);
