using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>
/// Section 5.5 and Fig. 4 of MusicVAE: attribute vectors are added to and subtracted from samples of the prior, and every attribute is
/// measured; and section 4.3 of FM-Music-VAE: how the amount of a vector that is added to a phrase's code correlates with the attribute.
/// </summary>
internal static class AttributesProtocol
{
    internal const string Name = "attributes";

    private const int Samples = 256;
    private const float Temperature = 0.5f;
    private const ulong Seed = 1;

    private static readonly float[] AmountsDrawn = [-1, -0.5f, 0, 0.5f, 1];

    /// <summary>With fewer samples that have any of an attribute, a percentage of their mean is chance.</summary>
    private const int FewestWithAny = 16;

    /// <summary>An attribute with its vector; null where the training phrases all have as much of it.</summary>
    private sealed record Knob(PhraseAttribute Attribute, AttributeVector? Vector);

    internal static ProtocolResult Measure(EvaluationData data, Action<double> progress)
    {
        var knobs = data.Space.Representation.Attributes.Select(attribute => new Knob(attribute, VectorOf(data.Space, attribute))).ToArray();
        var metrics = new OrderedDictionary<string, Estimate>();
        var walks = new AttributeWalks(data, codes => Decoded(data.Space, codes));
        AddCorrelations(metrics, walks, knobs, share => progress(0.5 * share));
        var changes = Changes(data.Space, knobs, share => progress(0.5 + (0.5 * share)));
        foreach (var (panel, cells) in changes)
        {
            AddChanges(metrics, knobs, panel, cells);
        }

        return Report(data, knobs, metrics, changes, walks.Count);
    }

    // A space says in an exception why there is no vector; here the table says it with dashes.
    private static AttributeVector? VectorOf(LatentSpace space, PhraseAttribute attribute)
    {
        try
        {
            return space.Attribute(attribute.Name);
        }
        catch (IsorhythmException)
        {
            return null;
        }
    }

    private static void AddCorrelations(OrderedDictionary<string, Estimate> metrics, AttributeWalks walks, Knob[] knobs, Action<double> progress)
    {
        foreach (var (index, knob) in knobs.Index())
        {
            if (knob.Vector is { } vector)
            {
                var (raw, change) = walks.Correlations(knob.Attribute, vector);
                AddIfNumber(metrics, knob.Attribute.Name, raw);
                AddIfNumber(metrics, knob.Attribute.Name + ".change", change);
            }

            progress((index + 1.0) / knobs.Length);
        }
    }

    private static void AddIfNumber(OrderedDictionary<string, Estimate> metrics, string name, Estimate measured)
    {
        if (double.IsFinite(measured.Low + measured.Value + measured.High))
        {
            metrics[name] = measured;
        }
    }

    /// <summary>The percentage changes of the mean attributes, <c>[vector][attribute]</c>, when each vector is added and when it is subtracted.</summary>
    private static IReadOnlyList<(string Panel, Estimate?[][] Cells)> Changes(LatentSpace space, Knob[] knobs, Action<double> progress)
    {
        var samples = space.Sample(Samples, temperature: 1, Seed);
        var before = Measured(Decoded(space, samples));
        var bootstrap = new Bootstrap(Samples);
        var (added, subtracted) = (new Estimate?[knobs.Length][], new Estimate?[knobs.Length][]);
        for (var i = 0; i < knobs.Length; i++)
        {
            added[i] = Row(knobs[i].Vector, 1);
            subtracted[i] = Row(knobs[i].Vector, -1);
            progress((i + 1.0) / knobs.Length);
        }

        return [("add", added), ("subtract", subtracted)];

        double[][] Measured(Phrase[] phrases) => [.. knobs.Select(knob => phrases.Select(knob.Attribute.Of).ToArray())];

        Estimate?[] Row(AttributeVector? vector, float amount) => vector is null
            ? new Estimate?[knobs.Length]
            : [.. before.Zip(Measured(Decoded(space, samples.Select(code => vector.Added(code, amount)))), (old, now) => Change(bootstrap, old, now))];
    }

    private static Estimate? Change(Bootstrap bootstrap, double[] before, double[] after)
    {
        // A percentage of a mean means nothing where values of both signs cancel.
        if (before.Count(value => value > 0) < FewestWithAny || before.Any(value => value < 0))
        {
            return null;
        }

        var ratio = bootstrap.Ratio(after, before);
        return new(Percent(ratio.Value), Percent(ratio.Low), Percent(ratio.High), ratio.N);

        static double Percent(double share) => 100 * (share - 1);
    }

