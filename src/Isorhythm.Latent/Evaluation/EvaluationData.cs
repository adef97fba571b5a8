using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>What an evaluation measures on, and what its baselines learn from.</summary>
/// <param name="Space">The model.</param>
/// <param name="Examples">The phrases to measure, in a random order that never changes.</param>
/// <param name="Training">
/// Phrases that the model was trained on, in a random order that never changes; where it does not say which, other phrases of the corpus, for the baselines.
/// </param>
/// <param name="About">Where the examples come from, in a sentence.</param>
internal sealed record EvaluationData(
    LatentSpace Space, IReadOnlyList<CorpusPhrase> Examples, IReadOnlyList<Phrase> Training, string About)
{
    /// <summary>More make the baselines no better, only slower.</summary>
    private const int MostTraining = 20_000;

    /// <summary>No protocol measures more.</summary>
    private const int MostExamples = 4096;

    private const ulong Seed = 1;

    /// <summary>The files that training held out, where the corpus is the model's own; else the whole corpus.</summary>
    internal static EvaluationData Of(LatentSpace space, Corpus corpus)
    {
        if (corpus.Fingerprint != space.Description.Corpus)
        {
            return OfAnother(space, corpus);
        }

        var split = CorpusSplit.Of(corpus, space.Description.Seed);
        Phrase[] training = [.. Some(split.Training, "training", MostTraining).Select(i => corpus.Music[i])];
        var data = split.Validation.Length > 0
            ? Of(space, corpus, split.Validation, training, "of the files that training did not see")
            : Of(space, corpus, split.Training, training, "and training saw them all: the figures say what is remembered");
        return split.Validation.Length > 0 ? data with { Learned = [.. space.Phrases.Where(phrase => !phrase.HeldOut)] } : data with { IsUnheard = false };
    }

    /// <summary>The phrases of the model's own map, which remembers what training held out; where it held out nothing, all of them.</summary>
    /// <exception cref="IsorhythmException">The model has no phrases.</exception>
    internal static EvaluationData OfMap(LatentSpace space)
    {
        if (space.Phrases.Count == 0)
        {
            throw new IsorhythmException($"{space.Name} came without the phrases that it learned from, so there is nothing to measure it on: use isorhythm evaluate with --data.");
        }

        var corpus = new Corpus(space.Representation, [.. space.Phrases.Select(phrase => new CorpusPhrase(phrase.Phrase, phrase.Source, phrase.At, phrase.Style))]);
        if (corpus.Fingerprint == space.Description.Corpus)
        {
            return Of(space, corpus);
        }

        MappedPhrase[] learned = [.. space.Phrases.Where(phrase => !phrase.HeldOut)];
        int[] held = [.. Enumerable.Range(0, space.Phrases.Count).Where(i => space.Phrases[i].HeldOut)];
        var isUnheard = held.Length > 0 && learned.Length > 0;
        var of = $"its map, which holds {space.Phrases.Count} of the {space.Description.Phrases} phrases of its corpus";
        var data = Of(
            space,
            corpus,
            isUnheard ? held : [.. Enumerable.Range(0, space.Phrases.Count)],
            Some(learned.Select(phrase => phrase.Phrase).ToArray(), "training", MostTraining),
            isUnheard ? $"of the files that training did not see, from {of}" : $"from {of}, and training saw them: the figures say what is remembered");
        return data with { IsUnheard = isUnheard, Learned = isUnheard ? learned : [] };
    }

    /// <summary>False for a model of another program, which does not say what it was trained on.</summary>
    internal bool IsTrainingKnown { get; private init; } = true;

    /// <summary>Training saw none of the examples.</summary>
    internal bool IsUnheard { get; private init; } = true;

    /// <summary>The phrases of the space that it was trained on, where the corpus is the model's own; else none.</summary>
    internal IReadOnlyList<MappedPhrase> Learned { get; private init; } = [];

    private IReadOnlyDictionary<string, string[]> Genres { get; init; } = new Dictionary<string, string[]>(StringComparer.Ordinal);

    /// <summary>The tags of a file of the corpus; none where it has none.</summary>
    internal string[] GenresOf(string source) => Genres.GetValueOrDefault(source, []);

    /// <summary>The first so many examples.</summary>
    internal CorpusPhrase[] Take(int most) => [.. Examples.Take(most)];

    private static EvaluationData OfAnother(LatentSpace space, Corpus corpus)
    {
        Phrase[] learned = [.. space.Phrases.Where(phrase => !phrase.HeldOut).Select(phrase => phrase.Phrase)];
        if (learned.Length == 0)
        {
            return OfUnknown(space, corpus);
        }

        var data = Of(
            space, corpus, [.. Enumerable.Range(0, corpus.Phrases.Count)], Some(learned, "training", MostTraining), "another corpus than the model was trained on");
        var seen = learned.ToHashSet();
        var known = data.Examples.Count(example => seen.Contains(example.Phrase));
        return known == 0 ? data : data with { About = $"{data.About}, but {known} of them equal to a phrase that training saw", IsUnheard = false };
    }

    /// <summary>Half of the files are measured, and the baselines learn from the others; where there are few files, both take all.</summary>
    private static EvaluationData OfUnknown(LatentSpace space, Corpus corpus)
    {
        var split = CorpusSplit.Of(corpus, Seed, heldOutShare: 0.5);
        Phrase[] others = [.. Some(split.Training, "training", MostTraining).Select(i => corpus.Music[i])];
        var data = split.Validation.Length > 0
            ? Of(space, corpus, split.Validation, others, "while the guesses learn from the other files; what the model was trained on is not known")
            : Of(space, corpus, split.Training, others, "from which the guesses learn, too; what the model was trained on is not known");
        return data with { IsTrainingKnown = false };
    }

    private static EvaluationData Of(LatentSpace space, Corpus corpus, int[] examples, Phrase[] training, string why)
    {
        CorpusPhrase[] some = [.. Some(examples, "examples", MostExamples).Select(i => corpus.Phrases[i])];
        var files = some.Select(example => example.Source).Distinct(StringComparer.Ordinal).Count();
        var chosen = some.Length < examples.Length ? $"{some.Length} of {examples.Length} phrases" : Count(some.Length, "phrase");
        return new(space, some, training, $"{chosen}, {Count(files, "file")}, {why}") { Genres = GenresIn(corpus) };
    }

    private static Dictionary<string, string[]> GenresIn(Corpus corpus) => corpus.Tags.Count == 0
        ? []
        : corpus.Sources.Index().ToDictionary(
            source => source.Item, source => corpus.TagsOf(source.Index).Select(tag => corpus.Tags[tag]).ToArray(), StringComparer.Ordinal);

    /// <summary>So many items at most, in a random order that never changes.</summary>
    private static T[] Some<T>(T[] items, string stream, int most)
    {
        var shuffled = (T[])items.Clone();
        new RandomStream(Seed, stream).Shuffle(shuffled.AsSpan());
        return shuffled.Length > most ? shuffled[..most] : shuffled;
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
