using System.Net;

namespace Isorhythm.Studio;

/// <summary>What a packet of Link may be.</summary>
internal abstract record LinkMessage;

/// <summary>Somebody is here, or leaves: the discovery messages, version 1.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Seconds">How long the word holds, unless it is renewed.</param>
/// <param name="Node">Who says so: eight random bytes, the first as the highest.</param>
/// <param name="State">How it stands; null when it leaves.</param>
internal sealed record LinkPresence(LinkKind Kind, byte Seconds, ulong Node, LinkNode? State) : LinkMessage;

/// <summary>Asks for the ghost time.</summary>
/// <param name="Echo">The entries after the header, which the answer repeats: the host time, and what the answer before said.</param>
internal sealed record LinkPing(ReadOnlyMemory<byte> Echo) : LinkMessage;

/// <summary>Tells the ghost time, in microseconds.</summary>
/// <param name="Session">Whose ghost time it is.</param>
/// <param name="Ghost">What it was when the ping was answered.</param>
/// <param name="HostTime">The asker's own clock when it asked, given back; 0 where it did not say.</param>
/// <param name="PreviousGhost">What the answer before had said, given back; 0 in the first.</param>
internal sealed record LinkPong(ulong Session, long Ghost, long HostTime, long PreviousGhost) : LinkMessage;

/// <summary>The three discovery messages.</summary>
internal enum LinkKind : byte
{
    /// <summary>Told to everybody a few times a second.</summary>
    Alive = 1,

    /// <summary>The answer to it, to whoever told it.</summary>
    Response = 2,

    /// <summary>Leaves.</summary>
    ByeBye = 3,
}

/// <summary>What a participant tells of itself.</summary>
/// <param name="Session">The session that it is in, named after whoever founded it.</param>
/// <param name="Timeline">Where the session's beat is.</param>
/// <param name="StartStop">Whether it plays.</param>
/// <param name="Pings">Where it answers pings; null where it does not say.</param>
internal sealed record LinkNode(ulong Session, LinkTimeline Timeline, LinkStartStop StartStop, IPEndPoint? Pings);
