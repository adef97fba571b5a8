using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>
/// A trained model as its users hold it: phrases to codes, codes to phrases, and the ways between. Thread-safe.
/// Z is the number of dimensions.
/// </summary>
public partial class LatentSpace
{
    /// <summary>Phrases encoded or decoded at once: enough for a full matrix product, little enough for the cache.</summary>
    private const int MostAtOnce = 256;

    private readonly Vae model;
    private readonly WorkspacePool pool;
    private readonly Lazy<LatentMap> map;
    private readonly Lazy<SpatialView> view;
    private readonly Lazy<PrincipalComponents> principal;
    private readonly Lazy<IReadOnlyList<PrincipalAxis>> axes;
    private readonly Lazy<IReadOnlyList<Quality>> qualities;
    private readonly Lazy<IReadOnlyList<(float[] Code, Phrase Phrase)>> references;
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
        references = new(() => phrases.Count == 0
            ? Draws(seed: 1)
            : [.. phrases.Where(phrase => !phrase.HeldOut).Select(phrase => (phrase.Code, phrase.Phrase))]);
        axes = new(() => phrases.Count == 0 ? PlainAxes(Math.Min(MostAxes, Dimensions)) : [.. Enumerable.Range(0, Principal.Axes.Length).Where(i => Principal.Deviations[i] > 0).Select(AxisOf)]);
        qualities = new(() => Quality.Of(this));
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

    /// <summary>
    /// Opens a model folder: a <see cref="GridSpace"/> where the model reads a drum grid. The folder of a MusicVAE checkpoint that @magenta/music
    /// loads (config.json, weights_manifest.json and shards) opens too, without phrases, and so does a decoder that R-VAE saved (model.json, weights.bin); and the
    /// name of one of the <see cref="ShippedModels"/>.
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

    /// <summary>Lends a workspace to the model; taking one and giving it back allocates nothing.</summary>
    private protected WorkspacePool Workspaces => pool;

    private protected void CheckCodes(ReadOnlySpan<float> codes)
    {
        if (codes.Length == 0 || codes.Length % Dimensions != 0)
        {
            throw new ArgumentException($"A code of {Name} has {Dimensions} numbers, and {codes.Length} are given.", nameof(codes));
        }
    }
}
