using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isorhythm.Studio;

/// <summary>
/// Ableton Link for the pages, which cannot speak UDP: how the session stands goes to every page by the hub's event <c>link</c>, and what pages want of it
/// comes by the hub's method <c>Link</c>.
/// </summary>
internal sealed partial class LinkService : BackgroundService
{
    public const string Event = "link";

    private const double UsualTempo = 120;
    private const double MicrosPerMilli = 1e3;
    // Sixteen beats of the slowest tempo, and some more.
    private const double FurthestAhead = 60_000;
    private static readonly TimeSpan BetweenNews = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan BetweenCounts = TimeSpan.FromSeconds(1);

    private readonly LinkOptions options;
    private readonly IHubContext<StudioHub> hub;
    private readonly ILogger<LinkService> log;
    private readonly LinkClock clock = new();
    private readonly Lock switching = new();
    private readonly Channel<bool> untold = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile LinkBridge? bridge;
    private volatile string? error;

    public LinkService(StudioOptions options, IHubContext<StudioHub> hub, ILogger<LinkService> log) =>
        (this.options, this.hub, this.log) = (options.Link, hub, log);

    public LinkState State
    {
        get
        {
            var open = bridge;
            return new LinkState(open is not null, error, open?.State, open?.Garbage.Count ?? 0);
        }
    }

    /// <summary>The host's clock, in milliseconds. Pages compare theirs with it.</summary>
    public double Time => clock.Now / MicrosPerMilli;

    /// <summary>Does what a page asks. What is beyond any sense is left out.</summary>
    public void Obey(LinkOrder order)
    {
        var tempo = order.Tempo is { } given && double.IsFinite(given) ? given : (double?)null;
        if (order.On is { } on)
        {
            Switch(on, tempo ?? UsualTempo);
        }
        else if (tempo is { } wanted)
        {
            bridge?.SetTempo(wanted);
        }

        if (order.Play is { } play && Math.Abs(play.At - Time) <= FurthestAhead)
        {
            bridge?.SetPlaying(play.On, (long)(play.At * MicrosPerMilli));
        }
    }

    public override void Dispose()
    {
        bridge?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.On)
        {
            Switch(true, UsualTempo);
        }

        try
        {
            await Task.WhenAll(TellAsync(stoppingToken), CountAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            Switch(false, UsualTempo);
        }
    }

    private void Switch(bool on, double beatsPerMinute)
    {
        lock (switching)
        {
            error = null;
            if (on != (bridge is not null))
            {
                var old = bridge;
                bridge = on ? Open(beatsPerMinute) : null;
                old?.Dispose();
            }
        }

        Changed();
    }

    private LinkBridge? Open(double beatsPerMinute)
    {
        try
        {
            return new LinkBridge(options, beatsPerMinute, clock, Changed);
        }
        catch (SocketException failure)
        {
            error = SentenceFor(failure);
            LogNotTakingPart(log, error);
            return null;
        }
    }

    private string SentenceFor(SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse =>
            $"UDP port {options.Meeting.Port}, on which Link meets, is held by a program that does not share it: close that program, and switch Link on again.",
        SocketError.AccessDenied =>
            $"This computer does not let the studio use UDP port {options.Meeting.Port}, on which Link meets: allow it in the firewall, and switch Link on again.",
        _ => $"Link cannot use the network ({failure.Message.TrimEnd('.')}): look whether one is connected, and switch Link on again.",
    };

    private void Changed() => untold.Writer.TryWrite(true);

    private async Task TellAsync(CancellationToken cancel)
    {
        await foreach (var _ in untold.Reader.ReadAllAsync(cancel))
        {
            await hub.Clients.All.SendAsync(Event, State, cancel);
            await Task.Delay(BetweenNews, cancel);
        }
    }

    /// <summary>Once a second, a line for packets that were not Link's.</summary>
    private async Task CountAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(BetweenCounts);
        var told = 0L;
        while (await timer.WaitForNextTickAsync(cancel))
        {
            var (count, fault) = bridge?.Garbage ?? new LinkGarbage(0, null);
            if (count > told)
            {
                LogGarbage(log, count - told, options.Meeting.Port, fault);
                Changed();
            }

            told = count;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Link: {Count} packets of the last second at port {Port} were not Link's; of the last, {Fault}.")]
    private static partial void LogGarbage(ILogger log, long count, int port, string? fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private static partial void LogNotTakingPart(ILogger log, string sentence);
}
