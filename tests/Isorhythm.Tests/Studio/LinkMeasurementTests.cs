using System.Net;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

/// <summary>Measuring another's time, with a network that the test makes. Times are microseconds.</summary>
public sealed class LinkMeasurementTests
{
    private const ulong Session = 3;
    private const long Offset = -41_000_000;
    private static readonly IPEndPoint Peer = new(IPAddress.Loopback, 9);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2_000, 150)]
    public void TheMedianOfAHundredIsNearTheTruthHoweverTheNetworkShakes(int jitter, int tolerance)
    {
        var random = new Random(6);
        var now = 60_000_000L;
        var measurement = new LinkMeasurement(Session, Peer, now);
        byte[]? ping = measurement.Begin();
        for (var asked = 0; ping is not null; asked++)
        {
            Assert.InRange(asked, 0, 110);
            now += 100 + random.Next(jitter + 1);
            var pong = Answer(ping, now + Offset);
            // One in ten takes a way of its own.
            now += 100 + random.Next(jitter + 1) + (asked % 10 == 5 ? 20_000 : 0);
            ping = measurement.Hear(pong, now);
        }

        Assert.InRange(measurement.Offset!.Value - Offset, -tolerance, tolerance);
    }

    [Fact]
    public void WhoNeverAnswersIsAskedAFewTimesAndGivenUp()
    {
        var measurement = new LinkMeasurement(Session, Peer, 0);
        var asked = 0;
        for (var now = 0L; !measurement.HasFailed; now += 25_000)
        {
            Assert.InRange(now, 0, 1_000_000);
            asked += measurement.Retry(now) is null ? 0 : 1;
        }

        Assert.Equal(5, asked);
    }

    [Fact]
    public void WhoAnswersForAnotherSessionIsGivenUp()
    {
        var measurement = new LinkMeasurement(Session, Peer, 0);
        Assert.Null(measurement.Hear(new LinkPong(4, 1, 1, 0), 5));
        Assert.True(measurement.HasFailed);
    }

    [Fact]
    public void WhoAnswersForEverWithoutATimeIsGivenUp()
    {
        var measurement = new LinkMeasurement(Session, Peer, 0);
        var asked = 0;
        while (measurement.Hear(new LinkPong(Session, 1, 0, 0), 5) is not null)
        {
            Assert.InRange(++asked, 0, 1_000);
        }

        Assert.True(measurement.HasFailed);
        Assert.Null(measurement.Offset);
    }

    private static LinkPong Answer(byte[] ping, long ghost) =>
        (LinkPong)LinkReader.Read(LinkWriter.WritePong(Session, ghost, ((LinkPing)LinkReader.Read(ping)!).Echo.Span))!;
}
