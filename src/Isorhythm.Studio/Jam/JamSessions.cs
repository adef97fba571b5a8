using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isorhythm.Studio;

/// <summary>
/// The sessions in memory, and the threads that answer their phrases: each session with phrases that wait gives one, then queues again behind
/// the others.
/// </summary>
internal sealed partial class JamSessions(JamsFolder folder, ModelLibrary library, StudioOptions options, ILogger<JamSessions> log) : BackgroundService
{
    private const double Slowest = 20;
    private const double Fastest = 400;
    private const int TokenDigits = 32;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, Lazy<JamSession>> sessions = new(StringComparer.Ordinal);
    private readonly Channel<JamSession> due = Channel.CreateUnbounded<JamSession>();
    private readonly List<Thread> threads = [];

    private JamLimits Limits => options.JamLimits;

    /// <summary>Lets the listener into the session that the message names, which begins where there is none; the listener hears of it.</summary>
    /// <exception cref="RefusedException">The message does not fit, or the session is somebody else's.</exception>
    public JamSession Join(JamMessage join, IJamListener listener)
    {
        var key = JamsFolder.Key(join.Session);
        string? begun = null;
        while (true)
        {
            var session = InMemory(key, () =>
            {
                var opened = Open(key, join, out var token);
                opened.WarmUp();
                begun ??= token;
                return opened;
            });
            if (join.Watch ? session.Watch(listener) : session.Play(begun ?? join.Token, listener))
            {
                return session;
            }

            Forget(key, session);
        }
    }

    /// <summary>Has the session's phrases answered.</summary>
    public void Answer(JamSession session) => due.Writer.TryWrite(session);

    /// <summary>Somebody plays or watches that session in this process.</summary>
    public bool IsPlayed(string name) =>
        sessions.TryGetValue(JamsFolder.Key(name), out var known) && known.IsValueCreated && known.Value.IsAttended;

    /// <summary>
    /// Returns when nobody plays in this process. A drummer does not wait for a training: it takes all the processors, and an answer that comes late is heard.
    /// </summary>
    /// <param name="rests">Called once, if somebody plays.</param>
    /// <param name="cancel">Returns at once.</param>
    public void WaitWhilePlayed(Action rests, CancellationToken cancel)
    {
        if (ArePlayed)
        {
            rests();
        }

        while (ArePlayed && !cancel.WaitHandle.WaitOne(BetweenLooks))
        {
        }
    }

    private bool ArePlayed => sessions.Values.Any(known => known.IsValueCreated && known.Value.IsPlayed);

    /// <summary>Starts the threads that answer.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Threads of their own: a pool that computes answers would let sockets wait.
        for (var i = 0; i < Limits.Threads; i++)
        {
            var thread = new Thread(AnswerAll) { Name = $"jam {i}", IsBackground = true };
            threads.Add(thread);
            thread.Start();
        }

        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        EndThreads();
        return base.StopAsync(cancellationToken);
    }

    // A studio whose port is taken is disposed without being stopped.
    public override void Dispose()
    {
        EndThreads();
        foreach (var known in sessions.Values.Where(known => known.IsValueCreated))
        {
            known.Value.Dispose();
        }

        base.Dispose();
    }

    /// <summary>Lets go of sessions that nobody is in.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromTicks(Math.Max(TimeSpan.TicksPerMillisecond, Limits.Idle.Ticks / 4)));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            LetGo(Limits.Idle);
        }
    }

    private void EndThreads()
    {
        due.Writer.TryComplete();
        threads.ForEach(thread => thread.Join());
    }

    private void AnswerAll()
    {
        while (due.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            if (due.Reader.TryRead(out var session) && session.AnswerOne(LogFailure))
            {
                due.Writer.TryWrite(session);
            }
        }
    }

    private JamSession InMemory(string key, Func<JamSession> open)
    {
        if (!sessions.ContainsKey(key) && sessions.Count >= Limits.Sessions)
        {
            LetGo(TimeSpan.Zero);
            if (sessions.Count >= Limits.Sessions)
            {
                throw Refusal.Conflict($"{sessions.Count} jams are played here, which is all that the studio takes: try again later.");
            }
        }

        var known = sessions.GetOrAdd(key, _ => new Lazy<JamSession>(open));
        try
        {
            return known.Value;
        }
        catch
        {
            sessions.TryRemove(new(key, known));
            throw;
        }
    }

    private JamSession Open(string key, JamMessage join, out string? token)
    {
        token = null;
        if (!File.Exists(folder.PathOf(key)))
        {
            Check(join);
        }

        var file = folder.Open(key);
        try
        {
            if (JamRecord.Of(file.ReadNew()) is { } recorded)
            {
                return new JamSession(recorded, file, ModelOf(recorded.Head.Model), Limits);
            }

            Check(join);
            token = RandomNumberGenerator.GetHexString(TokenDigits, lowercase: true);
            // A number that every reader of JSON holds exactly.
            var seed = (ulong)RandomNumberGenerator.GetInt32(int.MaxValue);
            var head = new JamHead(join.Session!, join.Model!, join.Bpm!.Value, join.Bars!.Value, seed, JamSession.HashOf(token), DateTimeOffset.UtcNow);
            return new JamSession(JamRecord.Of([head])!, file, ModelOf(head.Model), Limits) { IsUnwritten = true };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // Before anything is written: a join that does not fit leaves no file.
    private void Check(JamMessage join)
    {
        if (join.Watch)
        {
            throw Refusal.NotFound($"There is no jam \"{join.Session}\" to watch: ask the player for its name.");
        }

        if (join.Model is null || join.Bars is null)
        {
            throw Refusal.BadRequest("A new jam needs \"model\", \"bpm\" and \"bars\": join with all three.");
        }

        if (join.Bpm is not (>= Slowest and <= Fastest))
        {
            throw Refusal.BadRequest($"A jam at {join.Bpm} beats a minute cannot be played: send a \"bpm\" from {Slowest} to {Fastest}.");
        }

        JamForm.Of(ModelOf(join.Model).Grid, join.Bars.Value);
    }

    private JamModel ModelOf(string name) => JamModel.Of(library.Named(name).OpenGrid());

    private void LetGo(TimeSpan idle)
    {
        foreach (var (key, known) in sessions)
        {
            if (known.IsValueCreated && known.Value.IdleTime > idle && known.Value.TryClose())
            {
                Forget(key, known.Value);
            }
        }
    }

    private void Forget(string key, JamSession session)
    {
        if (sessions.TryGetValue(key, out var known) && known.IsValueCreated && known.Value == session && sessions.TryRemove(new(key, known)))
        {
            session.Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A phrase of a jam could not be answered.")]
    private partial void LogFailure(Exception failure);
}
