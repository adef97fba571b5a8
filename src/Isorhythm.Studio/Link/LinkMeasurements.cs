using System.Net;

namespace Isorhythm.Studio;

/// <summary>The sessions whose time is being measured: a few at a time, however many there are.</summary>
internal sealed class LinkMeasurements
{
    private const int Most = 4;

    private readonly List<(LinkMeasurement Measurement, LinkGateway Gateway)> running = [];

    /// <summary>Begins to ask a participant, unless its session is measured already, or as many are as may.</summary>
    public void Begin(ulong session, LinkPeer? peer, long now)
    {
        if (peer?.State.Pings is { } pings && running.Count < Most && !running.Exists(one => one.Measurement.Session == session))
        {
            var measurement = new LinkMeasurement(session, pings, now);
            running.Add((measurement, peer.Gateway));
            peer.Gateway.Send(measurement.Begin(), pings);
        }
    }

    /// <summary>Takes an answer. Gives the measurement that it belongs to once that has ended; null otherwise.</summary>
    public LinkMeasurement? Hear(LinkPong pong, IPEndPoint from, long at)
    {
        var (measurement, gateway) = running.Find(one => one.Measurement.Peer.Equals(from));
        if (measurement?.Hear(pong, at) is { } next)
        {
            gateway.Send(next, from);
        }

        return measurement is not null && End(measurement) ? measurement : null;
    }

    /// <summary>Asks again where an answer did not come. Gives those that have ended because none ever did.</summary>
    public IReadOnlyList<LinkMeasurement> Retry(long now)
    {
        foreach (var (measurement, gateway) in running)
        {
            if (measurement.Retry(now) is { } again)
            {
                gateway.Send(again, measurement.Peer);
            }
        }

        return [.. running.ConvertAll(one => one.Measurement).Where(End)];
    }

    private bool End(LinkMeasurement measurement) =>
        (measurement.HasFailed || measurement.Offset is not null) && running.RemoveAll(one => one.Measurement == measurement) > 0;
}
