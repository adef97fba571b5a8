namespace Isorhythm.Studio;

/// <summary>A participant that was heard: how it stood last, by which of this machine's networks, and until when that holds.</summary>
internal sealed record LinkPeer(ulong Id, LinkNode State, LinkGateway Gateway, long Until);

/// <summary>Who takes part. As many as any stage has are known; more are a flood. Times are microseconds of the host's clock.</summary>
internal sealed class LinkPeers
{
    private const int Most = 128;
    // A word holds as long as it says, and a second more for a network that is late.
    private const long Grace = 1_000_000;

    private readonly Dictionary<ulong, LinkPeer> peers = [];

    /// <summary>False where there are too many, and it is left out.</summary>
    public bool Saw(LinkPresence presence, LinkGateway gateway, long now)
    {
        if (peers.Count >= Most && !peers.ContainsKey(presence.Node))
        {
            return false;
        }

        peers[presence.Node] = new LinkPeer(presence.Node, presence.State!, gateway, now + (presence.Seconds * 1_000_000L) + Grace);
        return true;
    }

    public void Forget(ulong id) => peers.Remove(id);

    public void ForgetSilent(long now)
    {
        foreach (var silent in peers.Values.Where(peer => peer.Until < now).ToList())
        {
            peers.Remove(silent.Id);
        }
    }

    public void ForgetAll(LinkGateway gateway)
    {
        foreach (var gone in peers.Values.Where(peer => peer.Gateway == gateway).ToList())
        {
            peers.Remove(gone.Id);
        }
    }

    public int CountIn(ulong session) => peers.Values.Count(peer => peer.State.Session == session);

    /// <summary>Whom to ask for a session's time: who founded it, or anybody in it; null where nobody is left.</summary>
    public LinkPeer? In(ulong session)
    {
        var inSession = peers.Values.Where(peer => peer.State.Session == session && peer.State.Pings is not null).ToList();
        return inSession.Find(peer => peer.Id == session) ?? inSession.FirstOrDefault();
    }
}
