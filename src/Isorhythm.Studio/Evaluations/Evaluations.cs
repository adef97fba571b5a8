using System.Threading.Channels;
using Isorhythm.Latent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isorhythm.Studio;

/// <summary>
/// Measures one model at a time, on a thread that leaves the processor to whatever sounds, and rests while a jam is played; every open page hears how it
/// goes. It measures on the phrases of the model's own map, and leaves a report.
/// </summary>
internal sealed partial class Evaluations(ModelLibrary library, ReportsFolder reports, JamSessions jams, StudioNews news, ILogger<Evaluations> log) : BackgroundService
{
    private const long MillisecondsBetweenNews = 100;

    private readonly Lock starting = new();

    // As in a training: what a slow page has not read yet is replaced by what is true now.
    private readonly Channel<EvaluationView> untold = Channel.CreateBounded<EvaluationView>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;
    private long lastTold;

    /// <summary>The evaluation that runs; null where none does.</summary>
    public EvaluationView? Latest { get; private set; }

    /// <summary>Starts to measure a model.</summary>
    /// <exception cref="RefusedException">Another evaluation runs, or there is no such model.</exception>
    public void Start(string name)
    {
        var model = library.Named(name);
        lock (starting)
        {
            if (!running.IsCompleted)
            {
                throw Refusal.Conflict($"\"{Latest?.Name}\" is being measured: wait for it, or stop it first.");
            }

            stop = new CancellationTokenSource();
            Tell(new EvaluationView(name, 0, "Reading the phrases.", EvaluationState.Running));
            var ended = new TaskCompletionSource();
            running = ended.Task;
            new Thread(() =>
            {
                Run(model, stop.Token);
                ended.SetResult();
            })
            {
                IsBackground = true,
                Priority = ThreadPriority.BelowNormal,
            }.Start();
        }
    }

    /// <summary>Asks the evaluation to stop; false when none runs.</summary>
    public bool Stop()
    {
        lock (starting)
        {
            stop.Cancel();
            return !running.IsCompleted;
        }
    }

    /// <summary>Gives up what runs before the program ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        Stop();
        await running.WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    /// <summary>Tells the pages.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var evaluation in untold.Reader.ReadAllAsync(stoppingToken))
        {
            await news.EvaluationAsync(evaluation);
        }
    }

    private void Run(Model model, CancellationToken cancel)
    {
        var told = Latest!;
        try
        {
            var space = model.Open();
            var report = Evaluator.RunOnMap(space, Evaluator.ProtocolsFor(space), new Teller(progress => TellOf(told = EvaluationView.Of(model.Name, progress), cancel)), cancel);
            // Deleted meanwhile, its folder must not come back.
            reports.Save(library.Named(model.Name), report);
            Tell(told with { Share = 1, Sentence = $"It is known how good \"{model.Name}\" is.", State = EvaluationState.Done });
        }
        catch (OperationCanceledException)
        {
            Tell(told with { Sentence = "Stopped.", State = EvaluationState.Stopped });
        }
        catch (Exception failure)
        {
            Tell(told with { Sentence = Sentence(failure), State = EvaluationState.Failed });
        }
    }

    private void TellOf(EvaluationView evaluation, CancellationToken cancel)
    {
        if (Environment.TickCount64 - lastTold >= MillisecondsBetweenNews)
        {
            Tell(evaluation);
        }

        jams.WaitWhilePlayed(() => Tell(evaluation with { Sentence = "Rests while a jam is played." }), cancel);
    }

    private void Tell(EvaluationView evaluation)
    {
        lastTold = Environment.TickCount64;
        Latest = evaluation.State == EvaluationState.Running ? evaluation : null;
        untold.Writer.TryWrite(evaluation);
    }

    private string Sentence(Exception failure)
    {
        if (Refusal.Of(failure) is { } known)
        {
            return known.Sentence;
        }

        LogBroken(failure);
        return "The measuring broke off for a reason that nobody foresaw: the studio's terminal says more.";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An evaluation broke off.")]
    private partial void LogBroken(Exception failure);

    // Unlike Progress<T>, in order and before the work goes on.
    private sealed class Teller(Action<EvaluationProgress> tell) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) => tell(value);
    }
}
