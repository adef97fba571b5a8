namespace Isorhythm.Latent;

/// <summary>What a protocol asks, and what its figures answer, for somebody who plays.</summary>
/// <param name="Question">Its heading.</param>
/// <param name="Answer">One sentence; nothing where the figures are too few.</param>
internal sealed record Meaning(string Question, string Answer)
{
    /// <summary>Above this correlation a hand feels what a knob does; below the other it feels nothing.</summary>
    private const double Surely = 0.6;
    private const double Hardly = 0.3;

    /// <summary>With less surprise than this share of that of real phrases, music says less than they do.</summary>
    private const double Plain = 0.9;

    /// <summary>What a protocol asks; its name where it is none of <see cref="Evaluator.Protocols"/>.</summary>
    internal static string QuestionOf(string protocol) => protocol switch
    {
        ReconstructionProtocol.Name => "Does it remember?",
        NoveltyProtocol.Name => "Does it invent, or copy?",
        InterpolationProtocol.Name => "Is there music between two phrases?",
        SmoothnessProtocol.Name => "Are its steps even?",
        AttributesProtocol.Name => "Do its knobs turn what they name?",
        PriorProtocol.Name => "Is there music wherever you point?",
        GeometryProtocol.Name => "Is its map to scale?",
        StyleProtocol.Name => "Do its genres differ?",
        TrainingProtocol.Name => "How did it learn?",
        _ => protocol,
    };

    /// <summary>The meaning of a protocol's figures.</summary>
    internal static Meaning Of(ReportDocument report, ProtocolResult protocol) => new(QuestionOf(protocol.Name), protocol.Name switch
    {
        ReconstructionProtocol.Name => Remembers(protocol.Metrics, report.IsUnheard),
        NoveltyProtocol.Name => Invents(protocol.Metrics),
        InterpolationProtocol.Name => Between(protocol.Metrics),
        SmoothnessProtocol.Name => Steps(protocol.Metrics),
        AttributesProtocol.Name => Knobs(protocol.Metrics),
        PriorProtocol.Name => Everywhere(protocol.Metrics),
        GeometryProtocol.Name => Scale(protocol.Metrics),
        StyleProtocol.Name => Genres(protocol.Metrics),
        TrainingProtocol.Name => report.Training ?? "",
        _ => "",
    });

    private static string Remembers(IReadOnlyDictionary<string, Estimate> of, bool isUnheard)
    {
        if (of.GetValueOrDefault("onsetF1") is not { } model || of.GetValueOrDefault("onsetF1Copy") is not { } copy)
        {
            return "";
        }

        var beside = !isUnheard ? ""
            : model.Value > copy.Value ? $" The nearest phrase that it learned from has {Percent(copy)} of them, so it holds more than its lessons."
            : $" The nearest phrase that it learned from has {Percent(copy)} of them, so some of what is new to it is lost.";
        return $"Given a phrase{(isUnheard ? " that is new to it" : "")}, it plays {Percent(model)} of the notes back right.{beside}{Touch(of)}";
    }

    private static string Touch(IReadOnlyDictionary<string, Estimate> of)
    {
        string?[] errors =
        [
            of.GetValueOrDefault("velocityMae") is { } velocity ? $"{velocity.Value:0} of 127 in loudness" : null,
            of.GetValueOrDefault("offsetMae") is { } offset ? $"{offset.Value:0} milliseconds in time" : null,
        ];
        return errors.OfType<string>().ToArray() is { Length: > 0 } known ? $" What comes back is off by {string.Join(" and ", known)}." : "";
    }

    private static string Invents(IReadOnlyDictionary<string, Estimate> of)
    {
        if (of.GetValueOrDefault("copyShare") is not { } copies || of.GetValueOrDefault("differentShare") is not { } different)
        {
            return "";
        }

        var beside = of.GetValueOrDefault("copyShareHeldOut") is { } held ? $"; of the phrases that it has not heard, {Percent(held)} do" : "";
        var alike = different.Value < 0.5 ? $" But it says little: only {Percent(different)} of them differ from one another." : "";
        return $"{Percent(copies)} of the phrases that it makes up repeat one that it learned, note for note{beside}: {CopyWords(copies.Value, of)}.{alike}";
    }

