using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Isorhythm.Studio;

/// <summary>
/// One player or spectator behind a door. What comes in is counted and waits in line; what goes out waits in another, and a connection that does
/// not take it is dropped: it never holds up a session.
/// </summary>
/// <param name="sessions">Where it joins.</param>
/// <param name="limits">What it may take.</param>
/// <param name="send">Sends one answer through the door.</param>
/// <param name="drop">Cuts the connection.</param>
/// <param name="log">Where the terminal hears of misuse.</param>
internal sealed partial class JamConnection(
    JamSessions sessions, JamLimits limits, Func<JamAnswer, CancellationToken, Task> send, Action drop, ILogger log) : IJamListener, IAsyncDisposable
{
    private readonly JamAllowance allowance = new(limits.MessagesPerSecond, TimeProvider.System);
    private readonly Channel<JamMessage> incoming = Channel.CreateBounded<JamMessage>(2 * limits.MessagesPerSecond);
    private readonly Channel<JamAnswer> outgoing = Channel.CreateBounded<JamAnswer>(limits.Answers);
    private readonly CancellationTokenSource end = new();
    private volatile bool floodUntold;
    private JamSession? session;
    private Task listening = Task.CompletedTask;
    private Task talking = Task.CompletedTask;

    /// <summary>Begins to take messages and to send answers.</summary>
    public void Start()
    {
        listening = Task.Run(ListenAsync);
        talking = Task.Run(TalkAsync);
    }

    /// <summary>Takes a message and returns at once; too many are not taken, and once a second the connection is told so.</summary>
    public void Say(Func<JamMessage> read)
    {
        if (!allowance.Take())
        {
            if (allowance.MayComplain())
            {
                LogFlood(limits.MessagesPerSecond);
                floodUntold = !outgoing.Writer.TryWrite(Flood());
            }

            return;
        }

        try
        {
            incoming.Writer.TryWrite(read());
        }
        catch (RefusedException refused)
        {
            Hear(new JamError(refused.Message));
        }
    }

    /// <inheritdoc/>
    public void Hear(JamAnswer answer)
    {
        // Sentences that nobody has read yet may be lost; music may not.
        if (!outgoing.Writer.TryWrite(answer) && answer is not JamError && !end.IsCancellationRequested)
        {
            LogSlow();
            end.Cancel();
            drop();
        }
    }

    /// <summary>Leaves the session and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        incoming.Writer.TryComplete();
        await listening;
        session?.Leave(this);
        await end.CancelAsync();
        await talking;
        end.Dispose();
    }

    private async Task ListenAsync()
    {
        await foreach (var message in incoming.Reader.ReadAllAsync())
        {
            try
            {
                Take(message);
            }
            catch (Exception failure)
            {
                Hear(new JamError(Sentence(failure)));
            }
        }
    }

    private async Task TalkAsync()
    {
        try
        {
            await foreach (var answer in outgoing.Reader.ReadAllAsync(end.Token))
            {
                if (floodUntold)
                {
                    // The flood itself had filled the line with sentences; this one is not lost among them.
                    floodUntold = false;
                    await send(Flood(), end.Token);
                }

                await send(answer, end.Token);
            }
        }
        catch (Exception)
        {
            // However it ends, there is nobody left to tell.
            drop();
        }
    }

    private JamError Flood() => new($"More than {limits.MessagesPerSecond} messages a second are too many, and some were dropped: send a phrase once.");

    private void Take(JamMessage message)
    {
        switch (message.Type)
        {
            case "join":
                Leave();
                session = sessions.Join(message, this);
                break;
            case "phrase":
                Phrase(message);
                break;
            case "set":
                Joined().Set(this, message.Sigma, message.Drift);
                break;
            case "leave":
                Leave();
                break;
            default:
                throw Refusal.BadRequest($"There is no message of the type \"{message.Type}\": send join, phrase, set or leave.");
        }
    }

    private void Phrase(JamMessage message)
    {
        if (message.Number is not >= 0)
        {
            throw Refusal.BadRequest("A phrase needs a \"number\" from 0 on, by which its answer is known: send it with one.");
        }

        if (message.Notes is null)
        {
            throw Refusal.BadRequest($"Phrase {message.Number} has no \"notes\": send [] where nothing was played.");
        }

        var its = Joined();
        if (its.Take(this, message.Number.Value, message.Notes, message.Partial))
        {
            sessions.Answer(its);
        }
    }

    private JamSession Joined() => session ?? throw Refusal.Conflict("You are in no jam: send a join first.");

    private void Leave()
    {
        session?.Leave(this);
        session = null;
    }

    private string Sentence(Exception failure)
    {
        if (Refusal.Of(failure) is { } known)
        {
            return known.Sentence;
        }

        LogUnforeseen(failure);
        return "The studio failed on this message: its terminal says more, and the jam goes on.";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A jam's connection sends more than {MessagesPerSecond} messages a second; what is more is dropped.")]
    private partial void LogFlood(int messagesPerSecond);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A jam's connection does not take its answers and is cut.")]
    private partial void LogSlow();

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of a jam failed in a way that nobody foresaw.")]
    private partial void LogUnforeseen(Exception failure);
}
