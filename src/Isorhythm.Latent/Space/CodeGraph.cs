using System.Numerics.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// Codes joined to their nearest neighbours, each edge as long as what is heard on the straight way along it: the shortest path on the graph
/// comes near the geodesic of the decoder's metric (Chen et al. 2019). Thread-safe once made; lengths are measured when a search first needs them.
/// </summary>
internal sealed class CodeGraph
{
    private const int Neighbours = 10;
    private const int PartsOfAnEdge = 10;

    private readonly ObservedSpace space;
    private readonly float[][] codes;
    private readonly int[][] edges;
    private readonly double[]?[] lengths;

    internal CodeGraph(ObservedSpace space, IReadOnlyList<float[]> codes)
    {
        this.space = space;
        this.codes = [.. codes];
        edges = Join(this.codes);
        lengths = new double[codes.Count][];
    }

    /// <summary>The shortest path from a code to another over the graph, both included, and how long it is heard; the straight way where none is shorter.</summary>
    internal (float[][] Codes, double Length) Geodesic(float[] from, float[] to)
    {
        var straight = space.Lengths([(from, to)], PartsOfAnEdge)[0];
        var starts = Ends(from);
        var ends = Ends(to).ToDictionary(end => end.Node, end => end.Length);
        var best = new double[codes.Length];
        Array.Fill(best, double.PositiveInfinity);
        var before = new int[codes.Length];
        var queue = new PriorityQueue<int, double>();
        foreach (var (node, length) in starts)
        {
            (best[node], before[node]) = (length, -1);
            queue.Enqueue(node, length);
        }

        var (last, shortest) = (-1, straight);
        while (queue.TryDequeue(out var node, out var length) && length < shortest)
        {
            if (length > best[node])
            {
                continue;
            }

            if (ends.TryGetValue(node, out var rest) && length + rest < shortest)
            {
                (last, shortest) = (node, length + rest);
            }

            var ways = LengthsFrom(node);
            for (var i = 0; i < ways.Length; i++)
            {
                var (next, there) = (edges[node][i], length + ways[i]);
                if (there < best[next])
                {
                    (best[next], before[next]) = (there, node);
                    queue.Enqueue(next, there);
                }
            }
        }

        return ([from, .. Back(last, before), to], shortest);
    }

    private float[][] Back(int last, int[] before)
    {
        var path = new List<float[]>();
        for (var node = last; node >= 0; node = before[node])
        {
            path.Add(codes[node]);
        }

        path.Reverse();
        return [.. path];
    }

    /// <summary>The nodes next to a code that need not be one, and how far they are heard to be.</summary>
    private (int Node, double Length)[] Ends(float[] code)
    {
        var nodes = Nearest(codes, code, except: -1);
        return [.. nodes.Zip(space.Lengths([.. nodes.Select(node => (code, codes[node]))], PartsOfAnEdge))];
    }

    private double[] LengthsFrom(int node) =>
        lengths[node] ??= space.Lengths([.. edges[node].Select(other => (codes[node], codes[other]))], PartsOfAnEdge);

    /// <summary>The nearest of each code and those that it is among the nearest of, so that every edge goes both ways.</summary>
    private static int[][] Join(float[][] codes)
    {
        var nearest = Enumerable.Range(0, codes.Length).AsParallel().AsOrdered().Select(i => Nearest(codes, codes[i], i)).ToArray();
        var both = nearest.Select(nodes => nodes.ToHashSet()).ToArray();
        for (var i = 0; i < nearest.Length; i++)
        {
            foreach (var other in nearest[i])
            {
                both[other].Add(i);
            }
        }

        return [.. both.Select(nodes => nodes.Order().ToArray())];
    }

    private static int[] Nearest(float[][] codes, float[] code, int except) =>
    [
        .. Enumerable.Range(0, codes.Length).Where(i => i != except)
            .OrderBy(i => TensorPrimitives.Distance<float>(codes[i], code)).Take(Neighbours),
    ];
}
