using System.Collections;
using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>Where a corpus has its phrases: in memory, or in a file. Threads may read it at the same time.</summary>
internal abstract class PhraseStore : IReadOnlyList<CorpusPhrase>, IDisposable
{
    /// <inheritdoc/>
    public abstract int Count { get; }

    /// <summary>The sources by name, each once, in the order of their first phrases.</summary>
    internal abstract IReadOnlyList<string> Sources { get; }

    /// <summary>The tags of the sources.</summary>
    internal abstract TagList Tags { get; }

    /// <summary>A hash of everything.</summary>
    internal abstract string Fingerprint { get; }

    /// <inheritdoc/>
    /// <exception cref="IsorhythmException">The file has changed.</exception>
    public abstract CorpusPhrase this[int index] { get; }

    /// <summary>A phrase without where it comes from, which is read sooner.</summary>
    /// <exception cref="IsorhythmException">The file has changed.</exception>
    internal abstract Phrase MusicAt(int index);

    /// <summary>How many phrases are of a source.</summary>
    internal abstract int PhrasesOf(int source);

    /// <summary>The tags of a source, by their numbers in <see cref="Tags"/>.</summary>
    /// <exception cref="IsorhythmException">The file has changed.</exception>
    internal abstract int[] TagsOf(int source);

    /// <summary>The key of every phrase, in order, without reading any music.</summary>
    /// <exception cref="IsorhythmException">The file has changed.</exception>
    internal abstract IEnumerable<PhraseKey> Keys();

    /// <inheritdoc/>
    public IEnumerator<CorpusPhrase> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Closes the file.</summary>
    public abstract void Dispose();
}
