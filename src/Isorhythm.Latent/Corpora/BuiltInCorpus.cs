using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>The patterns that come with the program as a corpus: each pattern is a source of its own, "style/name".</summary>
internal static class BuiltInCorpus
{
    /// <summary>Every pattern, played on the grid.</summary>
    /// <exception cref="IsorhythmException">The representation is not of drums on a grid.</exception>
    internal static Corpus Read(Representation representation)
    {
        if (representation is not GridRepresentation { Grid: var grid, Rules: var rules })
        {
            throw new IsorhythmException(
                $"The built-in rhythms are drums on a grid, and the recipe learns {representation.Name}: name a folder of MIDI files with --data.");
        }

        // A pattern of one bar is a loop: where a representation takes whole loops only, it is taken as two.
        rules = rules.Cut == PhraseCut.Loops ? rules with { LoopLengths = [4, .. rules.LoopLengths] } : rules;
        var phrases = BuiltInPatterns.All
            .Select(pattern => (Pattern: pattern, Score: pattern.ToScore(grid.Kit)))
            .SelectMany(played => PhraseReader.Read(played.Score, grid, rules).Phrases
                .Select(found => new CorpusPhrase(found.Phrase, $"{played.Pattern.Style}/{played.Pattern.Name}", found.At, played.Pattern.Style)));
        return new Corpus(representation, [.. phrases]);
    }
}
