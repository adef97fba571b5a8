using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>The phrases that a model learns from, each with its source.</summary>
public sealed class Corpus
{
    private const string Format = "isorhythm-corpus-1";

    internal Corpus(Representation representation, IReadOnlyList<CorpusPhrase> phrases)
    {
        Representation = representation;
        Phrases = phrases;
        Sources = [.. phrases.Select(phrase => phrase.Source).Distinct(StringComparer.Ordinal)];
        Fingerprint = FingerprintOf(representation, phrases);
    }

    /// <summary>How the music became numbers.</summary>
    public Representation Representation { get; }

    /// <summary>The phrases, by source and place.</summary>
    public IReadOnlyList<CorpusPhrase> Phrases { get; }

    /// <summary>The files that the phrases come from.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>A hash of everything in the corpus: equal for equal phrases of equal sources.</summary>
    public string Fingerprint { get; }

    /// <summary>Reads MIDI files, in parallel, and says of every file what was taken and what was not. Nothing in a file makes it throw.</summary>
    public static (Corpus Corpus, ImportReport Report) Build(IEnumerable<MidiSource> files, Representation representation) =>
        CorpusBuilder.Build(files, representation);

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
                    $"{data} holds {corpus.Representation.Name} and the recipe needs {representation.Name}: build the corpus again with --representation {representation.Name}.");
        }

        return Build(MidiSource.Under(data), representation);
    }

    /// <summary>Writes the corpus to one file, as a whole or not at all.</summary>
    /// <exception cref="IsorhythmException">The file cannot be written.</exception>
    public void Save(string path)
    {
        var (tensors, text) = PhraseTable.Write(Phrases, Representation);
        text["format"] = Format;
        text["representation"] = Representation.Name;
        text["fingerprint"] = Fingerprint;
        AtomicFiles.Write(path, stream => new SafeTensors(tensors, text).Write(stream));
    }

    /// <summary>Reads a corpus file.</summary>
    /// <exception cref="IsorhythmException">It is not one, is broken, or is from a newer version.</exception>
    public static Corpus Open(string path)
    {
        try
        {
            var file = SafeTensors.Read(path);
            if (file.Metadata.GetValueOrDefault("format") != Format)
            {
                throw new IsorhythmException($"{path} is not a corpus of this version: build it again with isorhythm corpus build.");
            }

            var representation = Representation.Named(file.Metadata.GetValueOrDefault("representation", ""));
            return new Corpus(representation, PhraseTable.Read(file, representation, path));
        }
        catch (Exception error) when (error is SafeTensorsException or IOException or UnauthorizedAccessException)
        {
            throw new IsorhythmException($"The corpus {path} cannot be read ({error.Message.TrimEnd('.')}): build it again with isorhythm corpus build.", error);
        }
    }

    private static bool IsCorpusFile(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[9];
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start[8] == (byte)'{';
    }

    private static string FingerprintOf(Representation representation, IReadOnlyList<CorpusPhrase> phrases)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(representation.Name));
        foreach (var phrase in phrases)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{phrase.Source}\n{phrase.At.Value:R}\n"));
            hash.AppendData(MemoryMarshal.AsBytes(representation.ToEvents(phrase.Phrase).AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
