using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>A trained model of rhythms on a grid. W is the grid's width.</summary>
public sealed class GridSpace : LatentSpace
{
    /// <summary>Codes decoded at once: enough for a full matrix product, little enough for the cache.</summary>
    private const int DecodeBatch = 256;

    private readonly GridVae model;

    internal GridSpace(ModelDescription description, GridVae model, IReadOnlyList<MappedPhrase> phrases)
        : base(description, model, phrases) => this.model = model;

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
