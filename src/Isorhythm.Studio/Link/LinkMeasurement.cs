using System.Net;

namespace Isorhythm.Studio;

/// <summary>
/// Finds how far the ghost time of a session is from this machine's clock: asks a participant again and again, each time when its answer has come. What an
/// answer says was true midway between asking and hearing; what was asked lies midway between two answers. The median of a hundred such pairs is the
/// distance.
/// </summary>
internal sealed class LinkMeasurement(ulong session, IPEndPoint peer, long now)
{
    /// <summary>Microseconds without an answer after which it asks once more.</summary>
    private const long Patience = 50_000;
    private const int MostRetries = 5;
    private const int Enough = 100;
    private const int MostAnswers = 300;

    private readonly List<double> offsets = new(Enough + 2);
    private long askedAt = now;
    private int retries;
    private int answers;

    public ulong Session { get; } = session;

    public IPEndPoint Peer { get; } = peer;

    /// <summary>Microseconds to add to the host's time for the ghost time; null until it is known.</summary>
    public long? Offset { get; private set; }

    /// <summary>Nobody answers, or only of another session.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The first ping.</summary>
    public byte[] Begin() => LinkWriter.WritePing(askedAt);

    /// <summary>Takes an answer that came at a host time, in microseconds. Gives the next ping; null when there is nothing left to ask.</summary>
    public byte[]? Hear(LinkPong pong, long now)
    {
        // Answers that hold no times would go on for ever.
        if (pong.Session != Session || ++answers > MostAnswers)
        {
            HasFailed = true;
            return null;
        }

        if (pong.HostTime > 0 && pong.HostTime <= now)
        {
            Take(pong, now);
        }

        if (offsets.Count > Enough)
        {
            offsets.Sort();
            Offset = (long)Math.Round((offsets[(offsets.Count - 1) / 2] + offsets[offsets.Count / 2]) / 2);
            return null;
        }

        askedAt = now;
        return LinkWriter.WritePing(now, pong.Ghost);
    }

    /// <summary>Another ping where none was answered for a while; null while there is hope, or when it is given up.</summary>
    public byte[]? Retry(long now)
    {
        if (now - askedAt < Patience)
        {
            return null;
        }

        HasFailed = ++retries > MostRetries;
        askedAt = now;
        return HasFailed ? null : LinkWriter.WritePing(now);
    }

    private void Take(LinkPong pong, long now)
    {
        offsets.Add(pong.Ghost - ((now + pong.HostTime) / 2.0));
        if (pong.PreviousGhost != 0)
        {
            offsets.Add(((pong.Ghost + pong.PreviousGhost) / 2.0) - pong.HostTime);
        }
    }
}