    private static string CopyWords(double copies, IReadOnlyDictionary<string, Estimate> of)
    {
        var usual = of.GetValueOrDefault("copyShareHeldOut")?.Value ?? 0;
        return copies <= usual + NoveltyProtocol.Chance ? "it invents" : copies < 0.3 ? "it invents, with a copy now and then" : "it copies";
    }

    private static string Between(IReadOnlyDictionary<string, Estimate> of)
    {
        if (of.GetValueOrDefault("meanRelativeCost") is not { } model || of.GetValueOrDefault("meanRelativeCostBlend") is not { } blend)
        {
            return "";
        }

        var how = model.Value >= blend.Value ? "is no more like music than a crossfade"
            : model.Value < Plain ? "is plainer than they are, and more like music than a crossfade"
            : "is as much like music as they are";
        return $"What lies between two phrases {how} (surprise {ReportStyle.Number(model.Value)}, where the phrases have 1 and a crossfade has {ReportStyle.Number(blend.Value)}).";
    }

    private static string Steps(IReadOnlyDictionary<string, Estimate> of)
    {
        if (of.GetValueOrDefault("medianMaxHamming") is not { } largest || of.GetValueOrDefault("maxOverEven") is not { } over)
        {
            return "";
        }

        return $"A slow move from one phrase to another changes {largest.Value:0} notes at once at its roughest place, {ReportStyle.Number(over.Value)} times an even step: {EvenWords(over.Value)}.";
    }

    private static string EvenWords(double over) => over < SmoothnessProtocol.Glides ? "it glides" : over < SmoothnessProtocol.Jumps ? "it glides, with a jump on most ways" : "it stands still and jumps";

    private static string Knobs(IReadOnlyDictionary<string, Estimate> of)
    {
        var knobs = of.Where(metric => of.ContainsKey(metric.Key + ".change") && double.IsFinite(metric.Value.Value)).ToArray();
        if (knobs.Length == 0)
        {
            return "";
        }

        var parts = new[]
        {
            Named("turned surely", knobs, r => r >= Surely),
            Named("turned a little", knobs, r => r is >= Hardly and < Surely),
            Named("not turned", knobs, r => r < Hardly),
        };
        var sentence = string.Join("; ", parts.OfType<string>());
        return $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}.";
    }

    private static string? Named(string how, KeyValuePair<string, Estimate>[] knobs, Func<double, bool> within)
    {
        string[] names = [.. knobs.Where(knob => within(knob.Value.Value)).Select(knob => $"{AttributesProtocol.Title(knob.Key)} ({ReportStyle.Number(knob.Value.Value)})")];
        return names.Length == 0 ? null : $"{how}: {string.Join(", ", names)}";
    }

    private static string Everywhere(IReadOnlyDictionary<string, Estimate> of)
    {
        if (of.GetValueOrDefault("slicedWasserstein") is not { } codes || of.GetValueOrDefault("slicedWassersteinFloor") is not { } floor)
        {
            return "";
        }

        var far = codes.Value / Math.Max(floor.Value, 1e-9);
        return far < 2 ? "Yes: phrases lie where points are drawn at random, so a random point is a phrase like any other."
            : far < 5 ? "Mostly: phrases lie a little otherwise than points that are drawn at random; near the clips it is surest."
            : "Not everywhere: phrases lie otherwise than points that are drawn at random, so stay near the clips.";
    }

    private static string Scale(IReadOnlyDictionary<string, Estimate> of) => of.GetValueOrDefault("distanceCorrelation") is not { } correlation ? ""
        : $"{(correlation.Value >= 0.9 ? "Yes" : correlation.Value >= Surely ? "Roughly" : "No")}: how far two points lie apart and how far apart they sound go together with {ReportStyle.Number(correlation.Value)}, where 1 is a map to scale.";

    private static string Genres(IReadOnlyDictionary<string, Estimate> of) => of.GetValueOrDefault("linearSeparability") is { } told
        ? $"Of two genres it is right {Percent(told)} of the time about a song that it has not heard, where a guess is right 50%."
        : "The phrases are of too few songs with genres to tell.";

    /// <summary>A share as people say it.</summary>
    internal static string Percent(Estimate share) => $"{100 * share.Value:0}%";
}
