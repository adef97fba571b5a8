using System.Numerics.Tensors;
using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <content>How far apart things are: in numbers of the code, and as heard.</content>
public partial class LatentSpace
{
    /// <summary>Codes that geodesics go over: more make them hardly shorter, and the search longer.</summary>
    private const int MostNodes = 1024;

    /// <summary>How far apart the phrases usually lie.</summary>
    public PhraseSpacing Spacing => spacing.Value;

    /// <summary>Whether a small move of a code is a small move of what is heard, so that distances and slopes can be measured.</summary>
    public bool IsSmooth => !WritesStepByStep;

    /// <summary>The phrases of the corpus whose codes are nearest to a code <c>[Z]</c>, the nearest first.</summary>
    public IReadOnlyList<Neighbour> Nearest(ReadOnlySpan<float> code, int count)
    {
        CheckCodes(code);
        var neighbours = new Neighbour[Phrases.Count];
        for (var i = 0; i < neighbours.Length; i++)
        {
            neighbours[i] = new Neighbour(Phrases[i], TensorPrimitives.Distance(code, Phrases[i].Code));
        }

        return [.. neighbours.OrderBy(neighbour => neighbour.Distance).Take(count)];
    }

    /// <summary>The metric at a code <c>[Z]</c>: how much more is heard along one direction than along another.</summary>
    /// <exception cref="IsorhythmException">The model writes step by step.</exception>
    public MetricTensor Metric(ReadOnlySpan<float> code)
    {
        CheckCodes(code);
        return MetricTensor.At(Observed, [code.ToArray()])[0];
    }

    /// <summary>How far two phrases are apart: what is heard to change on the geodesic from one's code to the other's.</summary>
    /// <exception cref="IsorhythmException">A phrase is of another representation, or the model writes step by step.</exception>
    public double Distance(Phrase a, Phrase b) => graph.Value.Geodesic(Encode(a), Encode(b)).Length;

    /// <summary>Lines of equal heard distance round a point of the map.</summary>
    /// <exception cref="IsorhythmException">The model writes step by step.</exception>
    public EquidistanceContours Contours(float x, float y, int lines) => EquidistanceContours.Around(Map, Observed, x, y, lines);

    /// <summary>Lines of equal heard distance round a code <c>[Z]</c> in a plane of this space, quickly: half of the directions, a third of the parts.</summary>
    /// <exception cref="IsorhythmException">The model writes step by step.</exception>
    public EquidistanceContours Contours(LatentMap on, ReadOnlySpan<float> code, float reach, int lines)
    {
        CheckCodes(code);
        return EquidistanceContours.Around(on.Plane, Observed, code, reach, lines);
    }

    /// <summary>What is heard at a code, for distances and slopes.</summary>
    /// <exception cref="IsorhythmException">The model writes step by step.</exception>
    internal ObservedSpace Observed => !WritesStepByStep ? observed : throw new IsorhythmException(
        $"{Name} writes step by step, so what is heard has no slope: leave out geodesics and the geometry protocol, or take a model whose steps do not see each other.");

    private static IEnumerable<MappedPhrase> Spread(IReadOnlyList<MappedPhrase> phrases) =>
        Enumerable.Range(0, Math.Min(MostNodes, phrases.Count)).Select(i => phrases[(int)((long)i * phrases.Count / Math.Min(MostNodes, phrases.Count))]);

    private void Hear(ReadOnlySpan<float> codes, Span<float> heard)
    {
        var work = pool.Take();
        model.Hear(work, codes, heard);
        pool.Give(work);
    }
}
