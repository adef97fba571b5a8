using System.Net;

namespace Isorhythm.Studio;

/// <summary>When a participant speaks: a few times a second, soon after a change, and to whoever asks, but never with a flood. Times are microseconds.</summary>
internal sealed class LinkVoice(LinkNetworks networks, Func<LinkKind, LinkGateway, byte[]> words)
{
    private const long BetweenWords = 250_000;
    private const long BetweenNews = 50_000;
    private const long Second = 1_000_000;
    private const int MostAnswers = 4_000;

    private bool hasNews = true;
    private long spokeAt;
    private long countingSince;
    private int answers;

    /// <summary>Something changed: it is said at once, or as soon as it may be.</summary>
    public void TellNews(long now)
    {
        hasNews = true;
        SpeakIfDue(now);
    }

    /// <summary>Must be called every now and then.</summary>
    public void SpeakIfDue(long now)
    {
        if (now - spokeAt >= (hasNews ? BetweenNews : BetweenWords))
        {
            (hasNews, spokeAt) = (false, now);
            Speak(LinkKind.Alive);
        }
    }

    public void Speak(LinkKind kind)
    {
        foreach (var gateway in networks.Gateways)
        {
            gateway.SendToAll(words(kind, gateway));
        }
    }

    /// <summary>Answers one participant; a flood beyond what any stage has is not answered.</summary>
    public void Answer(LinkGateway gateway, IPEndPoint to, long now, Func<byte[]> answer)
    {
        if (now - countingSince >= Second)
        {
            (countingSince, answers) = (now, 0);
        }

        if (++answers <= MostAnswers)
        {
            gateway.Send(answer(), to);
        }
    }
}
