using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A trained model as its users hold it: phrases to codes, codes to phrases, and the ways between. Thread-safe.
/// Z is the number of dimensions.
/// </summary>
public class LatentSpace
{
    /// <summary>Phrases encoded or decoded at once: enough for a full matrix product, little enough for the cache.</summary>
    private const int MostAtOnce = 256;

    /// <summary>Codes that geodesics go over: more make them hardly shorter, and the search longer.</summary>
    private const int MostNodes = 1024;

    /// <summary>Principal axes that can be turned: beyond them little is heard.</summary>
    private const int MostAxes = 10;

    /// <summary>A correlation below this says nothing of an axis.</summary>
    private const double LeastCorrelation = 0.25;

    private readonly Vae model;
    private readonly WorkspacePool pool;
    private readonly Lazy<LatentMap> map;
    private readonly Lazy<SpatialView> view;
    private readonly Lazy<PrincipalComponents> principal;
    private readonly Lazy<IReadOnlyList<PrincipalAxis>> axes;
    private readonly Lazy<PhraseSpacing> spacing;
    private readonly Lazy<(string Name, double[] Values)[]> attributeValues;
    private readonly ObservedSpace observed;
    private readonly Lazy<CodeGraph> graph;
    private readonly ConcurrentDictionary<string, AttributeVector> attributes = new(StringComparer.Ordinal);

    internal LatentSpace(ModelDescription description, Vae model, IReadOnlyList<MappedPhrase> phrases)
    {
        Description = description;
        this.model = model;
        Phrases = phrases;
        pool = new WorkspacePool(model);
        view = new(() => new SpatialView(this));
        map = new(() => LatentMap.Usual(this));
        principal = new(() => PrincipalComponents.Of([.. phrases.Select(phrase => phrase.Code)], Dimensions, Math.Min(MostAxes, Dimensions)));
        axes = new(() => [.. Enumerable.Range(0, Principal.Axes.Length).Where(i => Principal.Deviations[i] > 0).Select(AxisOf)]);
        spacing = new(() => PhraseSpacing.Of(phrases));
        attributeValues = new(() => [.. Representation.Attributes.Select(one => (one.Name, phrases.Select(phrase => one.Of(phrase.Phrase)).ToArray()))]);
        observed = new(Dimensions, Representation.DecodedValues, Hear);
        graph = new(() => new CodeGraph(Observed, [.. Spread(phrases).Select(phrase => phrase.Code)]));
    }

    /// <summary>What the model says of itself: recipe, sizes, training, verdict.</summary>
    public ModelDescription Description { get; }

    /// <summary>The name of the model folder.</summary>
    public string Name => Description.Name;

    /// <summary>The recipe that was trained, every setting resolved.</summary>
    public Recipe Recipe => Description.Recipe;

    /// <summary>How phrases are read and written.</summary>
    public Representation Representation => model.Representation;

    /// <summary>Z, how many numbers a code has.</summary>
    public int Dimensions => model.Dimensions;

    /// <summary>True where each step is decoded from the one before, so that a phrase jumps where its code moves.</summary>
    internal bool WritesStepByStep => model.WritesStepByStep;

    /// <summary>The phrases of the corpus, with their codes.</summary>
    public IReadOnlyList<MappedPhrase> Phrases { get; }

    /// <summary>What training wrote down as it went; nothing where the folder holds no log.</summary>
    internal Lazy<IReadOnlyList<TrainingLogLine>> Log { get; init; } = new(() => []);

    /// <summary>The plane that is drawn and played unless another is asked for.</summary>
    public LatentMap Map => map.Value;

    /// <summary>The three dimensions that are shown where one sees more than a plane.</summary>
    public SpatialView View => view.Value;

    /// <summary>The plane in which the phrases differ most.</summary>
    public LatentMap MapOfPrincipalAxes() => LatentMap.OfPrincipalAxes(this);

    /// <summary>The plane of two attributes: to the right there is more of the first, upwards of the second.</summary>
    /// <exception cref="IsorhythmException">There is no such attribute, or the phrases do not tell the two apart.</exception>
    public LatentMap MapOfAttributes(string right, string up) => LatentMap.OfAttributes(this, right, up);

