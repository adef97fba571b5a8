using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Isorhythm.Studio;

namespace Isorhythm.Benchmarks;

/// <summary>
/// Our participant in Ableton Link beside one of Ableton's own library, on this machine: how far apart their bars are, and how long tempo, start, stop
/// and leaving take from one to the other. Needs Debian's ableton-link-dev and g++, and nobody else in a session here.
/// </summary>
internal static class LinkBenchmark
{
    private const int Times = 40;
    private const double Quantum = 4;
    private const double MicrosPerMinute = 60e6;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);
    // Link speaks at most every 50 ms: what comes sooner waits for that, and would be measured with it.
    private static readonly TimeSpan BetweenChanges = TimeSpan.FromMilliseconds(170);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static void Run(string[] args)
    {
        var seconds = double.Parse(ModelRuns.Option(args, "--seconds") ?? "60", CultureInfo.InvariantCulture);
        Console.WriteLine("microseconds between their bars and ours, and milliseconds until the other has a change: p50, p99, largest");
        MeasurePhase("theirs is older, and ours measures it", seconds, oursFirst: false);
        MeasurePhase("ours is older, and theirs measures it", seconds, oursFirst: true);
        MeasureChanges();
        MeasureFlood();
    }

    private static void MeasurePhase(string what, double seconds, bool oursFirst)
    {
        var clock = new LinkClock();
        using var earlier = oursFirst ? new LinkBridge(new LinkOptions(), 100, clock, () => { }) : null;
        using var theirs = new PeerProgram("sh", "link_peer.sh", "140");
        // Sessions of one age are told apart by their names.
        Thread.Sleep(TimeSpan.FromSeconds(1));
        using var later = oursFirst ? null : new LinkBridge(new LinkOptions(), 100, clock, () => { });
        var ours = earlier ?? later!;
        Join(theirs, ours, oursFirst ? 100 : 140);
        var distances = new List<double>();
        for (var until = clock.Now + (seconds * 1e6); clock.Now < until; Thread.Sleep(BetweenLooks))
        {
            distances.Add(Math.Abs(Distance(Ask(theirs, "state 4"), ours.State)));
        }

        Tell($"{what}: bars", distances, "us");
    }

    private static void MeasureChanges()
    {
        var clock = new LinkClock();
        using var heard = new AutoResetEvent(false);
        using var theirs = new PeerProgram("sh", "link_peer.sh", "120");
        Thread.Sleep(TimeSpan.FromSeconds(1));
        var ours = new LinkBridge(new LinkOptions(), 120, clock, () => heard.Set());
        Join(theirs, ours, 120);
        Tell("tempo, from ours to theirs", Repeat(clock, n =>
        {
            ours.SetTempo(100 + n);
            Until(() => Math.Abs(Ask(theirs, "state 4").Tempo - (100 + n)) < 0.01);
        }), "ms");
        Tell("tempo, from theirs to ours", Repeat(clock, n =>
        {
            Ask(theirs, $"tempo {150 + n}");
            Until(() => Math.Abs(ours.State.BeatsPerMinute - (150 + n)) < 0.01, heard);
        }), "ms");
        Tell("start and stop, from ours to theirs", Repeat(clock, n =>
        {
            ours.SetPlaying(n % 2 == 0, clock.Now);
            Until(() => Ask(theirs, "state 4").Playing == (n % 2 == 0));
        }), "ms");
        Tell("start and stop, from theirs to ours", Repeat(clock, n =>
        {
            Ask(theirs, n % 2 == 0 ? "play 4" : "stop");
            Until(() => ours.State.Playing?.On == (n % 2 == 0), heard);
        }), "ms");
        Tell("bars after that", [.. Enumerable.Range(0, Times).Select(_ => Math.Abs(Distance(Ask(theirs, "state 4"), ours.State)))], "us");
        Tell("leaving, and coming back", Repeat(clock, _ =>
        {
            ours.Dispose();
            Until(() => Ask(theirs, "state 4").Peers == 0);
            ours = new LinkBridge(new LinkOptions(), 120, clock, () => heard.Set());
            Until(() => ours.State.Peers == 1, heard);
        }), "ms");
        ours.Dispose();
    }

    /// <summary>Two of ours, and strangers, each with a name and a session of its own, at ten thousand packets a second.</summary>
    private static void MeasureFlood()
    {
        var clock = new LinkClock();
        using var heard = new AutoResetEvent(false);
        using var one = new LinkBridge(new LinkOptions(), 120, clock, () => { });
        using var other = new LinkBridge(new LinkOptions(), 120, clock, () => heard.Set());
        Until(() => one.State.Peers == 1 && other.State.Peers == 1, heard);
        using var ending = new CancellationTokenSource();
        var (begun, busy) = (clock.Now, Environment.CpuUsage.TotalTime);
        var flood = Task.Run(() => Flood(clock, ending.Token));
        Tell("in a flood: tempo, from ours to ours", Repeat(clock, n =>
        {
            one.SetTempo(150 + n);
            Until(() => Math.Abs(other.State.BeatsPerMinute - (150 + n)) < 0.01, heard);
        }), "ms");
        ending.Cancel();
        var seconds = (clock.Now - begun) / 1e6;
        Console.WriteLine(
            $"in a flood: {flood.Result / seconds:F0} packets a second; the sender and the two bridges take {100 * (Environment.CpuUsage.TotalTime - busy).TotalSeconds / seconds:F0}% of a core; "
            + $"others that each counts at its end: {one.State.Peers}, {other.State.Peers}");
    }

    private static long Flood(LinkClock clock, CancellationToken ending)
    {
        var meeting = new LinkOptions().Meeting;
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sender.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.Loopback.GetAddressBytes());
        sender.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var (sent, begun) = (0L, clock.Now);
        while (!ending.IsCancellationRequested)
        {
            // One in each tenth of a millisecond.
            for (var due = (clock.Now - begun) / 100; sent < due; sent++)
            {
                var state = new LinkNode((ulong)sent, new LinkTimeline(500_000, 0, 0), default, (IPEndPoint)sender.LocalEndPoint!);
                sender.SendTo(LinkWriter.Write(new LinkPresence(LinkKind.Alive, 5, (ulong)sent, state)), meeting);
            }

            Thread.Sleep(1);
        }

        return sent;
    }

    private static void Join(PeerProgram theirs, LinkBridge ours, double tempo) => Until(() =>
        Ask(theirs, "state 4") is { Peers: 1 } state && ours.State.Peers == 1 && Math.Abs(state.Tempo - tempo) < 0.01 && Math.Abs(ours.State.BeatsPerMinute - tempo) < 0.01);

    private static List<double> Repeat(LinkClock clock, Action<int> change)
    {
        var times = new List<double>();
        for (var n = 0; n < Times; n++)
        {
            Thread.Sleep(BetweenChanges);
            var begun = clock.Now;
            change(n);
            times.Add((clock.Now - begun) / 1e3);
        }

        return times;
    }

    private static void Until(Func<bool> isSo, AutoResetEvent? news = null)
    {
        var clock = new LinkClock();
        var until = clock.Now + (Patience.TotalSeconds * 1e6);
        while (!isSo())
        {
            if (clock.Now > until)
            {
                throw new TimeoutException("The two do not agree: is another participant on this machine?");
            }

            news?.WaitOne(BetweenLooks);
        }
    }

    /// <summary>Microseconds from their bar to ours, at the moment of which they spoke.</summary>
    private static double Distance(Theirs theirs, LinkMoment ours)
    {
        var beat = ours.Beat + ((theirs.At - (ours.At * 1e3)) * ours.BeatsPerMinute / MicrosPerMinute);
        var off = beat - theirs.Phase;
        return (off - (Math.Round(off / Quantum) * Quantum)) * MicrosPerMinute / ours.BeatsPerMinute;
    }

    private static Theirs Ask(PeerProgram theirs, string order) => JsonSerializer.Deserialize<Theirs>(theirs.Ask(order), JsonSerializerOptions.Web)!;

    private static void Tell(string what, List<double> figures, string unit)
    {
        figures.Sort();
        Console.WriteLine($"{what,-46}{Of(figures, 0.5),9:F1}{Of(figures, 0.99),9:F1}{figures[^1],9:F1} {unit}, of {figures.Count}");
    }

    private static double Of(List<double> sorted, double share) => sorted[(int)Math.Min(sorted.Count - 1, share * sorted.Count)];

    /// <summary>How the library's side stands; <c>At</c> in microseconds of CLOCK_MONOTONIC.</summary>
    private sealed record Theirs(long At, int Peers, double Tempo, double Beat, double Phase, bool Playing);
}
