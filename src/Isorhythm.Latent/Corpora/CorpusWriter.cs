using System.Text;
using System.Text.Json;

namespace Isorhythm.Latent;

/// <summary>Writes a corpus file from front to back (<see cref="CorpusFormat"/>), with a block of rows of each kind in memory.</summary>
internal sealed class CorpusWriter : IDisposable
{
    private readonly Stream stream;
    private readonly string representation;
    private readonly CorpusFingerprint fingerprint;
    private readonly RecordBlocks phraseRows = new(PhraseRow.Bytes, CorpusFormat.PhrasesPerBlock);
    private readonly RecordBlocks sourceRows = new(SourceRow.Bytes, CorpusFormat.SourcesPerBlock);
    private readonly List<string> styles = [];
    private long position;

    internal CorpusWriter(Stream stream, Representation representation)
    {
        this.stream = stream;
        this.representation = representation.Name;
        fingerprint = new CorpusFingerprint(representation.Name);
        Write(CorpusFormat.Name);
    }

    /// <summary>Phrases written.</summary>
    internal int Phrases { get; private set; }

    /// <summary>Sources written.</summary>
    internal int Sources { get; private set; }

    /// <summary>Writes a whole corpus.</summary>
    internal static void Write(Stream stream, Representation representation, PhraseStore phrases)
    {
        using var writer = new CorpusWriter(stream, representation);
        var packed = new PackedPhrase();
        foreach (var ((source, content), i) in phrases.Keys().Select((key, i) => (key, i)))
        {
            if (source == writer.Sources)
            {
                writer.AddSource(phrases.Sources[source], phrases.PhrasesOf(source));
            }

            var phrase = phrases[i];
            writer.AddPhrase(packed.Of(phrase.Phrase, representation), content, source, phrase.At.Value, phrase.Style);
        }

        writer.Finish();
    }

    /// <summary>A source, which comes before its first phrase.</summary>
    internal void AddSource(string name, int phrases)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        SourceRow.Write(position, bytes, phrases, sourceRows.Next());
        Write(bytes);
        fingerprint.AddSource(name);
        Sources++;
        if (sourceRows.IsFull)
        {
            Write(sourceRows.Take(position));
        }
    }

    /// <summary>A phrase of one of the sources.</summary>
    internal void AddPhrase(ReadOnlySpan<byte> packed, ulong content, int source, double at, string? style = null)
    {
        new PhraseRow(position, content, at, packed.Length, source, PlaceOf(style)).Write(phraseRows.Next());
        Write(packed);
        fingerprint.AddPhrase(content, at, source);
        Phrases = checked(Phrases + 1);
        if (phraseRows.IsFull)
        {
            Write(phraseRows.Take(position));
        }
    }

    /// <summary>Writes what makes the file a whole one.</summary>
    internal void Finish()
    {
        Write(phraseRows.Take(position));
        Write(sourceRows.Take(position));
        var description = JsonSerializer.SerializeToUtf8Bytes(
            new CorpusDescription(representation, fingerprint.Finish(), Phrases, Sources, [.. styles], phraseRows.Starts, sourceRows.Starts),
            LatentJson.Default.CorpusDescription);
        Span<byte> end = stackalloc byte[CorpusEnd.Bytes];
        new CorpusEnd(position, description.Length, Checksum.Of(description)).Write(end);
        Write(description);
        Write(end);
    }

    public void Dispose() => fingerprint.Dispose();

    private int PlaceOf(string? style)
    {
        if (style is null)
        {
            return -1;
        }

        var place = styles.IndexOf(style);
        if (place < 0)
        {
            styles.Add(style);
        }

        return place < 0 ? styles.Count - 1 : place;
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        position += bytes.Length;
    }
}
