using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isorhythm.Studio;

/// <summary>
/// OSC over UDP for the pages: what is heard goes to every page by the hub's event <c>osc</c>, and what pages say by the hub's method <c>Osc</c> goes out.
/// </summary>
internal sealed partial class OscLink : BackgroundService
{
    public const string Event = "osc";

    private const int MostNotes = 256;
    private const double LongestAhead = 2_000;
    private const double LongestNote = 60_000;
    private const int LongestName = 64;
    private static readonly TimeSpan BetweenHeard = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan BetweenCounts = TimeSpan.FromSeconds(1);

    private readonly OscOptions options;
    private readonly IHubContext<StudioHub> hub;
    private readonly ILogger<OscLink> log;
    private readonly Lock switching = new();
    private readonly OscInbox inbox = new();
    private readonly OscNotes notes;
    private readonly Channel<bool> untold = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile OscSocket? socket;
    private volatile string? error;
    private volatile string? unknown;
    private volatile string? fault;
    private long received;
    private long garbage;
    private long sent;

    public OscLink(StudioOptions options, IHubContext<StudioHub> hub, ILogger<OscLink> log)
    {
        (this.options, this.hub, this.log) = (options.Osc, hub, log);
        notes = new OscNotes(packet => Send(packet, this.options.Out));
    }

    public OscState State => new(
        socket is not null,
        error,
        $"{socket?.Listening ?? options.In}",
        $"{options.Out}",
        $"{options.Wekinator}",
        Interlocked.Read(ref received),
        Interlocked.Read(ref garbage),
        unknown,
        Interlocked.Read(ref sent));

    /// <summary>Does what a page asks. What is beyond any sense is left out.</summary>
    public async Task ObeyAsync(OscOrder order)
    {
        if (order.On is { } on)
        {
            Switch(on);
            await TellStateAsync();
        }

        if (order.Head is { } head)
        {
            SendHead(head);
        }

        foreach (var value in (order.Values ?? []).Where(value => OscAddress.IsSent(value?.Address)).Take(OscAddress.Sent.Count))
        {
            Send(OscWriter.Write(new OscMessage(value.Address, [(float)value.Value])), options.Out);
        }

        foreach (var note in (order.Notes ?? []).Take(MostNotes).Where(IsSound))
        {
            notes.Add(OscWriter.Write(MessageOf(note)), TimeSpan.FromMilliseconds(note.After));
        }
    }

    public override void Dispose()
    {
        socket?.Dispose();
        notes.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.On)
        {
            Switch(true);
        }

        try
        {
            await Task.WhenAll(notes.RunAsync(stoppingToken), TellHeardAsync(stoppingToken), CountAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            Switch(false);
        }
    }

    private void Switch(bool on)
    {
        lock (switching)
        {
            error = null;
            if (on == (socket is not null))
            {
                return;
            }

            if (!on)
            {
                socket?.Dispose();
                socket = null;
                notes.Clear();
                return;
            }

            try
            {
                socket = new OscSocket(options.In, packet => Hear(packet.Span));
            }
            catch (SocketException failure)
            {
                error = SentenceFor(failure);
                LogNotListening(log, error);
            }
        }
    }

    private string SentenceFor(SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse =>
            $"UDP port {options.In.Port} is in use by another program, perhaps a patch or another studio: close it, or start the studio with --osc-in and another port.",
        SocketError.AddressNotAvailable => $"{options.In.Address} is no address of this machine: start the studio with --osc-in and one of its own.",
        _ => $"UDP port {options.In.Port} cannot be opened ({failure.Message.TrimEnd('.')}): start the studio with --osc-in and another port.",
    };

    private void Hear(ReadOnlySpan<byte> packet)
    {
        try
        {
            foreach (var message in OscReader.Read(packet))
            {
                Take(message);
            }
        }
        catch (FormatException unreadable)
        {
            Interlocked.Increment(ref garbage);
            fault = unreadable.Message;
        }
    }

    private void Take(OscMessage message)
    {
        if (!OscAddress.IsTaken(message.Address))
        {
            unknown = message.Address.Length > LongestName ? message.Address[..LongestName] : message.Address;
            return;
        }

        Interlocked.Increment(ref received);
        inbox.Add(message);
        untold.Writer.TryWrite(true);
    }

    private async Task TellHeardAsync(CancellationToken cancel)
    {
        await foreach (var _ in untold.Reader.ReadAllAsync(cancel))
        {
            var heard = inbox.TakeAll();
            if (heard.Count > 0)
            {
                await hub.Clients.All.SendAsync(Event, new OscEvent(Heard: heard), cancel);
            }

            await Task.Delay(BetweenHeard, cancel);
        }
    }

    /// <summary>Once a second: the counts to the pages where they changed, and a line for the garbage.</summary>
    private async Task CountAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(BetweenCounts);
        var told = State;
        while (await timer.WaitForNextTickAsync(cancel))
        {
            var state = State;
            if (state.Garbage > told.Garbage)
            {
                LogGarbage(log, state.Garbage - told.Garbage, state.In, fault);
            }

            if (state != told)
            {
                told = state;
                await TellStateAsync();
            }
        }
    }

    private Task TellStateAsync() => hub.Clients.All.SendAsync(Event, new OscEvent(State));

    private void SendHead(OscHead head)
    {
        var (x, y) = ((float)Math.Clamp(head.X, 0, 1), (float)Math.Clamp(head.Y, 0, 1));
        Send(OscWriter.Write(new OscMessage(OscAddress.Head, [x, y])), options.Out);
        foreach (var address in head.ByHand ? OscAddress.SentToWekinator : [])
        {
            Send(OscWriter.Write(new OscMessage(address.Address, [x, y])), options.Wekinator);
        }
    }

    private void Send(byte[] packet, System.Net.IPEndPoint to)
    {
        if (socket is { } open)
        {
            open.Send(packet, to);
            Interlocked.Increment(ref sent);
        }
    }

    private static bool IsSound(OscNote note) =>
        note is { Channel: >= 1 and <= 16, Pitch: >= 0 and <= 127, Velocity: >= 1 and <= 127, Length: >= 0 and <= LongestNote, After: <= LongestAhead };

    private static OscMessage MessageOf(OscNote note)
    {
        var name = note.Name is { Length: > LongestName } ? note.Name[..LongestName] : note.Name ?? "";
        return new OscMessage(OscAddress.Note, [note.Channel, note.Pitch, note.Velocity, (float)note.Length, name]);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "OSC: {Count} packets of the last second at {Port} were not OSC; of the last, {Fault}.")]
    private static partial void LogGarbage(ILogger log, long count, string port, string? fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private static partial void LogNotListening(ILogger log, string sentence);
}
