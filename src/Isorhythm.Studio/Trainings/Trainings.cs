using System.Threading.Channels;
using Isorhythm.Latent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isorhythm.Studio;

/// <summary>
/// Trains one model at a time, on a thread of its own; every open page and the program that started the studio hear of it.
/// A model is made in a hidden folder and appears among the others in one move, so that what is listed is always whole. After a failure
/// its checkpoint stays there, for the command line to resume.
/// </summary>
internal sealed partial class Trainings(
    ModelLibrary library, JamSessions jams, StudioNews news, StudioOptions options, IProgress<TrainingView>? watcher, ILogger<Trainings> log) : BackgroundService
{
    private const long MillisecondsBetweenNews = 100;

    private readonly Lock starting = new();

    // A page that reads slowly must not slow the training: what it has not read yet is replaced by what is true now.
    private readonly Channel<TrainingView> untold = Channel.CreateBounded<TrainingView>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;
    private long lastTold;
    private bool ending;

    /// <summary>The training that runs, or the last one when it failed; null otherwise.</summary>
    public TrainingView? Latest { get; private set; }

    /// <summary>Starts to train.</summary>
    /// <exception cref="RefusedException">Another training runs.</exception>
    public void Start(TrainingOrder order)
    {
        lock (starting)
        {
            if (!running.IsCompleted)
            {
                throw Refusal.Conflict($"\"{Latest?.Name}\" is being trained: wait for it, or stop it first.");
            }

            stop = new CancellationTokenSource();
            Tell(new TrainingView(order.Name, 0, 0, 0, 0, LossView.Nothing, null, "Reading the clips.", TrainingState.Running));
            running = Task.Factory.StartNew(
                () => Run(order, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>Asks the training to stop and to keep what it has; false when none runs.</summary>
    public bool Stop()
    {
        lock (starting)
        {
            stop.Cancel();
            return !running.IsCompleted;
        }
    }

    /// <summary>Saves what a running training has before the program ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        ending = true;
        Stop();
        await running.WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    /// <summary>Tells the pages.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var training in untold.Reader.ReadAllAsync(stoppingToken))
        {
            await news.TrainingAsync(training);
            if (training.State is TrainingState.Done or TrainingState.Stopped)
            {
                await news.ModelsChangedAsync();
            }
        }
    }

    private void Run(TrainingOrder order, CancellationToken cancel)
    {
        var told = Latest!;
        try
        {
            var result = Train(
                order,
                progress =>
                {
                    TellOf(told = TrainingView.Of(order.Name, progress));
                    jams.WaitWhilePlayed(() => Tell(told with { Sentence = "Rests while a jam is played." }), cancel);
                },
                cancel);
            if (ending && order.ComesAgain && result.Ended == TrainingEnd.Stopped)
            {
                library.ClearWorkshop(order.Name);
                return;
            }

            library.Adopt(order.Name);
            Tell(TrainingView.Of(order.Name, result));
        }
        catch (Exception failure)
        {
            Tell(told with { Sentence = Sentence(failure), State = TrainingState.Failed });
        }
    }

    private TrainingResult Train(TrainingOrder order, Action<TrainingProgress> tell, CancellationToken cancel)
    {
        var phrases = order.Phrases(Representation.Named(order.Recipe.Representation));
        return Trainer.Run(order.Recipe, phrases, library.ClearWorkshop(order.Name), options.Training, new Teller(tell), cancel);
    }

    private void TellOf(TrainingView training)
    {
        if (Environment.TickCount64 - lastTold >= MillisecondsBetweenNews)
        {
            Tell(training);
        }
    }

    private void Tell(TrainingView training)
    {
        lastTold = Environment.TickCount64;
        Latest = training.State is TrainingState.Running or TrainingState.Failed ? training : null;
        untold.Writer.TryWrite(training);
        watcher?.Report(training);
    }

    private string Sentence(Exception failure)
    {
        if (Refusal.Of(failure) is { } known)
        {
            return known.Sentence;
        }

        LogBroken(failure);
        return "The training broke off for a reason that nobody foresaw: the studio's terminal says more.";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A training broke off.")]
    private partial void LogBroken(Exception failure);

    // Unlike Progress<T>, in order and before the next step.
    private sealed class Teller(Action<TrainingProgress> tell) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => tell(value);
    }
}
