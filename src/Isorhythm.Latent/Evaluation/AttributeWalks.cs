using System.Numerics.Tensors;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// Section 4.3 of FM-Music-VAE: the code of a random phrase moves by a random amount of an attribute's vector, and the amount is held against the attribute
/// of what is decoded. Codes that leave the box of the training codes do not count; nor do phrases without notes, but for their density.
/// </summary>
internal sealed class AttributeWalks
{
    private const int MostWalks = 5000;

    /// <summary>Tokens are written one after another, which takes its time.</summary>
    private const int TokenWalks = 512;

    /// <summary>Where fewer of the walks stay in the box, the rest is not looked for.</summary>
    private const int TriesForAWalk = 20;

    private const int AtOnce = 512;
    private const ulong Seed = 1;

    private readonly EvaluationData data;
    private readonly Func<IEnumerable<float[]>, Phrase[]> decode;
    private readonly PhraseAttribute[] densities;
    private readonly CorpusPhrase[] examples;
    private readonly float[][] bases;
    private readonly Phrase[] unmoved;
    private readonly float[] least;
    private readonly float[] most;

    internal AttributeWalks(EvaluationData data, Func<IEnumerable<float[]>, Phrase[]> decode)
    {
        this.data = data;
        this.decode = decode;
        densities = [.. data.Space.Representation.Attributes.Where(attribute => attribute.Name.StartsWith("density", StringComparison.Ordinal))];
        Count = data.Space is not GridSpace && data.Space.WritesStepByStep ? TokenWalks : MostWalks;
        examples = data.Take(Count);
        bases = data.Space.Encode([.. examples.Select(example => example.Phrase)]);
        unmoved = [.. bases.Chunk(AtOnce).SelectMany(decode)];
        (least, most) = (Extreme(TensorPrimitives.Min), Extreme(TensorPrimitives.Max));
    }

    /// <summary>How many walks an attribute has at most.</summary>
    internal int Count { get; }

    private delegate void Combine(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> to);

    /// <summary>Pearson's r of the amount with the attribute, and with its change from the phrase that was not moved.</summary>
    internal (Estimate Raw, Estimate Change) Correlations(PhraseAttribute attribute, AttributeVector vector)
    {
        var (from, amounts, codes) = Draw(attribute.Name, vector);
        var moved = codes.Chunk(AtOnce).SelectMany(decode).ToArray();
        int[] kept = [.. Enumerable.Range(0, moved.Length).Where(i => Tells(attribute, moved[i]) && Tells(attribute, unmoved[from[i]]))];
        if (kept.Length < 2)
        {
            return (None, None);
        }

        var bootstrap = new Bootstrap(kept.Length, [.. kept.Select(i => examples[from[i]].Source)]);
        double[] asked = [.. kept.Select(i => (double)amounts[i])];
        double[] after = [.. kept.Select(i => attribute.Of(moved[i]))];
        double[] change = [.. kept.Select((i, row) => after[row] - attribute.Of(unmoved[from[i]]))];
        return (bootstrap.Of(drawn => Correlation.Pearson(asked, after, drawn)), bootstrap.Of(drawn => Correlation.Pearson(asked, change, drawn)));
    }

    /// <summary>Walks of an attribute that stay in the box: the example each starts from, how many vectors it goes, and where it ends.</summary>
    internal (List<int> From, List<float> Amounts, List<float[]> Codes) Draw(string name, AttributeVector vector)
    {
        var random = new RandomStream(Seed, name);
        var (from, amounts, codes) = (new List<int>(), new List<float>(), new List<float[]>());
        for (var tries = 0; codes.Count < Count && tries < TriesForAWalk * Count; tries++)
        {
            var (i, amount) = (random.Below(bases.Length), (2 * random.Uniform()) - 1);
            var code = vector.Added(bases[i], amount);
            if (IsInBox(code))
            {
                from.Add(i);
                amounts.Add(amount);
                codes.Add(code);
            }
        }

        return (from, amounts, codes);
    }

    private static Estimate None { get; } = new(double.NaN, double.NaN, double.NaN, 0);

    private bool IsInBox(float[] code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            if (code[i] < least[i] || code[i] > most[i])
            {
                return false;
            }
        }

        return true;
    }

    private bool Tells(PhraseAttribute attribute, Phrase phrase) =>
        Array.Exists(densities, density => density.Name == attribute.Name) || Array.Exists(densities, density => density.Of(phrase) > 0);

    private float[] Extreme(Combine combine)
    {
        float[][] codes = [.. data.Space.References.Select(one => one.Code)];
        var extreme = (float[])codes[0].Clone();
        foreach (var code in codes)
        {
            combine(extreme, code, extreme);
        }

        return extreme;
    }
}
