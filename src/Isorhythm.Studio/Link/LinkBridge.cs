using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Isorhythm.Studio;

/// <summary>
/// A participant in Ableton Link: finds the others, measures their time, joins their session, and shares tempo, beat and start and stop with them. What
/// arrives changes these and nothing else. Written afresh, from what Ableton's library 3.0.6 sends
/// and does.
/// </summary>
internal sealed class LinkBridge : IDisposable
{
    private const byte Seconds = 5;
    // Microseconds.
    private const long BetweenMeasurements = 10_000_000;
    private static readonly TimeSpan BetweenTicks = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    private readonly LinkClock clock;
    private readonly Action changed;
    private readonly Lock access = new();
    private readonly LinkPeers peers = new();
    private readonly LinkMeasurements measurements = new();
    private readonly LinkSessions sessions;
    private readonly LinkNetworks networks;
    private readonly LinkVoice voice;
    private readonly Timer ticking;
    private readonly Timer looking;
    private ulong node = NewNode();
    private int peersBefore;
    private bool hasEnded;
    private long measuredAt;

    /// <summary>Takes part from now on. <paramref name="changed"/> is called, from any thread, when <see cref="State"/> is another.</summary>
    /// <exception cref="SocketException">The port is taken by a program that does not share it.</exception>
    public LinkBridge(LinkOptions options, double beatsPerMinute, LinkClock clock, Action changed)
    {
        (this.clock, this.changed) = (clock, changed);
        sessions = new LinkSessions(node, beatsPerMinute, clock.Now);
        lock (access)
        {
            networks = new LinkNetworks(options, clock, Hear);
            voice = new LinkVoice(networks, Words);
            voice.SpeakIfDue(clock.Now);
        }

        ticking = new Timer(_ => Tick(), null, BetweenTicks, BetweenTicks);
        looking = new Timer(_ => Look(), null, BetweenLooks, BetweenLooks);
    }

    /// <summary>Packets that were not Link's, since it takes part, and what was wrong with the last.</summary>
    public LinkGarbage Garbage { get; private set; } = new(0, null);

    /// <summary>How the session stands.</summary>
    public LinkMoment State
    {
        get
        {
            lock (access)
            {
                var (timeline, startStop) = (sessions.Current.Timeline, sessions.StartStop);
                return new LinkMoment(
                    peersBefore,
                    networks.Gateways.Count,
                    timeline.BeatsPerMinute,
                    timeline.BeatOrigin / 1e6,
                    sessions.Host(timeline.TimeOrigin) / 1e3,
                    startStop.Timestamp == 0 ? null : new LinkPlaying(startStop.Playing, startStop.Beats / 1e6, startStop.Timestamp));
            }
        }
    }

    /// <summary>Changes the session's tempo from now on.</summary>
    public void SetTempo(double beatsPerMinute) => Change(now => sessions.SetTempo(beatsPerMinute, now));

    /// <summary>Says that the session plays, or stops, from a moment of the host's clock on, in microseconds.</summary>
    public void SetPlaying(bool playing, long at) => Change(now => sessions.SetPlaying(playing, at, now));

    /// <summary>Leaves, and says so.</summary>
    public void Dispose()
    {
        ticking.Dispose();
        looking.Dispose();
        lock (access)
        {
            hasEnded = true;
            voice.Speak(LinkKind.ByeBye);
            networks.Dispose();
        }
    }

    private void Change(Action<long> change)
    {
        lock (access)
        {
            var now = clock.Now;
            change(now);
            voice.TellNews(now);
        }

        changed();
    }

    private void Hear(LinkGateway gateway, ReadOnlyMemory<byte> packet, IPEndPoint from, long at)
    {
        try
        {
            var message = LinkReader.Read(packet);
            lock (access)
            {
                if (!hasEnded)
                {
                    Take(message, gateway, from, at);
                }
            }
        }
        catch (FormatException unreadable)
        {
            lock (access)
            {
                Garbage = new LinkGarbage(Garbage.Count + 1, unreadable.Message);
            }
        }
    }

