using System.Net;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

/// <summary>Participants of our own on this machine's loopback network.</summary>
public sealed class LinkBridgeTests : IDisposable
{
    private const ulong Stranger = 42;

    private readonly LinkMeeting meeting = new();

    public void Dispose() => meeting.Dispose();

    [Fact]
    public async Task TwoThatMeetHaveOneTempoAndOneBeat()
    {
        using var first = meeting.Join(100);
        using var second = meeting.Join(140);
        await TogetherAsync(first, second);
        Assert.Equal(first.State.BeatsPerMinute, second.State.BeatsPerMinute);
        Assert.InRange(Math.Abs(Distance(first, second)), 0, 0.01);
    }

    [Fact]
    public async Task TheBeatIsOneThoughTheClocksOfTwoMachinesAreNot()
    {
        var elsewhere = new LinkClock { Shift = 5_000_000_000 };
        using var first = meeting.Join();
        using var second = meeting.Join(clock: elsewhere);
        await TogetherAsync(first, second);
        Assert.InRange(Math.Abs(BeatAt(first.State, 0) - BeatAt(second.State, elsewhere.Shift / 1e3)), 0, 0.01);
    }

    [Fact]
    public async Task ATempoReachesTheOtherFromEitherSideAndTheBeatStays()
    {
        using var first = meeting.Join();
        using var second = meeting.Join();
        await TogetherAsync(first, second);
        first.SetTempo(97.5);
        await meeting.UntilAsync(() => Math.Abs(second.State.BeatsPerMinute - 97.5) < 0.01);
        second.SetTempo(180);
        await meeting.UntilAsync(() => Math.Abs(first.State.BeatsPerMinute - 180) < 0.01);
        Assert.InRange(Math.Abs(Distance(first, second)), 0, 0.01);
    }

    [Fact]
    public async Task StartAndStopReachTheOtherWithTheBeatTheyHoldFrom()
    {
        using var first = meeting.Join();
        using var second = meeting.Join();
        await TogetherAsync(first, second);
        var at = meeting.Clock.Now + 1_000_000;
        first.SetPlaying(true, at);
        await meeting.UntilAsync(() => second.State.Playing is { On: true });
        Assert.InRange(second.State.Playing!.Beat - BeatAt(second.State, at / 1e3), -0.01, 0.01);
        second.SetPlaying(false, meeting.Clock.Now);
        await meeting.UntilAsync(() => first.State.Playing is { On: false });
    }

    [Fact]
    public async Task WhoeverLeavesIsNotCountedAndTheOtherGoesOn()
    {
        using var first = meeting.Join(100);
        using (var second = meeting.Join(100))
        {
            await TogetherAsync(first, second);
        }

        await meeting.UntilAsync(() => first.State.Peers == 0);
        Assert.Equal(100, first.State.BeatsPerMinute, 3);
    }

    [Fact]
    public async Task WhoeverLeavesSaysSo()
    {
        using var listener = meeting.Listen();
        meeting.Join().Dispose();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (LinkReader.Read((await listener.ReceiveAsync(patience.Token)).Buffer) is not LinkPresence { Kind: LinkKind.ByeBye })
        {
        }
    }

    [Fact]
    public async Task WhoeverFallsSilentIsForgottenWhenItsWordNoLongerHolds()
    {
        // On a machine that stands still for a second nobody would look while it is there.
        var most = 0;
        LinkBridge? itself = null;
        using var bridge = itself = meeting.Join(changed: () => most = Math.Max(most, itself?.State.Peers ?? 0));
        var session = await SessionOfAsync(bridge);
        meeting.Shout(Alive(Stranger, session, seconds: 0));
        await meeting.UntilAsync(() => most == 1 && bridge.State.Peers == 0);
    }

    [Fact]
    public async Task AStrangerWhoAnswersNoPingIsNoReasonToStop()
    {
        using var first = meeting.Join();
        meeting.Shout(Alive(Stranger, Stranger, seconds: 5));
        using var second = meeting.Join();
        await TogetherAsync(first, second);
    }

    [Fact]
    public async Task GarbageIsCountedAndWhatComesAfterItIsHeard()
    {
        using var first = meeting.Join();
        meeting.Shout([1, 2, 3]);
        meeting.Shout(new byte[2_000]);
        meeting.Shout([]);
        using var second = meeting.Join();
        await TogetherAsync(first, second);
        Assert.NotEqual(0, first.Garbage.Count);
        Assert.NotEmpty(first.Garbage.Fault!);
    }

    [Fact]
    public async Task InAFloodOfStrangersTheTempoStillArrives()
    {
        using var first = meeting.Join();
        using var second = meeting.Join();
        await TogetherAsync(first, second);
        using var said = new CancellationTokenSource();
        var flood = Task.Run(() =>
        {
            for (var node = 1_000ul; !said.IsCancellationRequested; node++)
            {
                meeting.Shout(Alive(node, node, seconds: 1));
            }
        });
        first.SetTempo(77);
        await meeting.UntilAsync(() => Math.Abs(second.State.BeatsPerMinute - 77) < 0.01);
        await said.CancelAsync();
        await flood;
        Assert.Equal(1, second.State.Peers);
    }

    [Fact]
    public async Task PingsGoOnlyToTheMachineThatAsksForThem()
    {
        using var bridge = meeting.Join();
        using var third = new System.Net.Sockets.UdpClient(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        meeting.Shout(Alive(Stranger, Stranger, 5, (IPEndPoint)third.Client.LocalEndPoint!));
        // It answers, so it has read that.
        await meeting.Stranger.ReceiveAsync();
        using var asked = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        meeting.Shout(Alive(Stranger + 1, Stranger + 1, 5));
        while (LinkReader.Read((await meeting.Stranger.ReceiveAsync(asked.Token)).Buffer) is not LinkPing)
        {
        }

        Assert.Equal(0, third.Available);
    }

    private static double BeatAt(LinkMoment moment, double milliseconds) =>
        moment.Beat + ((milliseconds - moment.At) * moment.BeatsPerMinute / 60_000);

    private static double Distance(LinkBridge first, LinkBridge second) => BeatAt(first.State, 0) - BeatAt(second.State, 0);

    private Task TogetherAsync(LinkBridge first, LinkBridge second) =>
        meeting.UntilAsync(() => first.State.Peers == 1 && second.State.Peers == 1 && first.State.BeatsPerMinute == second.State.BeatsPerMinute);

    private byte[] Alive(ulong node, ulong session, byte seconds, IPEndPoint? pings = null) => LinkWriter.Write(new LinkPresence(
        LinkKind.Alive, seconds, node, new LinkNode(session, new LinkTimeline(500_000, 0, 0), default, pings ?? (IPEndPoint)meeting.Stranger.Client.LocalEndPoint!)));

    /// <summary>The name of a participant's session: it answers whoever says that it is there.</summary>
    private async Task<ulong> SessionOfAsync(LinkBridge bridge)
    {
        Assert.Equal(0, bridge.State.Peers);
        meeting.Shout(Alive(7, 7, seconds: 0));
        while (true)
        {
            if (LinkReader.Read((await meeting.Stranger.ReceiveAsync()).Buffer) is LinkPresence { State: { } state })
            {
                return state.Session;
            }
        }
    }
}
