using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>The phrases of a small corpus, in memory.</summary>
internal sealed class MemoryPhrases : PhraseStore
{
    private readonly Representation representation;
    private readonly IReadOnlyList<CorpusPhrase> phrases;
    private readonly int[] sourceOf;
    private readonly int[] phrasesOf;
    private readonly int[][] tagsOf;
    private readonly Lazy<PhraseKey[]> keys;
    private readonly Lazy<string> fingerprint;

    internal MemoryPhrases(Representation representation, IReadOnlyList<CorpusPhrase> phrases, SongTags? tags, int mostTags)
    {
        (this.representation, this.phrases) = (representation, phrases);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        sourceOf = [.. phrases.Select(phrase => places.TryAdd(phrase.Source, places.Count) ? places.Count - 1 : places[phrase.Source])];
        Sources = [.. places.Keys];
        phrasesOf = new int[places.Count];
        foreach (var source in sourceOf)
        {
            phrasesOf[source]++;
        }

        var count = new TagCount();
        tagsOf = [.. Sources.Select((source, i) => count.Add(tags?.Of(source) ?? [], phrasesOf[i]))];
        Tags = count.List(mostTags);
        keys = new(KeysOfAll);
        fingerprint = new(FingerprintOfAll);
    }

    public override int Count => phrases.Count;

    internal override IReadOnlyList<string> Sources { get; }

    internal override TagList Tags { get; }

    internal override string Fingerprint => fingerprint.Value;

    public override CorpusPhrase this[int index] => phrases[index];

    internal override Phrase MusicAt(int index) => phrases[index].Phrase;

    internal override int PhrasesOf(int source) => phrasesOf[source];

    internal override int[] TagsOf(int source) => tagsOf[source];

    internal override IEnumerable<PhraseKey> Keys() => keys.Value;

    public override void Dispose()
    {
    }

    private PhraseKey[] KeysOfAll()
    {
        var packed = new PackedPhrase();
        return [.. phrases.Select((phrase, i) => new PhraseKey(sourceOf[i], ContentHash.Of(packed.Of(phrase.Phrase, representation))))];
    }

    private string FingerprintOfAll()
    {
        using var hash = new CorpusFingerprint(representation.Name);
        var known = 0;
        for (var i = 0; i < phrases.Count; i++)
        {
            var (source, content) = keys.Value[i];
            if (source == known)
            {
                hash.AddSource(Sources[known], [.. tagsOf[known].Select(tag => Tags.Names[tag])]);
                known++;
            }

            hash.AddPhrase(content, phrases[i].At.Value, source);
        }

        return hash.Finish(Tags.Kept);
    }
}
