using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Isorhythm.Studio;

/// <summary>
/// A participant in Ableton Link: finds the others, measures their time, joins their session, and shares tempo, beat and start and stop with them. What
/// arrives changes these and nothing else. The protocol was written from what packets of Ableton's library 3.0.6 look like.
/// </summary>
internal sealed class LinkBridge : IDisposable
{
    private const byte Seconds = 5;
    private const int MostMeasurements = 4;
    private const int MostAnswers = 4_000;
    // Microseconds.
    private const long BetweenWords = 250_000;
    private const long BetweenNews = 50_000;
    private const long BetweenMeasurements = 10_000_000;
    private const long BetweenLooks = 5_000_000;
    private const long Second = 1_000_000;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(25);

    private readonly LinkClock clock;
    private readonly Action changed;
    private readonly Lock access = new();
    private readonly LinkPeers peers = new();
    private readonly Dictionary<ulong, LinkMeasurement> measurements = [];
    private readonly LinkSessions sessions;
    private readonly LinkNetworks networks;
    private readonly Timer timer;
    private ulong node = NewNode();
    private int peersBefore;
    private bool hasNews;
    private bool hasEnded;
    private long spokeAt;
    private long measuredAt;
    private long lookedAt;
    private long countingSince;
    private int answers;

    /// <summary>Takes part from now on. <paramref name="changed"/> is called, from any thread, when <see cref="State"/> is another.</summary>
    /// <exception cref="SocketException">The port is taken by a program that does not share it.</exception>
    public LinkBridge(LinkOptions options, double beatsPerMinute, LinkClock clock, Action changed)
    {
        (this.clock, this.changed) = (clock, changed);
        sessions = new LinkSessions(node, beatsPerMinute, clock.Now);
        lookedAt = countingSince = clock.Now;
        lock (access)
        {
            networks = new LinkNetworks(options, clock, Hear);
            Speak(clock.Now);
        }

        timer = new Timer(_ => Tick(), null, Beat, Beat);
    }

    /// <summary>Packets that were not Link's, since it takes part, and what was wrong with the last.</summary>
    public LinkGarbage Garbage { get; private set; } = new(0, null);

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
                    startStop.Timestamp == 0
                        ? null
                        : new LinkPlaying(startStop.Playing, startStop.Beats / 1e6, sessions.Host(startStop.Timestamp) / 1e3, startStop.Timestamp));
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
        timer.Dispose();
        lock (access)
        {
            hasEnded = true;
            SendToAll(_ => LinkWriter.Write(new LinkPresence(LinkKind.ByeBye, 0, node, null)));
            networks.Dispose();
        }
    }

    private void Change(Action<long> change)
    {
        lock (access)
        {
            var now = clock.Now;
            change(now);
            TellNews(now);
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
            Garbage = new LinkGarbage(Garbage.Count + 1, unreadable.Message);
        }
    }

    private void Take(LinkMessage? message, LinkGateway gateway, IPEndPoint from, long at)
    {
        switch (message)
        {
            case LinkPing ping when MayAnswer(at):
                gateway.Send(LinkWriter.WritePong(sessions.Current.Id, sessions.Ghost(clock.Now), ping.Echo.Span), from);
                break;
            case LinkPong pong:
                TakePong(pong, gateway, from, at);
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

        if (presence.Kind == LinkKind.Alive && MayAnswer(now))
        {
            gateway.Send(Words(LinkKind.Response, gateway), from);
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
            TellNews(now);
            changed();
        }

        if (sessions.Lacks(state.Session))
        {
            Measure(state.Session, now);
        }
    }

    private void Measure(ulong session, long now)
    {
        if (measurements.Count < MostMeasurements && !measurements.ContainsKey(session) && peers.In(session) is { State.Pings: { } pings } peer)
        {
            var measurement = new LinkMeasurement(session, pings, now);
            measurements.Add(session, measurement);
            peer.Gateway.Send(measurement.Begin(), pings);
        }
    }

    private void TakePong(LinkPong pong, LinkGateway gateway, IPEndPoint from, long at)
    {
        if (measurements.Values.FirstOrDefault(one => one.Peer.Equals(from)) is not { } measurement)
        {
            return;
        }

        if (measurement.Hear(pong, at) is { } next)
        {
            gateway.Send(next, from);
        }

        Conclude(measurement, at);
    }

    private void Conclude(LinkMeasurement measurement, long now)
    {
        if (measurement.HasFailed)
        {
            measurements.Remove(measurement.Session);
            sessions.Failed(measurement.Session);
        }
        else if (measurement.Offset is { } offset)
        {
            measurements.Remove(measurement.Session);
            if (sessions.Measured(measurement.Session, offset))
            {
                measuredAt = now;
                TellNews(now);
                Count(now);
                changed();
            }
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
            TellNews(now);
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
            LookAtNetworks(now);
            peers.ForgetSilent(now);
            Count(now);
            KeepMeasuring(now);
            if (now - spokeAt >= (hasNews ? BetweenNews : BetweenWords))
            {
                Speak(now);
            }
        }
    }

    private void LookAtNetworks(long now)
    {
        if (now - lookedAt < BetweenLooks)
        {
            return;
        }

        lookedAt = now;
        var before = networks.Gateways.Count;
        foreach (var gone in networks.Look())
        {
            peers.ForgetAll(gone);
        }

        if (networks.Gateways.Count != before)
        {
            changed();
        }
    }

    private void KeepMeasuring(long now)
    {
        foreach (var measurement in measurements.Values.ToList())
        {
            if (measurement.Retry(now) is { } again && peers.In(measurement.Session) is { } peer)
            {
                peer.Gateway.Send(again, measurement.Peer);
            }

            Conclude(measurement, now);
        }

        // Two clocks never run quite alike. Whoever founded the session is the one whom the others follow.
        if (sessions.Current.Id != node && now - measuredAt >= BetweenMeasurements)
        {
            measuredAt = now;
            Measure(sessions.Current.Id, now);
        }
    }

    private void TellNews(long now)
    {
        hasNews = true;
        if (now - spokeAt >= BetweenNews)
        {
            Speak(now);
        }
    }

    private void Speak(long now)
    {
        (hasNews, spokeAt) = (false, now);
        SendToAll(gateway => Words(LinkKind.Alive, gateway));
    }

    private void SendToAll(Func<LinkGateway, byte[]> words)
    {
        foreach (var gateway in networks.Gateways)
        {
            gateway.SendToAll(words(gateway));
        }
    }

    private byte[] Words(LinkKind kind, LinkGateway gateway) =>
        LinkWriter.Write(new LinkPresence(kind, Seconds, node, new LinkNode(sessions.Current.Id, sessions.Current.Timeline, sessions.StartStop, gateway.EndPoint)));

    /// <summary>A flood is not answered with a flood.</summary>
    private bool MayAnswer(long now)
    {
        if (now - countingSince >= Second)
        {
            (countingSince, answers) = (now, 0);
        }

        return ++answers <= MostAnswers;
    }

    private static ulong NewNode() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8));
}
