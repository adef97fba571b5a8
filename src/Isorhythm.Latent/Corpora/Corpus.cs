using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>The phrases that a model learns from, each with its source: in memory, or in a file of which only what is asked for is read.</summary>
public sealed class Corpus : IDisposable
{
    /// <summary>A folder with more files is built into a corpus file first: in memory its phrases could take all there is.</summary>
    internal const int MostFilesInMemory = 5_000;

    private readonly PhraseStore phrases;
    private readonly int[] placeOfTag;

    internal Corpus(Representation representation, IReadOnlyList<CorpusPhrase> phrases, SongTags? tags = null, int mostTags = TagChoice.UsualMost)
        : this(representation, new MemoryPhrases(representation, phrases, tags, mostTags))
    {
    }

    private Corpus(Representation representation, PhraseStore phrases)
    {
        (Representation, this.phrases) = (representation, phrases);
        Music = new LazyList<Phrase>(phrases.Count, phrases.MusicAt);
        (Tags, placeOfTag) = (phrases.Tags.Kept, phrases.Tags.Places);
    }

    /// <summary>How the music became numbers.</summary>
    public Representation Representation { get; }

    /// <summary>The phrases, by source and place. Threads may read them at the same time.</summary>
    /// <exception cref="IsorhythmException">While reading: the corpus file was cut short or changed.</exception>
    public IReadOnlyList<CorpusPhrase> Phrases => phrases;

    /// <summary>The same phrases without where they come from, which are read sooner.</summary>
    /// <exception cref="IsorhythmException">While reading: the corpus file was cut short or changed.</exception>
    public IReadOnlyList<Phrase> Music { get; }

    /// <summary>The files that the phrases come from.</summary>
    public IReadOnlyList<string> Sources => phrases.Sources;

    /// <summary>The most frequent tags of the sources, the most frequent first; none where the corpus was built without tags.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>A hash of everything in the corpus: equal for equal phrases of equal sources.</summary>
    public string Fingerprint => phrases.Fingerprint;

    /// <summary>How many phrases are of each of the <see cref="Sources"/>.</summary>
    public IReadOnlyList<int> PhrasesOfSources => new LazyList<int>(Sources.Count, phrases.PhrasesOf);

    /// <summary>How many sources and phrases have each of the <see cref="Tags"/>, in their order. Reads every source.</summary>
    /// <exception cref="IsorhythmException">The corpus file was cut short or changed.</exception>
    public IReadOnlyList<TagTotal> TagTotals
    {
        get
        {
            var (songs, music) = (new int[Tags.Count], new int[Tags.Count]);
            for (var source = 0; source < Sources.Count; source++)
            {
                foreach (var tag in TagsOf(source))
                {
                    songs[tag]++;
                    music[tag] += phrases.PhrasesOf(source);
                }
            }

            return [.. Tags.Select((name, tag) => new TagTotal(name, songs[tag], music[tag]))];
        }
    }

    /// <summary>What a split needs to know of every phrase, in order.</summary>
    internal IEnumerable<PhraseKey> Keys => phrases.Keys();

    /// <summary>
    /// Reads MIDI files into memory, in parallel, and says of every file what was taken and what was not. Nothing in a file makes it throw.
    /// Phrases that occur twice are there twice.
    /// </summary>
    public static (Corpus Corpus, ImportReport Report) Build(IEnumerable<MidiSource> files, Representation representation) =>
        CorpusBuilder.Build(files, representation);

