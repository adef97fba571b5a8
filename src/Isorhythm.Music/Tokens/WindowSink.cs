namespace Isorhythm.Music;

/// <summary>Takes the windows of a score one by one.</summary>
/// <param name="at">Where in the score the window starts.</param>
/// <param name="tokens"><c>[track, step]</c>; borrowed, valid during the call.</param>
public delegate void WindowSink(Quarters at, ReadOnlySpan<ushort> tokens);
