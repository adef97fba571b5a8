using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// Which of its song's tags each phrase of a batch has: drawn anew at each visit, each as likely (Valenti et al. 2020, released code), a pure
/// function of seed, step and row.
/// </summary>
internal sealed class TagDraw
{
    // A draw rarely takes more than one number: so far apart, those of the rows and of the steps never meet.
    private const int BitsOfARow = 4;
    private const int BitsOfAStep = 32;

    private readonly RandomStream random;
    private readonly int[] sourceOf;
    private readonly int[][] tagsOf;
    private readonly int[] drawn;

    internal TagDraw(Corpus corpus, int batch, ulong seed)
    {
        random = new RandomStream(seed, "tags");
        sourceOf = [.. corpus.Keys.Select(phrase => phrase.Source)];
        tagsOf = [.. Enumerable.Range(0, corpus.Sources.Count).Select(source => corpus.TagsOf(source).ToArray())];
        drawn = new int[batch];
    }

    /// <summary>For each phrase of a step's batch an index in <see cref="Corpus.Tags"/>; -1 for one whose song has none of them.</summary>
    /// <param name="step">The step.</param>
    /// <param name="phrases">The phrases, by their places in the corpus, a batch at most.</param>
    internal ReadOnlySpan<int> At(int step, ReadOnlySpan<int> phrases)
    {
        for (var b = 0; b < phrases.Length; b++)
        {
            random.Position = ((ulong)step << BitsOfAStep) + ((ulong)b << BitsOfARow);
            var tags = tagsOf[sourceOf[phrases[b]]];
            drawn[b] = tags.Length == 0 ? -1 : tags[random.Below(tags.Length)];
        }

        return drawn.AsSpan(0, phrases.Length);
    }
}
