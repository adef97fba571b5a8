using Isorhythm.Latent;
using Spectre.Console;

namespace Isorhythm.Cli;

/// <summary>How an evaluation is shown: a bar a protocol while a person watches, a line a protocol for a log.</summary>
internal static class EvaluationDisplay
{
    /// <summary>Runs <paramref name="evaluate"/> and shows the progress that it reports.</summary>
    internal static ReportDocument Show(IReadOnlyList<string> protocols, Func<IProgress<EvaluationProgress>, ReportDocument> evaluate) =>
        Terminal.IsWatched
            ? Terminal.Canvas.Progress().Start(screen =>
            {
                var bars = protocols.Select(protocol => screen.AddTask(protocol, maxValue: 1)).ToArray();
                return evaluate(new Told(progress =>
                {
                    foreach (var bar in bars.Take(progress.Done))
                    {
                        bar.Value = 1;
                    }

                    if (progress.Done < bars.Length)
                    {
                        bars[progress.Done].Value = progress.Share;
                    }
                }));
            })
            : evaluate(Lines());

    private static Told Lines()
    {
        var said = -1;
        return new Told(progress =>
        {
            if (progress.Done > said && progress.Done < progress.Protocols)
            {
                Terminal.Say($"{progress.Protocol} ({progress.Done + 1} of {progress.Protocols})");
                said = progress.Done;
            }
        });
    }

    // Told at once and in order, which Progress<T> does not promise.
    private sealed class Told(Action<EvaluationProgress> show) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) => show(value);
    }
}
