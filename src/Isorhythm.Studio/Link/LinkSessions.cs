namespace Isorhythm.Studio;

/// <summary>A session: who founded it, where its beat is, and how far its ghost time is from this machine's.</summary>
/// <param name="Id">The founder's node.</param>
/// <param name="Timeline">Where its beat is.</param>
/// <param name="Offset">Microseconds to add to the host's time for the ghost time; null where that was not measured yet.</param>
internal sealed record LinkSession(ulong Id, LinkTimeline Timeline, long? Offset);

/// <summary>
/// The session that this participant is in, and those that it knows of. When two meet, the one that has lasted longer stays, and all come over to it. Within a
/// session the later timeline holds, and the newest word on playing. Times are microseconds of the host's clock.
/// </summary>
internal sealed class LinkSessions(ulong node, double beatsPerMinute, long now)
{
    // Sessions that began within so many microseconds are told apart by their names.
    private const long SameAge = 500_000;
    private const int MostOthers = 16;

    private readonly Dictionary<ulong, LinkSession> others = [];

    public LinkSession Current { get; private set; } = new(node, new LinkTimeline(LinkTimeline.MicrosOf(beatsPerMinute), 0, 0), -now);

    public LinkStartStop StartStop { get; private set; }

    public long Ghost(long now) => now + Current.Offset!.Value;

    public long Host(long ghost) => ghost - Current.Offset!.Value;

    /// <summary>Takes what a participant says. True where something of the own session changed.</summary>
    public bool Saw(LinkNode peer)
    {
        if (peer.Session == Current.Id)
        {
            var before = (Current, StartStop);
            Current = Later(Current, peer.Timeline);
            StartStop = peer.StartStop.Timestamp > StartStop.Timestamp ? peer.StartStop : StartStop;
            return before != (Current, StartStop);
        }

        if (others.TryGetValue(peer.Session, out var known))
        {
            others[peer.Session] = Later(known, peer.Timeline);
        }
        else if (others.Count < MostOthers)
        {
            others.Add(peer.Session, new LinkSession(peer.Session, peer.Timeline, null));
        }

        return false;
    }

    /// <summary>Whether a session is known and was not measured yet.</summary>
    public bool Lacks(ulong session) => others.TryGetValue(session, out var known) && known.Offset is null;

    /// <summary>Another session may be older: then it is joined. True where something changed.</summary>
    public bool Measured(ulong session, long offset)
    {
        if (session == Current.Id)
        {
            Current = Current with { Offset = offset };
            return true;
        }

        if (!others.Remove(session, out var known))
        {
            return false;
        }

        var measured = known with { Offset = offset };
        if (!Wins(measured))
        {
            others.Add(session, measured);
            return false;
        }

        others[Current.Id] = Current;
        (Current, StartStop) = (measured, default);
        return true;
    }

    /// <summary>What could not be measured is forgotten, and measured when it is seen again.</summary>
    public void Failed(ulong session) => others.Remove(session);

    /// <summary>Another tempo from now on.</summary>
    public void SetTempo(double beatsPerMinute, long now)
    {
        if (LinkTimeline.MicrosOf(beatsPerMinute) != Current.Timeline.MicrosPerBeat)
        {
            Current = Current with { Timeline = Current.Timeline.WithTempo(beatsPerMinute, Ghost(now)) };
        }
    }

    /// <summary>Says that the session plays, or stops, from a host time on.</summary>
    public void SetPlaying(bool playing, long at, long now) =>
        StartStop = new LinkStartStop(playing, Current.Timeline.BeatsAt(Ghost(at)), Math.Max(Ghost(now), StartStop.Timestamp + 1));

    /// <summary>Alone again: founds a session, in which the beat goes on where it was.</summary>
    public void FoundAnew(ulong node, long now)
    {
        var timeline = Current.Timeline;
        Current = new LinkSession(node, timeline with { BeatOrigin = timeline.BeatsAt(Ghost(now)), TimeOrigin = 0 }, -now);
        StartStop = default;
        others.Clear();
    }

    private bool Wins(LinkSession other)
    {
        var older = other.Offset - Current.Offset;
        return older > SameAge || (older > -SameAge && older < SameAge && other.Id < Current.Id);
    }

    private static LinkSession Later(LinkSession session, LinkTimeline timeline) =>
        timeline.BeatOrigin > session.Timeline.BeatOrigin ? session with { Timeline = timeline } : session;
}
