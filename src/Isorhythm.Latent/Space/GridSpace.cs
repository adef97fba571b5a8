using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>A trained model of rhythms on a grid. W is the grid's width.</summary>
public sealed class GridSpace : LatentSpace
{
    /// <summary>Codes decoded at once: enough for a full matrix product, little enough for the cache.</summary>
    private const int DecodeBatch = 256;

    /// <summary>Codes that geodesics go over: more make them hardly shorter, and the search longer.</summary>
    private const int MostNodes = 1024;

    private readonly GridVae model;
    private readonly ObservedSpace observed;
    private readonly Lazy<CodeGraph> graph;

    internal GridSpace(ModelDescription description, GridVae model, IReadOnlyList<MappedPhrase> phrases)
        : base(description, model, phrases)
    {
        this.model = model;
        observed = AudibleOutput.Of(this);
        graph = new(() => new CodeGraph(Observed, [.. Spread(phrases).Select(phrase => phrase.Code)]));
    }

    /// <summary>Opens the folder of a model of rhythms on a grid.</summary>
    /// <exception cref="IsorhythmException">The folder is missing, half written, of a newer version, broken, or of another kind of model.</exception>
    public static new GridSpace Open(string modelFolder) => LatentSpace.Open(modelFolder) as GridSpace
        ?? throw new IsorhythmException($"The model {modelFolder} is not of rhythms on a grid: take it where notes are asked for, not cells.");

    /// <summary>The rhythm at a code <c>[Z]</c>: a hit where the onset's probability (the velocity, in a grid without onsets) is above the threshold.</summary>
    public GridPhrase Decode(ReadOnlySpan<float> code, float threshold) => (GridPhrase)Decode(code, Decoding.Usual with { Threshold = threshold })[0];

    /// <summary>The grid that phrases are read on and decoded to.</summary>
    public DrumGrid Grid => model.Grid;

    /// <summary>
    /// Decodes many codes <c>[n, Z]</c> to values <c>[n, W]</c>, each laid out [feature][drum][step]: onset probability, velocity 0..1,
    /// microtiming -1..1 of half a step. Allocates nothing, or little where the model writes step by step; such a one is given the hits above one half.
    /// </summary>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public void DecodeValues(ReadOnlySpan<float> codes, Span<float> values) => Decode(codes, values, model.Features.Count);

    /// <summary>The first feature alone (onset probability, or velocity in a grid without onsets), <c>[n, cells]</c>: what maps and lattices need.</summary>
    internal void DecodePresence(ReadOnlySpan<float> codes, Span<float> values) => Decode(codes, values, features: 1);

    /// <summary>What is heard at a code, for distances and slopes.</summary>
    /// <exception cref="IsorhythmException">The model writes step by step.</exception>
    internal ObservedSpace Observed => !WritesStepByStep ? observed : throw new IsorhythmException(
        $"{Name} writes step by step, so what is heard has no slope: leave out geodesics and the geometry protocol, or take a model whose steps do not see each other.");

    /// <summary>The metric at a code <c>[Z]</c>: how much more is heard along one direction than along another.</summary>
    public MetricTensor Metric(ReadOnlySpan<float> code)
    {
        CheckCodes(code);
        return MetricTensor.At(Observed, [code.ToArray()])[0];
    }

    /// <summary>How far two phrases are apart: what is heard to change on the geodesic from one's code to the other's.</summary>
    /// <exception cref="IsorhythmException">A phrase is of another representation.</exception>
    public double Distance(GridPhrase a, GridPhrase b) => graph.Value.Geodesic(Encode(a), Encode(b)).Length;

    /// <summary>Lines of equal heard distance round a point of the map.</summary>
    public EquidistanceContours Contours(float x, float y, int lines) => EquidistanceContours.Around(Map, Observed, x, y, lines);

    private protected override float[][] Geodesic(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int points) =>
        Observed.Evenly(graph.Value.Geodesic(a.ToArray(), b.ToArray()).Codes, points);

    private static IEnumerable<MappedPhrase> Spread(IReadOnlyList<MappedPhrase> phrases) =>
        Enumerable.Range(0, Math.Min(MostNodes, phrases.Count)).Select(i => phrases[(int)((long)i * phrases.Count / Math.Min(MostNodes, phrases.Count))]);

    private void Decode(ReadOnlySpan<float> codes, Span<float> values, int features)
    {
        CheckCodes(codes);
        var width = features * Grid.Cells;
        var count = codes.Length / Dimensions;
        if (values.Length != count * width)
        {
            throw new ArgumentException($"{count} codes decode to {count * width} values, not {values.Length}.", nameof(values));
        }

        var work = Workspaces.Take();
        for (var first = 0; first < count; first += DecodeBatch)
        {
            var rows = Math.Min(DecodeBatch, count - first);
            model.Decode(work, codes.Slice(first * Dimensions, rows * Dimensions), values.Slice(first * width, rows * width), features);
        }

        Workspaces.Give(work);
    }
}
