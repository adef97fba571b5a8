using System.Buffers;
using System.Diagnostics;
using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>Turns MIDI files into phrases, and keeps account of what was left out.</summary>
internal static class CorpusBuilder
{
    internal static (Corpus Corpus, ImportReport Report) Build(IEnumerable<MidiSource> files, Representation representation)
    {
        var clock = Stopwatch.StartNew();
        var sources = files.ToList();
        var read = new (IReadOnlyList<CorpusPhrase> Phrases, ImportedFile File)[sources.Count];
        Parallel.For(0, sources.Count, i => read[i] = ReadFile(sources[i], representation));

        var corpus = new Corpus(representation, [.. read.SelectMany(one => one.Phrases)]);
        var report = new ImportReport(
            [.. read.Select(one => one.File)],
            corpus.Phrases.Count,
            clock.Elapsed.TotalSeconds,
            Totals(read.SelectMany(one => one.File.Reasons)),
            Shares(representation, corpus.Phrases));
        return (corpus, report);
    }

    private static IReadOnlyList<VoiceShare> Shares(Representation representation, IReadOnlyList<CorpusPhrase> phrases)
    {
        var voices = representation.Voices;
        var notes = new int[voices.Count];
        var packed = new ArrayBufferWriter<byte>();
        foreach (var phrase in phrases)
        {
            packed.ResetWrittenCount();
            representation.Pack(phrase.Phrase, packed);
            representation.CountNotes(packed.WrittenSpan, notes);
        }

        return VoiceShare.Of(voices, [.. notes.Select(count => (long)count)]);
    }

    private static (IReadOnlyList<CorpusPhrase>, ImportedFile) ReadFile(MidiSource source, Representation representation)
    {
        var reasons = new List<ReasonCount>();
        List<CorpusPhrase> phrases = [];
        try
        {
            var reading = MidiReader.Read(source.Read().Span);
            reasons.AddRange(reading.Faults.Take(1).Select(fault => new ReasonCount(fault.Detail, 1)));
            if (reading.Score is { } score)
            {
                var extraction = representation.Read(score);
                phrases = [.. extraction.Phrases.Select(found => new CorpusPhrase(found.Phrase, source.Path, found.At))];
                reasons.AddRange(extraction.Rejections.Select(rejection => new ReasonCount(rejection.Reason, rejection.Count)));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            reasons.Add(new ReasonCount($"cannot be read: {error.Message.TrimEnd('.')}", 1));
        }

        if (phrases.Count == 0 && reasons.Count == 0)
        {
            reasons.Add(new ReasonCount("nothing to read", 1));
        }

        return (phrases, new ImportedFile(source.Path, phrases.Count, reasons));
    }

    private static IReadOnlyList<ReasonCount> Totals(IEnumerable<ReasonCount> reasons) =>
    [
        .. reasons.GroupBy(reason => reason.Reason, StringComparer.Ordinal)
            .Select(group => new ReasonCount(group.Key, group.Sum(reason => reason.Count)))
            .OrderByDescending(reason => reason.Count).ThenBy(reason => reason.Reason, StringComparer.Ordinal),
    ];
}
