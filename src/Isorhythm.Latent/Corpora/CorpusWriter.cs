using System.Buffers.Binary;
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
    private readonly TagCount tags = new();
    private readonly int mostTags;
    private long position;

    /// <summary>Begins a corpus file.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="representation">How the music became numbers.</param>
    /// <param name="mostTags">How many of the tags are kept, the most frequent.</param>
    internal CorpusWriter(Stream stream, Representation representation, int mostTags = TagChoice.UsualMost)
    {
        (this.stream, this.mostTags) = (stream, mostTags);
        this.representation = representation.Name;
        fingerprint = new CorpusFingerprint(representation.Name);
        Write(CorpusFormat.Name);
    }

    /// <summary>Phrases written.</summary>
    internal int Phrases { get; private set; }

    /// <summary>Sources written.</summary>
    internal int Sources { get; private set; }

    /// <summary>The tags of the sources written, the most frequent first.</summary>
    internal IEnumerable<TagTotal> Tags => tags.MostFrequent;

    /// <summary>Writes a whole corpus.</summary>
    internal static void Write(Stream stream, Representation representation, PhraseStore phrases)
    {
        using var writer = new CorpusWriter(stream, representation, phrases.Tags.MostFrequent.Length);
        var packed = new PackedPhrase();
        foreach (var ((source, content), i) in phrases.Keys().Select((key, i) => (key, i)))
        {
            if (source == writer.Sources)
            {
                writer.AddSource(phrases.Sources[source], phrases.PhrasesOf(source), [.. phrases.TagsOf(source).Select(tag => phrases.Tags.Names[tag])]);
            }

            var phrase = phrases[i];
            writer.AddPhrase(packed.Of(phrase.Phrase, representation), content, source, phrase.At.Value, phrase.Style);
        }

        writer.Finish();
    }

    /// <summary>A source, which comes before its first phrase.</summary>
    internal void AddSource(string name, int phrases, IReadOnlyList<string> tagsOfSource)
    {
        var numbers = tags.Add(tagsOfSource, phrases);
        byte[] nameAndTags = [.. Encoding.UTF8.GetBytes(name), .. numbers.SelectMany(LittleEndian)];
        SourceRow.Write(position, nameAndTags, phrases, numbers.Length, sourceRows.Next());
        Write(nameAndTags);
        fingerprint.AddSource(name, tagsOfSource);
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
        var list = tags.List(mostTags);
        var description = JsonSerializer.SerializeToUtf8Bytes(
            new CorpusDescription(
                representation, fingerprint.Finish(list.Kept), Phrases, Sources, [.. styles], phraseRows.Starts, sourceRows.Starts, list),
            LatentJson.Default.CorpusDescription);
        Span<byte> end = stackalloc byte[CorpusEnd.Bytes];
        new CorpusEnd(position, description.Length, Checksum.Of(description)).Write(end);
        Write(description);
        Write(end);
    }

    public void Dispose() => fingerprint.Dispose();

    private static byte[] LittleEndian(int number)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }

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
