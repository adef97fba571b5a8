using System.Diagnostics;
using Isorhythm.Latent;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Isorhythm.Cli;

/// <summary>How training is shown: redrawn in place while a person watches, a plain line now and then for a log.</summary>
internal static class TrainingDisplay
{
    /// <summary>Runs <paramref name="train"/> and shows the progress that it reports.</summary>
    internal static TrainingResult Show(Func<IProgress<TrainingProgress>, TrainingResult> train) =>
        Terminal.IsWatched
            ? Terminal.Canvas.Live(new Text("")).Start(screen => train(new Paced(TimeSpan.FromSeconds(0.1), progress =>
            {
                screen.UpdateTarget(Drawn(progress));
            })))
            : train(Lines());

    /// <summary>One line every five seconds.</summary>
    internal static IProgress<TrainingProgress> Lines() => new Paced(TimeSpan.FromSeconds(5), progress => Terminal.Say(Line(progress)));

    private static string Line(TrainingProgress progress)
    {
        if (progress.Steps == 0)
        {
            return progress.Sentence;
        }

        var heldOut = progress.Validation is { } validation ? $", held out {validation.Total:0.0}" : "";
        return $"step {progress.Step} of {progress.Steps}, loss {Parts(progress.Train)}{heldOut}; {progress.Sentence}";
    }

    private static string Parts(LossParts loss) =>
        $"{loss.Total:0.0} ({string.Join(", ", PartsOf(loss, loss.Penalty > 0).Select(part => $"{part.Name} {part.Value}"))})";

    /// <summary>The parts that the model's objective has; held-out phrases have none of a critic's, and a column for them all the same.</summary>
    private static IEnumerable<(string Name, string Value)> PartsOf(LossParts loss, bool hasCritic)
    {
        if (loss.Tokens > 0 && hasCritic)
        {
            return [("tokens", $"{loss.Tokens:0.0}"), ("from the prior", loss.Penalty > 0 ? $"{loss.Distance:0.000}" : ""), ("right", $"{loss.Accuracy:0.0%}")];
        }

        if (loss.Tokens > 0)
        {
            return [("tokens", $"{loss.Tokens:0.0}"), ("kl", $"{loss.Kl:0.0}"), ("bits", $"{loss.KlBits:0}"), ("right", $"{loss.Accuracy:0.0%}")];
        }

        return
        [
            ("onset", $"{loss.Onset:0.0}"), ("velocity", $"{loss.Velocity:0.0}"), ("microtiming", $"{loss.Microtiming:0.0}"), ("kl", $"{loss.Kl:0.0}"),
        ];
    }

    private static Rows Drawn(TrainingProgress progress)
    {
        var hasCritic = progress.Train.Penalty > 0;
        var table = new Table().Border(TableBorder.Rounded).AddColumns(["", "total", .. PartsOf(progress.Train, hasCritic).Select(part => part.Name)]);
        foreach (var column in table.Columns.Skip(1))
        {
            column.RightAligned();
        }

        AddRow(table, "training clips", progress.Train, hasCritic);
        if (progress.Validation is { } validation)
        {
            AddRow(table, "held-out clips", validation, hasCritic);
        }

        var bar = new BreakdownChart().Width(60).HideTags()
            .AddItem("done", progress.Step, Color.Gold1).AddItem("to do", Math.Max(0, progress.Steps - progress.Step), Color.Grey23);
        var place = $"step {progress.Step} of {progress.Steps}, about {progress.SecondsLeft:0} s left";
        return new Rows(bar, Line(place), table, Line(progress.Sentence));

        static IRenderable Line(string text) => new Text(Terminal.OnOneLine(text));
    }

    private static void AddRow(Table table, string name, LossParts loss, bool hasCritic) =>
        table.AddRow([name, $"{loss.Total:0.0}", .. PartsOf(loss, hasCritic).Select(part => part.Value)]);


    // Called from the training loop itself, so it must be cheap when nothing is due.
    private sealed class Paced(TimeSpan pace, Action<TrainingProgress> show) : IProgress<TrainingProgress>
    {
        private long shown = -1;

        public void Report(TrainingProgress value)
        {
            if (shown < 0 || Stopwatch.GetElapsedTime(shown) >= pace || value.Step == value.Steps)
            {
                show(value);
                shown = Stopwatch.GetTimestamp();
            }
        }
    }
}
