namespace Isorhythm.Music;

/// <summary>Which instruments of a score a track is read from.</summary>
/// <param name="Programs">Their programs; of drums every one on channel 10.</param>
/// <param name="IsMerged">They are read as one instrument; else each gives lines of its own.</param>
/// <param name="MayBeMissing">A score that has none of them is read all the same, and the track is silent.</param>
public readonly record struct TrackSource(ProgramRange Programs, bool IsMerged = false, bool MayBeMissing = false);
