namespace Isorhythm.Latent;

/// <summary>
/// How the training went, from its log: the objective, and where the error has a bound or the space is flattened, the error against its bound, the weight of
/// the divergence, the scale of the decoder and the condition number of its metric.
/// </summary>
internal static class TrainingProtocol
{
    internal const string Name = "training";

    /// <summary>More points on a curve are one blot.</summary>
    private const int MostPoints = 50;

    /// <summary>The first steps of a training, whose losses dwarf all others.</summary>
    private const double Beginning = 0.02;

    internal static ProtocolResult Measure(EvaluationData data, Action<double> progress)
    {
        var log = data.Space.Log.Value;
        if (log.Count == 0)
        {
            return new(Name, "The model folder holds no training.jsonl, so nothing is known of its training.", new OrderedDictionary<string, Estimate>(), []);
        }

        TrainingLogLine[] lines = [.. log.Where(line => line.Step >= Beginning * log[^1].Step)];
        TrainingLogLine[] drawn = [.. Enumerable.Range(0, Math.Min(MostPoints, lines.Length)).Select(i => lines[(i + 1) * lines.Length / Math.Min(MostPoints, lines.Length) - 1])];
        var last = log[^1];
        var metrics = new OrderedDictionary<string, Estimate> { ["steps"] = One(last.Step), ["total"] = One(last.Train.Total), ["klBits"] = One(last.Train.KlBits) };
        var figures = new List<Figure>
        {
            Curves("Objective", "nats a phrase", drawn, ("training", line => line.Train.Total), ("held out", line => line.Validation?.Total)),
        };
        if (last.Train.Error > 0)
        {
            var kappa = data.Space.Recipe.Objective.Kappa;
            metrics["error"] = One(last.Train.Error);
            metrics["beta"] = One(last.Train.Beta);
            figures.Add(Curves(
                "Error and its bound", "root of the error a decoded value", drawn,
                ("training", line => Math.Sqrt(line.Train.Error)), ("held out", line => line.Validation is { } held ? Math.Sqrt(held.Error) : null), ("bound", _ => kappa)));
            figures.Add(Curves("Weight of the divergence", "log10 of beta; before the bound is met it is 0", drawn, ("beta", line => Log10(line.Train.Beta))));
        }

        AddIfAny(last.Train.SquaredScale, "squaredScale", "Scale of the decoder", "c², how much is heard for a step of 1, squared", line => Positive(line.Train.SquaredScale));
        AddIfAny(last.Train.Condition, "condition", "Condition number of the metric", "log10, the median at a few phrases", line => Log10(line.Train.Condition));
        return new(Name, $"{last.Step} steps. Training losses are smoothed over the last steps.", metrics, figures);

        void AddIfAny(double value, string name, string title, string axis, Func<TrainingLogLine, double?> of)
        {
            if (value > 0)
            {
                metrics[name] = One(value);
                figures.Add(Curves(title, axis, drawn, (name, of)));
            }
        }
    }

    private static Estimate One(double value) => new(value, value, value, 1);

    private static double? Positive(double value) => value > 0 ? value : null;

    private static double? Log10(double value) => value > 0 ? Math.Log10(value) : null;

    private static LinePlot Curves(string title, string axis, TrainingLogLine[] lines, params (string Name, Func<TrainingLogLine, double?> Of)[] curves) => new(
        title,
        "n = 1 run, as training.jsonl has it.",
        "steps",
        axis,
        [.. curves.Select(curve => new PlotSeries(
            curve.Name,
            [.. lines.Where(line => curve.Of(line) is not null).Select(line => ((double)line.Step, One(curve.Of(line)!.Value)))])).Where(series => series.Points.Count > 0)]);
}
