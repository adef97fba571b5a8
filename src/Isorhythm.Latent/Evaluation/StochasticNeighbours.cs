using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// t-SNE (van der Maaten and Hinton 2008), exact, for some hundred rows: a picture in which rows that are neighbours are neighbours. Distances between
/// groups mean nothing in it.
/// </summary>
internal static class StochasticNeighbours
{
    private const double Perplexity = 30;
    private const int Steps = 500;
    private const int ExaggeratedSteps = 100;
    private const double Exaggeration = 4;
    private const int EarlySteps = 250;
    private const double EarlyMomentum = 0.5;
    private const double Momentum = 0.8;
    private const double SmallestGain = 0.01;
    private const ulong Seed = 1;

    /// <summary>A place in the picture for each row <c>[D]</c>; the same rows give the same picture.</summary>
    internal static (double X, double Y)[] Embed(IReadOnlyList<float[]> rows)
    {
        var count = rows.Count;
        var near = Affinities(rows);                                                                // P [n, n]
        var random = new RandomStream(Seed, "t-sne");
        var place = Enumerable.Range(0, 2 * count).Select(_ => 1e-4 * random.Normal()).ToArray();   // y [n, 2]
        var (velocity, gain) = (new double[2 * count], Enumerable.Repeat(1.0, 2 * count).ToArray());
        var rate = Math.Max(count / Exaggeration, 50);
        for (var step = 0; step < Steps; step++)
        {
            var slope = Slope(near, place, step < ExaggeratedSteps ? Exaggeration : 1);
            for (var i = 0; i < slope.Length; i++)
            {
                gain[i] = Math.Max(SmallestGain, Math.Sign(slope[i]) == Math.Sign(velocity[i]) ? 0.8 * gain[i] : gain[i] + 0.2);
                velocity[i] = ((step < EarlySteps ? EarlyMomentum : Momentum) * velocity[i]) - (rate * gain[i] * slope[i]);
                place[i] += velocity[i];
            }
        }

        return [.. Enumerable.Range(0, count).Select(i => (place[2 * i], place[(2 * i) + 1]))];
    }

    /// <summary>p_ij, how much rows are each other's neighbours: a normal distribution round each row, as wide as gives it so many neighbours.</summary>
    private static double[,] Affinities(IReadOnlyList<float[]> rows)
    {
        var count = rows.Count;
        var oneSided = new double[count][];
        for (var i = 0; i < count; i++)
        {
            var from = i;
            oneSided[i] = Neighbourhood([.. rows.Select(row => SquaredDistance(rows[from], row))], i);
        }

        var both = new double[count, count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                both[i, j] = Math.Max((oneSided[i][j] + oneSided[j][i]) / (2 * count), 1e-12);
            }
        }

        return both;
    }

    /// <summary>p_j|i by bisection of the width, until the entropy is the logarithm of the perplexity.</summary>
    private static double[] Neighbourhood(double[] squared, int self)
    {
        var wanted = Math.Log(Math.Min(Perplexity, (squared.Length - 1) / 3.0));
        var (low, high, beta) = (0.0, double.PositiveInfinity, 1.0);
        var shares = new double[squared.Length];
        for (var attempt = 0; attempt < 60; attempt++)
        {
            var least = squared.Index().Where(other => other.Index != self).Min(other => other.Item);
            for (var j = 0; j < shares.Length; j++)
            {
                shares[j] = j == self ? 0 : Math.Exp(-beta * (squared[j] - least));
            }

            var sum = shares.Sum();
            var entropy = 0.0;
            for (var j = 0; j < shares.Length; j++)
            {
                shares[j] /= sum;
                entropy -= shares[j] > 0 ? shares[j] * Math.Log(shares[j]) : 0;
            }

            (low, high) = entropy > wanted ? (beta, high) : (low, beta);
            beta = double.IsInfinity(high) ? 2 * beta : (low + high) / 2;
        }

        return shares;
    }

    /// <summary>4 sum_j (p_ij - q_ij)(y_i - y_j) / (1 + |y_i - y_j|²), Eq. 5 of the paper.</summary>
    private static double[] Slope(double[,] near, double[] place, double exaggeration)
    {
        var count = place.Length / 2;
        var weight = new double[count, count];                                                      // 1 / (1 + |y_i - y_j|²)
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (dx, dy) = (place[2 * i] - place[2 * j], place[(2 * i) + 1] - place[(2 * j) + 1]);
                weight[i, j] = weight[j, i] = 1 / (1 + (dx * dx) + (dy * dy));
                sum += 2 * weight[i, j];
            }
        }

        var slope = new double[place.Length];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
            {
                var pull = 4 * ((exaggeration * near[i, j]) - (weight[i, j] / sum)) * weight[i, j];
                slope[2 * i] += pull * (place[2 * i] - place[2 * j]);
                slope[(2 * i) + 1] += pull * (place[(2 * i) + 1] - place[(2 * j) + 1]);
            }
        }

        return slope;
    }

    private static double SquaredDistance(float[] a, float[] b) => a.Zip(b).Sum(pair => Math.Pow(pair.First - pair.Second, 2));
}