    private void Take(LinkMessage? message, LinkGateway gateway, IPEndPoint from, long at)
    {
        switch (message)
        {
            case LinkPing ping:
                voice.Answer(gateway, from, at, () => LinkWriter.WritePong(sessions.Current.Id, sessions.Ghost(clock.Now), ping.Echo.Span));
                break;
            case LinkPong pong:
                if (measurements.Hear(pong, from, at) is { } ended)
                {
                    Conclude(ended, at);
                }

                break;
            case LinkPresence presence when presence.Node != node:
                TakePresence(presence, gateway, from, at);
                break;
        }
    }

    private void TakePresence(LinkPresence presence, LinkGateway gateway, IPEndPoint from, long now)
    {
        if (presence.State is not { } state)
        {
            peers.Forget(presence.Node);
            Count(now);
            return;
        }

        if (presence.Kind == LinkKind.Alive)
        {
            voice.Answer(gateway, from, now, () => Words(LinkKind.Response, gateway));
        }

        // Pings go only to the machine that asks for them: nobody can make this one speak to a third.
        var pings = state.Pings is { Port: > 0 } given && given.Address.Equals(from.Address) ? given : null;
        if (peers.Saw(presence with { State = state with { Pings = pings } }, gateway, now))
        {
            Follow(state, now);
            Count(now);
        }
    }

    private void Follow(LinkNode state, long now)
    {
        if (sessions.Saw(state))
        {
            voice.TellNews(now);
            changed();
        }

        if (sessions.Lacks(state.Session))
        {
            measurements.Begin(state.Session, peers.In(state.Session), now);
        }
    }

    private void Conclude(LinkMeasurement measurement, long now)
    {
        if (measurement.Offset is not { } offset)
        {
            sessions.Failed(measurement.Session);
        }
        else if (sessions.Measured(measurement.Session, offset))
        {
            measuredAt = now;
            voice.TellNews(now);
            Count(now);
            changed();
        }
    }

    /// <summary>Whoever is left alone founds a session anew, so that the next one who comes does not meet a name that others have used.</summary>
    private void Count(long now)
    {
        var count = peers.CountIn(sessions.Current.Id);
        if (count == peersBefore)
        {
            return;
        }

        peersBefore = count;
        if (count == 0)
        {
            node = NewNode();
            sessions.FoundAnew(node, now);
            voice.TellNews(now);
        }

        changed();
    }

    private void Tick()
    {
        lock (access)
        {
            if (hasEnded)
            {
                return;
            }

            var now = clock.Now;
            peers.ForgetSilent(now);
            Count(now);
            KeepMeasuring(now);
            voice.SpeakIfDue(now);
        }
    }

    private void KeepMeasuring(long now)
    {
        foreach (var ended in measurements.Retry(now))
        {
            Conclude(ended, now);
        }

        // Two clocks never run quite alike. Whoever founded the session is the one whom the others follow.
        if (sessions.Current.Id != node && now - measuredAt >= BetweenMeasurements)
        {
            measuredAt = now;
            measurements.Begin(sessions.Current.Id, peers.In(sessions.Current.Id), now);
        }
    }

    private void Look()
    {
        // Asking the system takes a while, in which pings are to be answered.
        var addresses = LinkAddress.All();
        lock (access)
        {
            if (!hasEnded && networks.Use(addresses) is { } gone)
            {
                gone.ForEach(peers.ForgetAll);
                changed();
            }
        }
    }

    private byte[] Words(LinkKind kind, LinkGateway gateway) => LinkWriter.Write(kind == LinkKind.ByeBye
        ? new LinkPresence(kind, 0, node, null)
        : new LinkPresence(kind, Seconds, node, new LinkNode(sessions.Current.Id, sessions.Current.Timeline, sessions.StartStop, gateway.EndPoint)));

    private static ulong NewNode() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
}
