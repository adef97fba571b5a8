using System.Diagnostics;

namespace Isorhythm.Latent;

/// <summary>Turns a few MIDI files into phrases in memory, every one of them kept: each is on the map that its musician asked for.</summary>
internal static class CorpusBuilder
{
    internal static (Corpus Corpus, ImportReport Report) Build(IEnumerable<MidiSource> files, Representation representation)
    {
        var clock = Stopwatch.StartNew();
        var sources = files.ToList();
        var read = new ExtractedFile[sources.Count];
        Parallel.For(0, sources.Count, i => read[i] = ExtractedFile.Read(sources[i], representation));

        var phrases = new List<CorpusPhrase>();
        var reasons = new ReasonTotals();
        var notes = new VoiceCount(representation);
        foreach (var file in read)
        {
            reasons.Add(file.Reasons);
            for (var i = 0; i < file.Phrases.Count; i++)
            {
                notes.Add(file.Phrases[i]);
                phrases.Add(new CorpusPhrase(representation.Unpack(file.Phrases[i]), file.Path, file.Phrases.At(i)));
            }
        }

        var report = new ImportReport(
            [.. read.Select(file => new ImportedFile(file.Path, file.Phrases.Count, file.Reasons))],
            phrases.Count,
            clock.Elapsed.TotalSeconds,
            reasons.Commonest,
            notes.Shares);
        return (new Corpus(representation, phrases), report);
    }
}
