namespace Isorhythm.Latent;

/// <summary>
/// In which order genres stand round a circle, so that those that sound alike are neighbours: the shortest round trip through their mean metrics, each metric
/// with the same spread. The paper has an order by hand.
/// </summary>
internal static class GenreOrder
{
    /// <summary>The indices of the rows <c>[genres][metrics]</c> round the circle; its longest step is between the last and the first.</summary>
    internal static int[] Of(IReadOnlyList<double[]> means)
    {
        if (means.Count <= 2)
        {
            return [.. Enumerable.Range(0, means.Count)];
        }

        var apart = Distances(Scaled(means));
        var best = Enumerable.Range(0, means.Count).Select(start => Shortened(Nearest(start, apart), apart)).MinBy(trip => Length(trip, apart))!;
        return FromTheLongestStep(best, apart);
    }

    /// <summary>Always on to the nearest that is left.</summary>
    private static int[] Nearest(int start, double[,] apart)
    {
        var left = Enumerable.Range(0, apart.GetLength(0)).Where(genre => genre != start).ToList();
        var trip = new List<int> { start };
        while (left.Count > 0)
        {
            var next = left.MinBy(genre => apart[trip[^1], genre]);
            left.Remove(next);
            trip.Add(next);
        }

        return [.. trip];
    }

    /// <summary>Turns stretches of the trip round as long as that makes it shorter (2-opt, Croes 1958).</summary>
    private static int[] Shortened(int[] trip, double[,] apart)
    {
        const double Rounding = 1e-12;
        bool isShorter;
        do
        {
            isShorter = false;
            for (var i = 0; i < trip.Length - 1; i++)
            {
                for (var j = i + 1; j < trip.Length; j++)
                {
                    var (before, after) = (trip[(i + trip.Length - 1) % trip.Length], trip[(j + 1) % trip.Length]);
                    var isWhole = i == 0 && j == trip.Length - 1;
                    if (!isWhole && apart[before, trip[j]] + apart[trip[i], after] < apart[before, trip[i]] + apart[trip[j], after] - Rounding)
                    {
                        Array.Reverse(trip, i, j - i + 1);
                        isShorter = true;
                    }
                }
            }
        }
        while (isShorter);
        return trip;
    }

    private static int[] FromTheLongestStep(int[] trip, double[,] apart)
    {
        var last = Enumerable.Range(0, trip.Length).MaxBy(i => apart[trip[i], trip[(i + 1) % trip.Length]]);
        return [.. trip[(last + 1)..], .. trip[..(last + 1)]];
    }

    private static double Length(int[] trip, double[,] apart) => trip.Index().Sum(stop => apart[stop.Item, trip[(stop.Index + 1) % trip.Length]]);

    private static double[][] Scaled(IReadOnlyList<double[]> means)
    {
        var scaled = means.Select(row => (double[])row.Clone()).ToArray();
        for (var metric = 0; metric < scaled[0].Length; metric++)
        {
            var mean = means.Average(row => row[metric]);
            var deviation = Math.Sqrt(means.Average(row => Math.Pow(row[metric] - mean, 2)));
            foreach (var row in scaled)
            {
                row[metric] = deviation > 0 ? (row[metric] - mean) / deviation : 0;
            }
        }

        return scaled;
    }

    private static double[,] Distances(double[][] rows)
    {
        var apart = new double[rows.Length, rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < rows.Length; j++)
            {
                apart[i, j] = Math.Sqrt(rows[i].Zip(rows[j]).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
            }
        }

        return apart;
    }
}
