using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>What an evaluation measures on, and what its baselines learn from.</summary>
/// <param name="Space">The model.</param>
/// <param name="Examples">The phrases to measure, in a random order that never changes.</param>
/// <param name="Training">Phrases that the model was trained on, in a random order that never changes.</param>
/// <param name="About">Where the examples come from, in a sentence.</param>
internal sealed record EvaluationData(
    LatentSpace Space, IReadOnlyList<CorpusPhrase> Examples, IReadOnlyList<Phrase> Training, string About)
{
    /// <summary>More make the baselines no better, only slower.</summary>
    private const int MostTraining = 20_000;

    private const ulong Seed = 1;

    /// <summary>The files that training held out, where the corpus is the model's own; else the whole corpus.</summary>
    internal static EvaluationData Of(LatentSpace space, Corpus corpus)
    {
        var seen = space.Phrases.Where(phrase => !phrase.HeldOut).Select(phrase => phrase.Phrase);
        if (corpus.Fingerprint != space.Description.Corpus)
        {
            return Of(space, corpus.Phrases, seen, phrases => $"{phrases}, another corpus than the model was trained on");
        }

        var split = CorpusSplit.Of(corpus, space.Description.Seed);
        return split.Validation.Length > 0
            ? Of(space, [.. split.Validation.Select(i => corpus.Phrases[i])], split.Training.Select(i => corpus.Phrases[i].Phrase),
                phrases => $"{phrases} that training did not see")
            : Of(space, corpus.Phrases, seen, phrases => $"{phrases}, and training saw them all: the figures say what is remembered, not what is understood");
    }

    /// <summary>The first so many examples.</summary>
    internal CorpusPhrase[] Take(int most) => [.. Examples.Take(most)];

    private static EvaluationData Of(
        LatentSpace space, IReadOnlyList<CorpusPhrase> examples, IEnumerable<Phrase> training, Func<string, string> about)
    {
        var shuffled = examples.ToArray();
        new RandomStream(Seed, "examples").Shuffle(shuffled.AsSpan());
        var seen = training.ToArray();
        new RandomStream(Seed, "training").Shuffle(seen.AsSpan());
        var files = examples.Select(example => example.Source).Distinct(StringComparer.Ordinal).Count();
        return new(space, shuffled, [.. seen.Take(MostTraining)], about($"{Count(examples.Count, "phrase")} of {Count(files, "file")}"));
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