    private static void AddChanges(OrderedDictionary<string, Estimate> metrics, Knob[] knobs, string panel, Estimate?[][] cells)
    {
        for (var row = 0; row < knobs.Length; row++)
        {
            for (var column = 0; column < knobs.Length; column++)
            {
                if (cells[row][column] is { } change)
                {
                    metrics[$"{knobs[row].Attribute.Name}.{panel}.{knobs[column].Attribute.Name}"] = change;
                }
            }
        }
    }

    private static Phrase[] Decoded(LatentSpace space, IEnumerable<float[]> codes) =>
        space.Decode([.. codes.SelectMany(code => code)], Decoding.Usual with { Temperature = space is GridSpace ? 0 : Temperature, Seed = Seed });

    private static ProtocolResult Report(
        EvaluationData data, Knob[] knobs, OrderedDictionary<string, Estimate> metrics,
        IReadOnlyList<(string Panel, Estimate?[][] Cells)> changes, int walks)
    {
        string[] titles = [.. knobs.Select(knob => Title(knob.Attribute.Name))];
        var drawn = data.Space is GridSpace ? "" : $" Tokens are drawn at a softmax temperature of {Temperature}.";
        var trained = knobs.Max(knob => knob.Vector?.Phrases ?? 0);
        var vectors = $"Vectors: mean code of the quarter of {trained} {(data.IsTrainingKnown ? "training phrases" : "draws of the prior")} with most of an attribute, less that of the quarter with least.";
        var table = new HeatTable(
            "Change of every attribute by every vector",
            $"n = {Samples} samples of the prior. Change of the mean over the samples, against the same samples unmoved. {vectors} A dash: too few samples have any, or the attribute has two signs, or training phrases all have as much of it.",
            titles,
            titles,
            [.. changes.Select(change => new HeatPanel(change.Panel == "add" ? "vector added" : "vector subtracted", change.Cells))]);
        var correlation = new BarPlot(
            "How the attribute follows its vector",
            $"n = {walks} moves of a random phrase by a random amount between -1 and 1 vectors; those out of the box of the training codes do not count, nor phrases without notes, but for their density. {vectors} 0 is what chance gives.",
            "Pearson correlation of the amount with the attribute",
            ["of the attribute", "of its change"],
            [.. knobs.Select(knob => new BarGroup(
                Title(knob.Attribute.Name),
                [metrics.GetValueOrDefault(knob.Attribute.Name), metrics.GetValueOrDefault(knob.Attribute.Name + ".change")]))
                .Where(group => group.Bars.Any(bar => bar is not null))]);
        return new(
            Name,
            $"An attribute vector leads from phrases with least of an attribute to those with most. A phrase without notes has 0 of everything.{drawn}",
            metrics,
            [table, .. correlation.Groups.Count > 0 ? [correlation] : Array.Empty<Figure>(), .. Strips(data.Space, data.Examples[0].Phrase, knobs)]);
    }

    /// <summary>Fig. 3 of FM-Music-VAE: a phrase with less and with more of each attribute.</summary>
    private static IEnumerable<Figure> Strips(LatentSpace space, Phrase phrase, Knob[] knobs)
    {
        var code = space.Encode(phrase);
        PhraseStrip[] rows = [.. knobs.Where(knob => knob.Vector is not null).Select(knob =>
        {
            var moved = Decoded(space, AmountsDrawn.Select(amount => knob.Vector!.Added(code, amount)));
            return new PhraseStrip(Title(knob.Attribute.Name), moved, [.. moved.Select(one => ReportStyle.Number(knob.Attribute.Of(one)))]);
        })];
        if (rows.Length > 0)
        {
            yield return new PhraseStrips(
                "A phrase with less and with more of each attribute",
                $"n = 1 phrase, in the middle, moved by {string.Join(", ", AmountsDrawn.Select(amount => ReportStyle.Number(amount)))} vectors; below each what it has of the attribute.",
                rows);
        }
    }

    /// <summary>"syncopation16.bass" is "bass 16th syncopation" for people.</summary>
    internal static string Title(string name)
    {
        var parts = name.Split('.');
        var plain = parts[0] switch
        {
            "diatonic" => "C diatonic",
            "interval" => "average interval",
            "syncopation16" => "16th syncopation",
            "syncopation8" => "8th syncopation",
            _ => parts[0],
        };
        return parts.Length > 1 ? $"{parts[1]} {plain}" : plain;
    }
}
