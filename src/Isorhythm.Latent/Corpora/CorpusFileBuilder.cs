using System.Collections.Concurrent;
using System.Diagnostics;

namespace Isorhythm.Latent;

/// <summary>
/// Turns MIDI files, however many, into a corpus file in which each phrase is there once. Files are read in parallel, some ahead, and taken
/// in their order, so the corpus is the same whatever the number of threads, and memory does not grow with it.
/// </summary>
internal sealed class CorpusFileBuilder
{
    /// <summary>Files of more bytes are not read ahead but one at a time, when it is their turn: their notes take twenty times the memory.</summary>
    private const long LargeFile = 1 << 20;

    private const string WithinFile = "the same as an earlier phrase of the file";
    private const string InAnotherFile = "the same as a phrase of another file";

    private const int UnknownSongsTold = 3;

    private readonly CorpusWriter writer;
    private readonly ContentSet seen;
    private readonly TagChoice? tags;
    private readonly ReasonTotals reasons = new();
    private readonly VoiceCount notes;
    private readonly HashSet<string> songsFound = new(StringComparer.Ordinal);
    private int files;
    private int untagged;

    private CorpusFileBuilder(Representation representation, CorpusWriter writer, ContentSet seen, TagChoice? tags) =>
        (this.writer, this.seen, this.tags, notes) = (writer, seen, tags, new VoiceCount(representation));

    /// <summary>Builds a corpus file; none where no file gives a phrase.</summary>
    /// <param name="sources">The files, in the order in which the first of equal phrases is told.</param>
    /// <param name="representation">How they are read.</param>
    /// <param name="path">The corpus file.</param>
    /// <param name="tags">The tags of the files; null where they have none.</param>
    /// <param name="threads">How many files are read at the same time.</param>
    /// <param name="imported">Hears of each file, in their order.</param>
    /// <param name="cancel">Stops it, and leaves nothing.</param>
    /// <exception cref="IsorhythmException">The corpus cannot be written.</exception>
    internal static ImportTotals Build(
        IEnumerable<MidiSource> sources,
        Representation representation,
        string path,
        TagChoice? tags,
        int threads,
        Action<ImportedFile>? imported,
        CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var full = Path.GetFullPath(path);
        using var target = new AtomicFiles(Path.GetDirectoryName(full)!);
        // Memory of files that were taken, for the next ones: fresh memory, a megabyte a file, would cost a tenth of the time.
        var spare = new ConcurrentBag<PackedPhrases>();
        ImportTotals? totals = null;
        target.Stage(Path.GetFileName(full), stream =>
        {
            using var corpus = new CorpusWriter(stream, representation, tags?.Most ?? TagChoice.UsualMost);
            using var contents = new ContentSet($"{full}.{Environment.ProcessId}");
            var builder = new CorpusFileBuilder(representation, corpus, contents, tags);
            foreach (var (source, file) in InOrder.Select(sources, ReadAhead, threads, cancel))
            {
                var candidates = file ?? new Candidates(ExtractedFile.Read(source, representation));
                var taken = builder.Take(candidates);
                imported?.Invoke(taken);
                if (candidates.Extracted.Phrases.Clear())
                {
                    spare.Add(candidates.Extracted.Phrases);
                }
            }

            corpus.Finish();
            totals = builder.Totals(clock.Elapsed.TotalSeconds);
        });
        if (totals!.Phrases > 0)
        {
            target.Commit();
        }

        return totals;

        (MidiSource Source, Candidates? File) ReadAhead(MidiSource source)
        {
            var phrases = spare.TryTake(out var used) ? used : new PackedPhrases();
            return (source, ExtractedFile.ReadUpTo(LargeFile, source, representation, phrases) is { } file ? new Candidates(file) : null);
        }
    }

    private ImportedFile Take(Candidates file)
    {
        var phrases = file.Extracted.Phrases;
        var taken = file.New.Where(i => seen.Add(file.Contents[i])).ToList();
        var tagsOfFile = TagsOf(file.Extracted.Path);
        if (taken.Count > 0)
        {
            writer.AddSource(file.Extracted.Path, taken.Count, tagsOfFile ?? []);
            untagged += tagsOfFile is [] ? 1 : 0;
        }

        foreach (var i in taken)
        {
            writer.AddPhrase(phrases[i], file.Contents[i], writer.Sources - 1, phrases.At(i).Value);
            notes.Add(phrases[i]);
        }

        var imported = new ImportedFile(file.Extracted.Path, taken.Count,
        [
            .. file.Extracted.Reasons,
            .. Reason(WithinFile, file.Repeated),
            .. Reason(InAnotherFile, file.New.Count - taken.Count),
        ],
        tagsOfFile);
        reasons.Add(imported.Reasons);
        files++;
        return imported;
    }

    private IReadOnlyList<string>? TagsOf(string path)
    {
        if (tags?.Songs.NameOf(path) is { } name)
        {
            songsFound.Add(name);
        }

        return tags?.Songs.Of(path);
    }

    private static IEnumerable<ReasonCount> Reason(string reason, int count) => count > 0 ? [new(reason, count)] : [];

    private ImportTotals Totals(double seconds) =>
        new(files, writer.Sources, writer.Phrases, seconds, reasons.Commonest, notes.Shares, tags is null ? null : TotalsOf(tags));

    private TagReport TotalsOf(TagChoice asked)
    {
        var all = writer.Tags.ToList();
        var unknown = asked.Songs.Names.Where(song => !songsFound.Contains(song)).Order(StringComparer.Ordinal).ToList();
        return new TagReport([.. all.Take(asked.Most)], Math.Max(0, all.Count - asked.Most), untagged, unknown.Count, [.. unknown.Take(UnknownSongsTold)]);
    }

    /// <summary>The phrases of a file, and which of them are no repetition within it.</summary>
    private sealed class Candidates
    {
        internal Candidates(ExtractedFile extracted)
        {
            Extracted = extracted;
            Contents = new ulong[extracted.Phrases.Count];
            var known = new HashSet<ulong>(Contents.Length);
            for (var i = 0; i < Contents.Length; i++)
            {
                Contents[i] = ContentHash.Of(extracted.Phrases[i]);
                if (known.Add(Contents[i]))
                {
                    New.Add(i);
                }
            }
        }

        internal ExtractedFile Extracted { get; }

        internal ulong[] Contents { get; }

        internal List<int> New { get; } = [];

        internal int Repeated => Contents.Length - New.Count;
    }
}
