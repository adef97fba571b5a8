namespace Isorhythm.Latent;

/// <summary>
/// A language model of token windows: interpolated modified Kneser-Ney smoothing (Chen and Goodman 1998), by default of five tokens, as in
/// section 5.4 of the MusicVAE paper. A window is one sentence, preceded by start tokens; it has no end token, because windows have
/// one length, and no unknown token, because the vocabulary is closed.
/// </summary>
public sealed class NGramModel
{
    private readonly int order;
    private readonly int vocabulary;
    private readonly int bits;

    /// <summary>By order - 1: the smoothed probability of each n-gram that was seen.</summary>
    private readonly NGramTable[] probabilities;

    /// <summary>By order - 1: what each context that was seen leaves to the next shorter one.</summary>
    private readonly NGramTable[] weights;

    private NGramModel(int vocabulary, int order)
    {
        (this.order, this.vocabulary, bits) = (order, vocabulary, BitsFor(vocabulary));
        (probabilities, weights) = (new NGramTable[order], new NGramTable[order]);
    }

    // One more than the tokens: what stands before a window.
    private int Start => vocabulary;

    /// <summary>Counts the windows and smooths.</summary>
    /// <param name="windows">Tokens from 0 to <paramref name="vocabulary"/> - 1.</param>
    /// <param name="vocabulary">How many different tokens there are.</param>
    /// <param name="order">The length of the longest n-gram.</param>
    /// <exception cref="ArgumentException">A token is outside the vocabulary, or so many tokens do not fit into keys of 63 bits.</exception>
    public static NGramModel Train(IReadOnlyList<ushort[]> windows, int vocabulary, int order = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabulary, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        if (order * BitsFor(vocabulary) > 63)
        {
            throw new ArgumentException($"{order} tokens of a vocabulary of {vocabulary} do not fit into one key: choose a lower order.", nameof(order));
        }

        var model = new NGramModel(vocabulary, order);
        var levels = new (ulong[] Grams, int[] Counts)[order];
        var grams = model.GramsOf(windows);
        for (var level = order - 1; level >= 0; level--)
        {
            levels[level] = Counted(grams);
            // What a shorter n-gram counts is the different tokens that came before it, not how often it came.
            grams = Array.ConvertAll(levels[level].Grams, gram => gram & model.Mask(level));
        }

        for (var level = 0; level < order; level++)
        {
            model.Smooth(level, levels[level].Grams, levels[level].Counts);
        }

        return model;
    }

    /// <summary>The probability that a token follows; of what comes before, the last tokens count, and before them the window starts.</summary>
    /// <exception cref="ArgumentException">A token is outside the vocabulary.</exception>
    public double Probability(ReadOnlySpan<ushort> before, ushort token)
    {
        var gram = Beginning();
        foreach (var earlier in before)
        {
            gram = Append(gram, earlier);
        }

        return Probability(Append(gram, token));
    }

    /// <summary>The negative logarithm of a window's probability, in nats.</summary>
    /// <exception cref="ArgumentException">A token is outside the vocabulary.</exception>
    public double Cost(ReadOnlySpan<ushort> tokens)
    {
        var (cost, gram) = (0.0, Beginning());
        foreach (var token in tokens)
        {
            gram = Append(gram, token);
            cost -= Math.Log(Probability(gram));
        }

        return cost;
    }

    /// <summary>The cost of a window in nats a token; 0 for an empty window.</summary>
    /// <exception cref="ArgumentException">A token is outside the vocabulary.</exception>
    public double CostPerToken(ReadOnlySpan<ushort> tokens) => Cost(tokens) / Math.Max(1, tokens.Length);

    private static int BitsFor(int vocabulary) => 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)vocabulary);

    private static (ulong[] Grams, int[] Counts) Counted(ulong[] grams)
    {
        Array.Sort(grams);
        var (distinct, counts) = (new List<ulong>(), new List<int>());
        foreach (var gram in grams)
        {
            if (distinct.Count == 0 || distinct[^1] != gram)
            {
                distinct.Add(gram);
                counts.Add(0);
            }

            counts[^1]++;
        }

        return ([.. distinct], [.. counts]);
    }

    private ulong[] GramsOf(IReadOnlyList<ushort[]> windows)
    {
        var grams = new ulong[windows.Sum(window => window.Length)];
        var next = 0;
        foreach (var window in windows)
        {
            var gram = Beginning();
            foreach (var token in window)
            {
                grams[next++] = gram = Append(gram, token);
            }
        }

        return grams;
    }

    // Interpolated: p(w | h) = (c(hw) - D(c(hw))) / c(h) + g(h) p(w | h'), where g(h) is what the discounts took, over c(h).
    private void Smooth(int level, ulong[] grams, int[] counts)
    {
        var discounts = KneserNeyDiscounts.From(counts);
        probabilities[level] = new NGramTable(grams.Length);
        weights[level] = new NGramTable(grams.Length);
        for (int first = 0, end; first < grams.Length; first = end)
        {
            var context = grams[first] >> bits;
            var (total, taken) = (0.0, 0.0);
            for (end = first; end < grams.Length && grams[end] >> bits == context; end++)
            {
                total += counts[end];
                taken += discounts.For(counts[end]);
            }

            weights[level].Add(context, taken / total);
            for (var i = first; i < end; i++)
            {
                var shorter = level == 0 ? 1.0 / vocabulary : Seen(level - 1, grams[i] & Mask(level));
                probabilities[level].Add(grams[i], ((counts[i] - discounts.For(counts[i])) / total) + (taken / total * shorter));
            }
        }
    }

    // What ends a seen n-gram was seen.
    private double Seen(int level, ulong gram)
    {
        probabilities[level].TryGet(gram, out var probability);
        return probability;
    }

    private double Probability(ulong gram)
    {
        var weight = 1.0;
        for (var level = order - 1; level >= 0; level--)
        {
            var here = gram & Mask(level + 1);
            if (probabilities[level].TryGet(here, out var probability))
            {
                return weight * probability;
            }

            if (weights[level].TryGet(here >> bits, out var left))
            {
                weight *= left;
            }
        }

        return weight / vocabulary;
    }

    private ulong Beginning()
    {
        var gram = 0UL;
        for (var i = 0; i < order; i++)
        {
            gram = (gram << bits) | (uint)Start;
        }

        return gram;
    }

    private ulong Append(ulong gram, ushort token) =>
        token < vocabulary
            ? ((gram << bits) | token) & Mask(order)
            : throw new ArgumentException($"The token {token} is outside the vocabulary 0..{vocabulary - 1}.", nameof(token));

    private ulong Mask(int tokens) => (1UL << (tokens * bits)) - 1;
}
