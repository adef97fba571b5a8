namespace Isorhythm.Studio;

/// <summary>What a page asks of Link; each part may be left out.</summary>
/// <param name="On">Take part, or no longer.</param>
/// <param name="Tempo">Beats per minute, 20 to 999.</param>
/// <param name="Play">Say that the session plays, or stops.</param>
internal sealed record LinkOrder(bool? On = null, double? Tempo = null, LinkPlay? Play = null);

/// <summary>Plays, or stops, from a moment on.</summary>
/// <param name="On">It plays.</param>
/// <param name="At">Milliseconds of the host's clock, as <see cref="StudioHub.LinkTime"/> tells it.</param>
internal sealed record LinkPlay(bool On, double At);

/// <summary>The event <c>link</c>: how Link stands.</summary>
/// <param name="On">Whether the studio takes part.</param>
/// <param name="Error">Why it does not although it was asked to; null otherwise.</param>
/// <param name="Session">The session; null while it takes no part.</param>
/// <param name="Garbage">Packets on Link's port that were not Link's.</param>
internal sealed record LinkState(bool On, string? Error, LinkMoment? Session, long Garbage);
