namespace Isorhythm.Studio;

/// <summary>Whether a Link session plays, which those follow who want to. The newest word counts.</summary>
/// <param name="Playing">Plays, or stands still.</param>
/// <param name="Beats">Millionths of a beat at which that begins.</param>
/// <param name="Timestamp">The ghost time, in microseconds, at which it was said; 0 where nobody has said anything.</param>
internal readonly record struct LinkStartStop(bool Playing, long Beats, long Timestamp);
