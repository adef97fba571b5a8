using System.Numerics.Tensors;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A trained model as its users hold it: phrases to codes, codes to phrases, and the ways between. Thread-safe.
/// Z is the number of dimensions, W the grid's width.
/// </summary>
public sealed class LatentSpace
{
    /// <summary>Codes decoded at once: enough for a full matrix product, little enough for the cache.</summary>
    private const int DecodeBatch = 256;

    private readonly Vae model;
    private readonly WorkspacePool pool;
    private readonly Lazy<LatentMap> map;

    internal LatentSpace(ModelDescription description, Vae model, IReadOnlyList<MappedPhrase> phrases)
    {
        Description = description;
        this.model = model;
        Phrases = phrases;
        pool = new WorkspacePool(model.Grid, model.Features.Count);
        map = new(() => new LatentMap(this));
    }

    /// <summary>What the model says of itself: recipe, sizes, training, verdict.</summary>
    public ModelDescription Description { get; }

    /// <summary>The name of the model folder.</summary>
    public string Name => Description.Name;

    /// <summary>The recipe that was trained, every setting resolved.</summary>
    public Recipe Recipe => Description.Recipe;

    /// <summary>The grid that phrases are read on and decoded to.</summary>
    public DrumGrid Grid => model.Grid;

    /// <summary>Z, how many numbers a code has.</summary>
    public int Dimensions => model.Dimensions;

    /// <summary>The phrases of the corpus, with their codes.</summary>
    public IReadOnlyList<MappedPhrase> Phrases { get; }

    /// <summary>The plane that is drawn and played.</summary>
    public LatentMap Map => map.Value;

    /// <summary>Opens a model folder.</summary>
    /// <exception cref="IsorhythmException">The folder is missing, half written, of a newer version, or broken.</exception>
    public static LatentSpace Open(string modelFolder) => ModelFolder.Open(modelFolder);

    /// <summary>What a model says of itself, without reading its weights.</summary>
    /// <exception cref="IsorhythmException">The folder is missing, half written, of a newer version, or broken.</exception>
    public static ModelDescription Describe(string modelFolder) => ModelFolder.Describe(modelFolder);

    /// <summary>The mean of the phrase's posterior, <c>[Z]</c>.</summary>
    /// <exception cref="IsorhythmException">The phrase lies on another grid.</exception>
    public float[] Encode(Phrase phrase)
    {
        if (phrase.Grid != Grid)
        {
            throw new IsorhythmException($"The model {Name} reads phrases on {Grid.Name}, not on {phrase.Grid.Name}: read the file on its grid.");
        }

        var work = pool.Take();
        work.Load(phrase);
        var code = model.Encode(work).Mean.Value.ToArray();
        pool.Give(work);
        return code;
    }

    /// <summary>The phrase at a code <c>[Z]</c>: a hit where the onset's probability (the velocity, in a grid without onsets) is above the threshold.</summary>
    public Phrase Decode(ReadOnlySpan<float> code, float threshold = 0.5f)
    {
        var values = new float[Grid.Width];
        DecodeValues(code, values);
        return Grid.Read(values, threshold);
    }

    /// <summary>
    /// Decodes many codes <c>[n, Z]</c> to values <c>[n, W]</c>, each laid out [feature][drum][step]: onset probability, velocity 0..1,
    /// microtiming -1..1 of half a step. Allocates nothing.
    /// </summary>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public void DecodeValues(ReadOnlySpan<float> codes, Span<float> values) => Decode(codes, values, model.Features.Count);

    /// <summary>The first feature alone (onset probability, or velocity in a grid without onsets), <c>[n, cells]</c>: what maps and lattices need.</summary>
    internal void DecodePresence(ReadOnlySpan<float> codes, Span<float> values) => Decode(codes, values, features: 1);

    /// <summary>Codes drawn from the prior with its deviation scaled: 0 is the middle of the space, 1 the prior itself.</summary>
    public float[][] Sample(int count, float temperature, ulong seed)
    {
        var random = new RandomStream(seed, "sample");
        var codes = new float[count][];
        for (var i = 0; i < count; i++)
        {
            codes[i] = new float[Dimensions];
            random.Normal(codes[i], 0, temperature);
        }

        return codes;
    }

    /// <summary>Codes from a to b, both included, at even distances.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two points.</exception>
    public float[][] Interpolate(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int points, InterpolationPath path)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        CheckCodes(a);
        CheckCodes(b);
        var codes = new float[points][];
        for (var i = 0; i < points; i++)
        {
            codes[i] = Interpolation.Between(a, b, i / (points - 1f), path);
        }

        return codes;
    }

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

    private void Decode(ReadOnlySpan<float> codes, Span<float> values, int features)
    {
        CheckCodes(codes);
        var width = features * Grid.Cells;
        var count = codes.Length / Dimensions;
        if (values.Length != count * width)
        {
            throw new ArgumentException($"{count} codes decode to {count * width} values, not {values.Length}.", nameof(values));
        }

        var work = pool.Take();
        for (var first = 0; first < count; first += DecodeBatch)
        {
            var rows = Math.Min(DecodeBatch, count - first);
            model.Decode(work, codes.Slice(first * Dimensions, rows * Dimensions), values.Slice(first * width, rows * width), features);
        }

        pool.Give(work);
    }

    private void CheckCodes(ReadOnlySpan<float> codes)
    {
        if (codes.Length == 0 || codes.Length % Dimensions != 0)
        {
            throw new ArgumentException($"A code of {Name} has {Dimensions} numbers, and {codes.Length} are given.", nameof(codes));
        }
    }
}
