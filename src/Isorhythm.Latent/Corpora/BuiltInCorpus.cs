using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>The patterns that come with the program as a corpus: each pattern is a source of its own, "style/name".</summary>
internal static class BuiltInCorpus
{
    internal static Corpus Read(Representation representation)
    {
        // A pattern of one bar is a loop: where a representation takes whole loops only, it is taken as two.
        var rules = representation.Rules;
        rules = rules.Cut == PhraseCut.Loops ? rules with { LoopLengths = [4, .. rules.LoopLengths] } : rules;
        var phrases = BuiltInPatterns.All
            .Select(pattern => (Pattern: pattern, Score: pattern.ToScore(representation.Grid.Kit)))
            .SelectMany(played => PhraseReader.Read(played.Score, representation.Grid, rules).Phrases
                .Select(found => new CorpusPhrase(found.Phrase, $"{played.Pattern.Style}/{played.Pattern.Name}", found.At, played.Pattern.Style)));
        return new Corpus(representation, [.. phrases]);
    }
}