    /// <summary>
    /// Reads MIDI files, however many, in parallel into a corpus file in which each phrase is there once, the first of equal ones in the
    /// order of the files. The file is the same whatever the number of threads, it is written as a whole or not at all, and not when no file
    /// gives a phrase.
    /// </summary>
    /// <param name="files">The files, as <see cref="MidiSource.Each"/> finds them.</param>
    /// <param name="representation">How they are read.</param>
    /// <param name="path">The corpus file.</param>
    /// <param name="tags">The tags of the files; null for none.</param>
    /// <param name="imported">Hears of each file what was taken and what was not, in their order.</param>
    /// <param name="cancel">Stops it, and leaves nothing behind.</param>
    /// <exception cref="IsorhythmException">The corpus cannot be written, or there is no file.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ImportTotals BuildFile(
        IEnumerable<MidiSource> files,
        Representation representation,
        string path,
        TagChoice? tags = null,
        Action<ImportedFile>? imported = null,
        CancellationToken cancel = default) =>
        CorpusFileBuilder.Build(files, representation, path, tags, Environment.ProcessorCount, imported, cancel);

    /// <summary>The patterns that come with the program, on the representation's grid.</summary>
    public static Corpus BuiltIn(Representation representation) => BuiltInCorpus.Read(representation);

    /// <summary>
    /// The corpus that a person names: "builtin", a corpus file, or MIDI files and folders; with the report where files were imported.
    /// </summary>
    /// <exception cref="IsorhythmException">There is no such path, or it holds another representation or nothing usable.</exception>
    public static (Corpus Corpus, ImportReport? Report) Load(string data, Representation representation)
    {
        if (data == "builtin" && !Path.Exists(data))
        {
            return (BuiltIn(representation), null);
        }

        if (File.Exists(data) && IsCorpusFile(data))
        {
            var corpus = Open(data);
            return corpus.Representation.Name == representation.Name
                ? (corpus, null)
                : throw new IsorhythmException(
                    $"{data} holds {corpus.Representation.Name} and the recipe needs {representation.Name}: build the corpus again with --representation {representation.Name}, or take a recipe that learns {corpus.Representation.Name}.");
        }

        var files = MidiSource.Each(data).Take(MostFilesInMemory + 1).ToList();
        return files.Count <= MostFilesInMemory
            ? Build(files, representation)
            : throw new IsorhythmException(
                $"{data} holds more than {MostFilesInMemory} MIDI files: build a corpus first with isorhythm corpus build {data} --representation {representation.Name} --out NAME, and use that.");
    }

    /// <summary>The tags of one of the <see cref="Sources"/> as indices in <see cref="Tags"/>; none where it has none of them.</summary>
    /// <exception cref="IsorhythmException">The corpus file was cut short or changed.</exception>
    public IReadOnlyList<int> TagsOf(int source) => [.. phrases.TagsOf(source).Select(tag => placeOfTag[tag]).Where(place => place >= 0)];

    /// <summary>Writes the corpus to one file, as a whole or not at all.</summary>
    /// <exception cref="IsorhythmException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFiles.Write(path, stream => CorpusWriter.Write(stream, Representation, phrases));

    /// <summary>Opens a corpus file. However large it is, that takes no time and no memory.</summary>
    /// <exception cref="IsorhythmException">It is not one, is damaged, or is of another version.</exception>
    public static Corpus Open(string path)
    {
        try
        {
            var file = new CorpusFile(path);
            return new Corpus(file.Representation, file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IsorhythmException($"The corpus {path} cannot be read ({error.Message.TrimEnd('.')}): build it again with isorhythm corpus build.", error);
        }
    }

    /// <summary>Closes the file of the corpus, if it has one.</summary>
    public void Dispose() => phrases.Dispose();

    /// <summary>How many different phrases there are among those of the given indices.</summary>
    internal int CountDifferent(int[] indices)
    {
        var all = Keys.Select(phrase => phrase.Content).ToArray();
        var contents = Array.ConvertAll(indices, i => all[i]);
        Array.Sort(contents);
        return contents.Where((content, i) => i == 0 || content != contents[i - 1]).Count();
    }

    // The first version was a safetensors file, which begins with a length and a brace.
    private static bool IsCorpusFile(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[CorpusFormat.AnyName.Length];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        return start.SequenceEqual(CorpusFormat.AnyName) || start is [_, _, _, _, _, _, _, _, (byte)'{', ..];
    }
}
