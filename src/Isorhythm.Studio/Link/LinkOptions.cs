using System.Net;

namespace Isorhythm.Studio;

/// <summary>Whether the studio takes part in Ableton Link.</summary>
public sealed record LinkOptions
{
    /// <summary>Whether it does from the start; the page's switch changes it later.</summary>
    public bool On { get; init; }

    /// <summary>Where participants find each other. Tests meet elsewhere, so that they stay out of a session that is really played.</summary>
    internal IPEndPoint Meeting { get; init; } = new(new IPAddress([224, 76, 78, 75]), 20808);

    /// <summary>Stays on this machine.</summary>
    internal bool Alone { get; init; }
}
