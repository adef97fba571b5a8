namespace Isorhythm.Latent;

/// <summary>Measures a model by protocols, each with its baselines, its number of examples and its intervals.</summary>
public static class Evaluator
{
    private static readonly OrderedDictionary<string, Func<EvaluationData, Action<double>, ProtocolResult>> All = new(StringComparer.Ordinal)
    {
        [ReconstructionProtocol.Name] = ReconstructionProtocol.Measure,
        [NoveltyProtocol.Name] = NoveltyProtocol.Measure,
        [InterpolationProtocol.Name] = InterpolationProtocol.Measure,
        [AttributesProtocol.Name] = AttributesProtocol.Measure,
        [PriorProtocol.Name] = PriorProtocol.Measure,
        [SmoothnessProtocol.Name] = SmoothnessProtocol.Measure,
        [GeometryProtocol.Name] = GeometryProtocol.Measure,
        [StyleProtocol.Name] = StyleProtocol.Measure,
        [TrainingProtocol.Name] = TrainingProtocol.Measure,
    };

    /// <summary>The names of the protocols, in the order in which they run.</summary>
    public static IReadOnlyList<string> Protocols => All.Keys;

    /// <summary>The protocols that a space can be measured by: one that writes step by step has no slopes, so no geometry, and few know genres.</summary>
    public static IReadOnlyList<string> ProtocolsFor(LatentSpace space) =>
    [
        .. Protocols.Where(name => (name != GeometryProtocol.Name || !space.WritesStepByStep) && (name != StyleProtocol.Name || space.Recipe.Prior.Kind == FlowerPrior.Kind)),
    ];

    /// <summary>What a protocol asks, in words for anybody.</summary>
    public static string QuestionOf(string protocol) => Meaning.QuestionOf(protocol);

    /// <summary>Runs protocols on a corpus: on the files that training held out where it is the model's own, else on all of it.</summary>
    /// <param name="space">The model.</param>
    /// <param name="corpus">What to measure on.</param>
    /// <param name="protocols">Names of <see cref="Protocols"/>.</param>
    /// <param name="progress">Told often.</param>
    /// <exception cref="IsorhythmException">The corpus is empty or of another representation, or too small for a protocol.</exception>
    /// <exception cref="ArgumentException">There is no such protocol.</exception>
    public static ReportDocument Run(
        LatentSpace space, Corpus corpus, IReadOnlyList<string> protocols, IProgress<EvaluationProgress>? progress = null)
    {
        Check(protocols);
        if (corpus.Representation.Name != space.Representation.Name)
        {
            throw new IsorhythmException(
                $"The model {space.Name} reads {space.Representation.Name} and the corpus holds {corpus.Representation.Name}: build the corpus for the model.");
        }

        if (corpus.Phrases.Count == 0)
        {
            throw new IsorhythmException($"The corpus gives no phrase for {space.Name}, so there is nothing to measure: the import report says of each file why.");
        }

        return Run(EvaluationData.Of(space, corpus), protocols, progress, cancel: default);
    }

    /// <summary>Runs protocols on the phrases that a model has on its own map: those that training held out where there are any, else all.</summary>
    /// <param name="space">The model.</param>
    /// <param name="protocols">Names of <see cref="Protocols"/>.</param>
    /// <param name="progress">Told often, and waited for.</param>
    /// <param name="cancel">Gives up where it is next told.</param>
    /// <exception cref="IsorhythmException">The model has no phrases, or too few for a protocol.</exception>
    /// <exception cref="ArgumentException">There is no such protocol.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static ReportDocument RunOnMap(
        LatentSpace space, IReadOnlyList<string> protocols, IProgress<EvaluationProgress>? progress = null, CancellationToken cancel = default)
    {
        Check(protocols);
        return Run(EvaluationData.OfMap(space), protocols, progress, cancel);
    }

    private static void Check(IReadOnlyList<string> protocols)
    {
        if (protocols.FirstOrDefault(name => !All.ContainsKey(name)) is { } unknown)
        {
            throw new ArgumentException($"There is no protocol {unknown}: choose from {string.Join(", ", Protocols)}.", nameof(protocols));
        }
    }

    private static ReportDocument Run(EvaluationData data, IReadOnlyList<string> protocols, IProgress<EvaluationProgress>? progress, CancellationToken cancel)
    {
        var results = new List<ProtocolResult>(protocols.Count);
        foreach (var name in protocols)
        {
            Report(0);
            var result = All[name](data, Report);
            Report(1);
            results.Add(result with { Metrics = Finite(result.Metrics) });

            void Report(double share)
            {
                cancel.ThrowIfCancellationRequested();
                progress?.Report(new(name, results.Count, protocols.Count, share));
            }
        }

        return new(data.Space.Name, data.About, results) { IsUnheard = data.IsUnheard, Training = data.Space.Description.Verdict };
    }

    /// <summary>A figure of so few examples that it is no number, such as a correlation of two, is left out: JSON has none.</summary>
    private static OrderedDictionary<string, Estimate> Finite(IReadOnlyDictionary<string, Estimate> metrics) =>
        new(metrics.Where(metric => double.IsFinite(metric.Value.Low + metric.Value.Value + metric.Value.High)));
}
