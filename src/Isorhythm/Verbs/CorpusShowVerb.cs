using System.CommandLine;
using Isorhythm.Latent;

namespace Isorhythm.Cli;

/// <summary><c>isorhythm corpus show</c>: what a corpus holds.</summary>
internal static class CorpusShowVerb
{
    internal static Command Create()
    {
        var path = new Argument<string>("CORPUS") { Description = "a corpus that corpus build wrote" };
        var json = Parameters.Json();
        var verb = new Verb("show", "Show what a corpus holds", "isorhythm corpus show clips.corpus") { path, json };
        verb.SetAction(given =>
        {
            using var corpus = Corpus.Open(given.GetRequiredValue(path));
            var answer = Describe(corpus);
            if (given.GetValue(json))
            {
                JsonAnswer.Write(answer);
                return ExitCode.Done;
            }

            Terminal.Answer($"{answer.Phrases} phrases of {answer.Files.Count} files as {answer.Representation}");
            Terminal.Answer($"fingerprint {answer.Fingerprint}");
            foreach (var line in TagDisplay.Lines(answer.Tags))
            {
                Terminal.Answer(line);
            }

            foreach (var file in answer.Files)
            {
                Terminal.Answer($"{file.Phrases,6}  {file.Path}{(file.Tags is { Count: > 0 } ? $"  ({string.Join(", ", file.Tags)})" : "")}");
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static CorpusShowAnswer Describe(Corpus corpus) => new(
        corpus.Representation.Name,
        corpus.Phrases.Count,
        corpus.Fingerprint,
        corpus.TagTotals,
        [.. corpus.Sources.Zip(corpus.PhrasesOfSources, (path, phrases) => (path, phrases))
            .Select((file, source) => new SourceAnswer(file.path, file.phrases, TagsOf(corpus, source)))]);

    // Nothing is said of the tags of files where the corpus has none.
    private static IReadOnlyList<string>? TagsOf(Corpus corpus, int source) =>
        corpus.Tags.Count == 0 ? null : [.. corpus.TagsOf(source).Select(tag => corpus.Tags[tag])];
}