    /// <summary>The plane through three codes <c>[Z]</c>.</summary>
    /// <exception cref="IsorhythmException">They lie on one line.</exception>
    public LatentMap MapOfCorners(float[] a, float[] b, float[] c)
    {
        CheckCodes([.. a, .. b, .. c]);
        return LatentMap.OfCorners(this, a, b, c);
    }

    /// <summary>The directions in which the phrases differ, those of the most first, at most ten; none without phrases.</summary>
    public IReadOnlyList<PrincipalAxis> Axes => axes.Value;

    /// <summary>How far apart the phrases usually lie.</summary>
    public PhraseSpacing Spacing => spacing.Value;

    /// <summary>Whether a small move of a code is a small move of what is heard, so that distances and slopes can be measured.</summary>
    public bool IsSmooth => !WritesStepByStep;

    internal PrincipalComponents Principal => principal.Value;

    /// <summary>
    /// Opens a model folder: a <see cref="GridSpace"/> where the model reads a drum grid. The folder of a MusicVAE checkpoint that @magenta/music
    /// loads (config.json, weights_manifest.json and shards) opens too, without phrases; and so does the name of one of the <see cref="ShippedModels"/>.
    /// </summary>
    /// <exception cref="IsorhythmException">The folder is missing, half written, of a newer version, or broken.</exception>
    public static LatentSpace Open(string modelFolder) => ModelFolder.Open(ShippedModels.Find(modelFolder));

    /// <summary>What a model says of itself, without reading its weights.</summary>
    /// <exception cref="IsorhythmException">The folder is missing, half written, of a newer version, or broken.</exception>
    public static ModelDescription Describe(string modelFolder) => ModelFolder.Describe(ShippedModels.Find(modelFolder));

    /// <summary>The mean of the phrase's posterior, <c>[Z]</c>.</summary>
    /// <exception cref="IsorhythmException">The phrase is of another representation.</exception>
    public float[] Encode(Phrase phrase) => Encode([phrase])[0];

    /// <summary>The means of the phrases' posteriors, <c>[Z]</c> each.</summary>
    /// <exception cref="IsorhythmException">A phrase is of another representation.</exception>
    public float[][] Encode(IReadOnlyList<Phrase> phrases) => [.. Posteriors(phrases).Select(posterior => posterior.Mean)];

    /// <summary>The phrases' posteriors: means and deviations, <c>[Z]</c> each.</summary>
    /// <exception cref="IsorhythmException">A phrase is of another representation.</exception>
    public IReadOnlyList<(float[] Mean, float[] Deviation)> Posteriors(IReadOnlyList<Phrase> phrases)
    {
        if (phrases.FirstOrDefault(phrase => !Representation.Holds(phrase)) is { } other)
        {
            throw new IsorhythmException($"The model {Name} reads phrases on {Representation.Name}, not on {other.Form}: read the file in its representation.");
        }

        var posteriors = new List<(float[], float[])>(phrases.Count);
        var work = pool.Take();
        foreach (var some in Enumerable.Range(0, phrases.Count).Chunk(MostAtOnce))
        {
            work.Load(phrases, some);
            var (mean, logVariance) = model.Encode(work);
            for (var b = 0; b < some.Length; b++)
            {
                var deviation = logVariance.Value.Row(b).ToArray();
                TensorPrimitives.Multiply(deviation, 0.5f, deviation);
                TensorPrimitives.Exp(deviation, deviation);
                posteriors.Add((mean.Value.Row(b).ToArray(), deviation));
            }
        }

        pool.Give(work);
        return posteriors;
    }

    /// <summary>The phrase at a code <c>[Z]</c>.</summary>
    public Phrase Decode(ReadOnlySpan<float> code) => Decode(code, Decoding.Usual)[0];

    /// <summary>The phrases at codes <c>[n, Z]</c>.</summary>
    /// <exception cref="ArgumentException">The length is no multiple of Z.</exception>
    public Phrase[] Decode(ReadOnlySpan<float> codes, Decoding how)
    {
        CheckCodes(codes);
        var count = codes.Length / Dimensions;
        var phrases = new Phrase[count];
        var work = pool.Take();
        for (var first = 0; first < count; first += MostAtOnce)
        {
            var rows = Math.Min(MostAtOnce, count - first);
            var some = how with { Seed = how.Seed + (ulong)first };
            model.Decode(work, codes.Slice(first * Dimensions, rows * Dimensions), some).CopyTo(phrases, first);
        }

        pool.Give(work);
        return phrases;
    }

