using System.Net;

namespace Isorhythm.Studio;

/// <summary>Where the studio hears and speaks OSC over UDP. The ports are Wekinator's, so that it, and patches made for it, find the studio as it is.</summary>
public sealed record OscOptions
{
    /// <summary>Whether it is on from the start; the page's switch changes it later.</summary>
    public bool On { get; init; }

    /// <summary>Where the studio listens. Port 0 takes any free one.</summary>
    public IPEndPoint In { get; init; } = new(IPAddress.Loopback, DefaultIn);

    /// <summary>Where the studio's own messages go, <c>/isorhythm/...</c>.</summary>
    public IPEndPoint Out { get; init; } = new(IPAddress.Loopback, DefaultOut);

    /// <summary>Where Wekinator listens.</summary>
    public IPEndPoint Wekinator { get; init; } = new(IPAddress.Loopback, DefaultWekinator);

    /// <summary>The port that Wekinator sends its outputs to.</summary>
    public const int DefaultIn = 12000;

    /// <summary>The port beside it, for whoever listens to the studio.</summary>
    public const int DefaultOut = 12001;

    /// <summary>The port that Wekinator takes its inputs on.</summary>
    public const int DefaultWekinator = 6448;
}
