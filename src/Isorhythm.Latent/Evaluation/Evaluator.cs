namespace Isorhythm.Latent;

/// <summary>Measures a model by protocols, each with its baselines, its number of examples and its intervals.</summary>
public static class Evaluator
{
    private static readonly OrderedDictionary<string, Func<EvaluationData, Action<double>, ProtocolResult>> All = new(StringComparer.Ordinal)
    {
        [ReconstructionProtocol.Name] = ReconstructionProtocol.Measure,
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
        if (protocols.FirstOrDefault(name => !All.ContainsKey(name)) is { } unknown)
        {
            throw new ArgumentException($"There is no protocol {unknown}: choose from {string.Join(", ", Protocols)}.", nameof(protocols));
        }

        if (corpus.Representation.Name != space.Representation.Name)
        {
            throw new IsorhythmException(
                $"The model {space.Name} reads {space.Representation.Name} and the corpus holds {corpus.Representation.Name}: build the corpus for the model.");
        }

        if (corpus.Phrases.Count == 0)
        {
            throw new IsorhythmException($"The corpus gives no phrase for {space.Name}, so there is nothing to measure: the import report says of each file why.");
        }

        var data = EvaluationData.Of(space, corpus);
        var results = new List<ProtocolResult>(protocols.Count);
        foreach (var name in protocols)
        {
            Report(0);
            var result = All[name](data, Report);
            Report(1);
            results.Add(result with { Metrics = Finite(result.Metrics) });

            void Report(double share) => progress?.Report(new(name, results.Count, protocols.Count, share));
        }

        return new(space.Name, data.About, results);
    }

    /// <summary>A figure of so few examples that it is no number, such as a correlation of two, is left out: JSON has none.</summary>
    private static OrderedDictionary<string, Estimate> Finite(IReadOnlyDictionary<string, Estimate> metrics) =>
        new(metrics.Where(metric => double.IsFinite(metric.Value.Low + metric.Value.Value + metric.Value.High)));
}