    /// <summary>
    /// Shows what a token model expects of every step of the phrases when their own tokens stand before it, at codes <c>[n, Z]</c>: the logits
    /// of each step, track and phrase, which may be used up.
    /// </summary>
    /// <exception cref="InvalidOperationException">The model does not write step by step.</exception>
    internal void Follow(ReadOnlySpan<float> codes, IReadOnlyList<Phrase> phrases, ShowLogits show)
    {
        CheckCodes(codes);
        var tokens = model as TokenVae ?? throw new InvalidOperationException($"{Name} does not write step by step.");
        var work = (TokenWorkspace)pool.Take();
        foreach (var some in Enumerable.Range(0, phrases.Count).Chunk(MostAtOnce))
        {
            work.Load(phrases, some);
            tokens.Follow(work, codes.Slice(some[0] * Dimensions, some.Length * Dimensions), (step, track, b, logits) => show(step, track, some[b], logits));
        }

        pool.Give(work);
    }

    /// <summary>Codes drawn from the prior with its deviation scaled: 0 is the middle of the space, 1 the prior itself.</summary>
    public float[][] Sample(int count, float temperature, ulong seed)
    {
        var work = pool.Take();
        var codes = model.Prior.Sample(work.Tape, count, temperature, new RandomStream(seed, "sample"));
        pool.Give(work);
        return codes;
    }

    /// <summary>Whether the space has a <see cref="Style"/>.</summary>
    public bool HasGenres => model.Prior is FlowerPrior;

    /// <summary>The genres of the space.</summary>
    /// <exception cref="IsorhythmException">It has none.</exception>
    public Style Style => model.Prior is FlowerPrior flower
        ? new(Name, flower, Recipe.Prior.GenreNames)
        : throw new IsorhythmException($"{Name} knows no genres: train a recipe with a flower (musae-2bar) on a corpus with tags.");

    /// <summary>The phrase whose tracks are each of a code of its own, <c>[Z]</c> each: the drums of one, the bass of another.</summary>
    /// <exception cref="ArgumentException">There are not as many codes as tracks.</exception>
    /// <exception cref="IsorhythmException">The space is not of tracks.</exception>
    public TokenPhrase Blend(params IReadOnlyList<float[]> codeOfTrack)
    {
        if (Representation is not TokenRepresentation { Tracks: var tracks })
        {
            throw new IsorhythmException($"{Name} has no tracks to blend: it is of {Representation.Name}.");
        }

        if (codeOfTrack.Count != tracks.Tracks.Length)
        {
            throw new ArgumentException($"{codeOfTrack.Count} codes are not one for each of {tracks.Tracks.Length} tracks.", nameof(codeOfTrack));
        }

        var phrases = Decode([.. codeOfTrack.SelectMany(code => code)], Decoding.Usual);
        return new TokenPhrase(tracks, [.. phrases.Index().SelectMany(phrase =>
            ((TokenPhrase)phrase.Item).Tokens.AsSpan(phrase.Index * tracks.Steps, tracks.Steps).ToArray())]);
    }

    /// <summary>Codes from a to b, both included, at even distances.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two points.</exception>
    /// <exception cref="IsorhythmException">A geodesic is asked for, and the model writes step by step.</exception>
    public float[][] Interpolate(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int points, InterpolationPath path)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        CheckCodes(a);
        CheckCodes(b);
        if (path == InterpolationPath.Geodesic)
        {
            return Observed.Evenly(graph.Value.Geodesic(a.ToArray(), b.ToArray()).Codes, points);
        }

        var codes = new float[points][];
        for (var i = 0; i < points; i++)
        {
            codes[i] = Interpolation.Between(a, b, i / (points - 1f), path);
        }

