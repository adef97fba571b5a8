namespace Isorhythm.Studio;

/// <summary>What a page asks of the OSC side; each part may be left out.</summary>
/// <param name="On">Listen and send, or no longer.</param>
/// <param name="Head">Where the head is now.</param>
/// <param name="Values">Numbers to send to addresses of <see cref="OscAddress.Sent"/>.</param>
/// <param name="Notes">Strokes that are about to sound.</param>
internal sealed record OscOrder(
    bool? On = null, OscHead? Head = null, IReadOnlyList<OscValue>? Values = null, IReadOnlyList<OscNote>? Notes = null);

/// <summary>Where the head is.</summary>
/// <param name="X">0..1 of the map, from its left.</param>
/// <param name="Y">0..1 of the map, from its bottom.</param>
/// <param name="ByHand">A person moved it. What came over OSC is not sent back to Wekinator, which would chase itself.</param>
internal sealed record OscHead(double X, double Y, bool ByHand);

/// <summary>A number for an address.</summary>
internal sealed record OscValue(string Address, double Value);

/// <summary>A stroke or a note that is about to sound.</summary>
/// <param name="Channel">1..16.</param>
/// <param name="Pitch">0..127.</param>
/// <param name="Velocity">1..127.</param>
/// <param name="Length">Milliseconds.</param>
/// <param name="Name">The drum's or the track's.</param>
/// <param name="After">Milliseconds until it sounds.</param>
internal sealed record OscNote(int Channel, int Pitch, int Velocity, double Length, string Name, double After);

/// <summary>How the OSC side stands.</summary>
/// <param name="On">Whether it listens.</param>
/// <param name="Error">Why it does not although it was asked to; null otherwise.</param>
/// <param name="In">Where it listens, or would.</param>
/// <param name="Out">Where its own messages go.</param>
/// <param name="Wekinator">Where the head goes for Wekinator.</param>
/// <param name="Received">Messages that were understood, since the studio started.</param>
/// <param name="Garbage">Packets that could not be read.</param>
/// <param name="Unknown">The last address that means nothing here; null: none came.</param>
/// <param name="Sent">Packets.</param>
internal sealed record OscState(
    bool On, string? Error, string In, string Out, string Wekinator, long Received, long Garbage, string? Unknown, long Sent);

/// <summary>The event <c>osc</c>: how it stands, or what was heard.</summary>
internal sealed record OscEvent(OscState? State = null, IReadOnlyList<OscHeard>? Heard = null);

/// <summary>What the page shows of OSC.</summary>
internal sealed record OscView(
    OscState State, IReadOnlyList<OscAddress> Taken, IReadOnlyList<OscAddress> Sent, IReadOnlyList<OscAddress> SentToWekinator);