        return codes;
    }

    /// <summary>
    /// The vector of an attribute, "density" or another of <see cref="Representation.Attributes"/>, over the phrases that training saw: add some
    /// of it to a code for more of the attribute, or take some away.
    /// </summary>
    /// <exception cref="IsorhythmException">There is no such attribute, or the model's phrases do not tell.</exception>
    public AttributeVector Attribute(string name) => attributes.GetOrAdd(name, _ =>
    {
        var attribute = Representation.Attributes.FirstOrDefault(one => one.Name == name)
            ?? throw new IsorhythmException(
                $"{Name} knows no attribute \"{name}\": choose one of {string.Join(", ", Representation.Attributes.Select(one => one.Name))}.");
        return AttributeVector.Of(name, [.. Phrases.Where(phrase => !phrase.HeldOut).Select(phrase => (phrase.Code, attribute.Of(phrase.Phrase)))]);
    });

    /// <summary>The mean of codes: what several phrases have in common.</summary>
    /// <exception cref="ArgumentException">There is none, or one is of another space.</exception>
    public float[] Mean(params IReadOnlyList<float[]> codes)
    {
        if (codes.Count == 0)
        {
            throw new ArgumentException("There is no mean of no codes.", nameof(codes));
        }

        var mean = new float[Dimensions];
        foreach (var code in codes)
        {
            CheckCodes(code);
            TensorPrimitives.Add(mean, code, mean);
        }

        TensorPrimitives.Divide(mean, codes.Count, mean);
        return mean;
    }

    /// <summary>Codes like a code: on the sphere's path from it to draws from the prior, 0 the code itself, 1 anything.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The distance does not lie in 0..1.</exception>
    public float[][] Similar(ReadOnlySpan<float> code, int count, float distance, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(distance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(distance, 1);
        CheckCodes(code);
        var similar = Sample(count, 1, seed);
        for (var i = 0; i < count; i++)
        {
            similar[i] = Interpolation.Between(code, similar[i], distance, InterpolationPath.Slerp);
        }

        return similar;
    }

    /// <summary>
    /// A code <c>[Z]</c> near a code: drawn from the Gaussian round it, as the machine's answers of Chen et al. 2022 (section 4.4) are. The same
    /// seed gives the same step away from any code.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative.</exception>
    public float[] Near(ReadOnlySpan<float> code, float deviation, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        CheckCodes(code);
        var near = new float[code.Length];
        new RandomStream(seed, "near").Normal(near, mean: 0, deviation);
        TensorPrimitives.Add(near, code, near);
        return near;
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

    /// <summary>Lends a workspace to the model; taking one and giving it back allocates nothing.</summary>
    private protected WorkspacePool Workspaces => pool;

    private protected void CheckCodes(ReadOnlySpan<float> codes)
    {
        if (codes.Length == 0 || codes.Length % Dimensions != 0)
        {
            throw new ArgumentException($"A code of {Name} has {Dimensions} numbers, and {codes.Length} are given.", nameof(codes));
        }
    }

    private PrincipalAxis AxisOf(int index)
    {
        var direction = Principal.Axes[index];
        double[] along = [.. Phrases.Select(phrase => (double)TensorPrimitives.Dot<float>(phrase.Code, direction))];
        int[] all = [.. Enumerable.Range(0, along.Length)];
        var (name, correlation) = attributeValues.Value.Select(attribute => (attribute.Name, R: Correlation.Pearson(along, attribute.Values, all)))
            .Where(attribute => double.IsFinite(attribute.R)).OrderByDescending(attribute => Math.Abs(attribute.R)).FirstOrDefault();
        var tells = Math.Abs(correlation) >= LeastCorrelation;
        return new(direction, TensorPrimitives.Dot<float>(Principal.Mean, direction), Principal.Deviations[index], tells ? name : null, tells ? correlation : 0);
    }

    private static IEnumerable<MappedPhrase> Spread(IReadOnlyList<MappedPhrase> phrases) =>
        Enumerable.Range(0, Math.Min(MostNodes, phrases.Count)).Select(i => phrases[(int)((long)i * phrases.Count / Math.Min(MostNodes, phrases.Count))]);

    private void Hear(ReadOnlySpan<float> codes, Span<float> heard)
    {
        var work = pool.Take();
        model.Hear(work, codes, heard);
        pool.Give(work);
    }
}
