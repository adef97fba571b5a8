using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Isorhythm.Music;
using Microsoft.Win32.SafeHandles;

namespace Isorhythm.Latent;

/// <summary>
/// The phrases of a corpus file, read one by one when they are asked for. Nothing of it is on the heap but its description, and what is read
/// often is in the system's page cache.
/// </summary>
/// <remarks>
/// It reads rather than maps: a map of a file that somebody cuts short ends the process with SIGBUS, a read comes back short. Every phrase
/// is checked as it is read: the file still ends as when it was opened, its row has its checksum, and its bytes have the hash of its row.
/// </remarks>
internal sealed class CorpusFile : PhraseStore
{
    private readonly string path;
    private readonly SafeFileHandle handle;
    private readonly long length;
    private readonly byte[] end = new byte[CorpusEnd.Bytes];
    private readonly CorpusDescription description;
    private readonly bool isOpen;

    /// <summary>Opens a file.</summary>
    /// <exception cref="IsorhythmException">It is no corpus of this version, or it is damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    internal CorpusFile(string path)
    {
        this.path = path;
        handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            length = RandomAccess.GetLength(handle);
            description = Describe();
            Representation = Representation.Named(description.Representation);
            Sources = new LazyList<string>(description.Sources, NameOf);
            isOpen = true;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    internal Representation Representation { get; }

    public override int Count => description.Phrases;

    internal override IReadOnlyList<string> Sources { get; }

    internal override string Fingerprint => description.Fingerprint;

    internal override TagList Tags => description.Tags;

    public override CorpusPhrase this[int index]
    {
        get
        {
            var row = RowOf(index);
            return new CorpusPhrase(
                Music(row, index), Sources[row.Source], new Quarters(row.At), row.Style < 0 ? null : description.Styles[row.Style]);
        }
    }

    internal override Phrase MusicAt(int index) => Music(RowOf(index), index);

    internal override int PhrasesOf(int source)
    {
        Span<byte> row = stackalloc byte[SourceRow.Bytes];
        Read(row, StartOfSource(source));
        return SourceRow.Read(row).Phrases;
    }

    internal override int[] TagsOf(int source)
    {
        var (row, nameAndTags) = NameAndTags(source);
        var numbers = nameAndTags.AsSpan(row.Length);
        var tags = new int[row.Tags];
        for (var i = 0; i < tags.Length; i++)
        {
            tags[i] = BinaryPrimitives.ReadInt32LittleEndian(numbers[(i * sizeof(int))..]);
        }

        return Array.TrueForAll(tags, tag => (uint)tag < (uint)Tags.Names.Length) ? tags : throw Damaged($"source {source} is not what was written");
    }

    internal override IEnumerable<PhraseKey> Keys()
    {
        CheckEnd();
        var block = new byte[PhraseRow.Bytes * CorpusFormat.PhrasesPerBlock];
        for (var first = 0; first < Count; first += CorpusFormat.PhrasesPerBlock)
        {
            var rows = Math.Min(CorpusFormat.PhrasesPerBlock, Count - first);
            Read(block.AsSpan(0, rows * PhraseRow.Bytes), description.PhraseBlocks[first / CorpusFormat.PhrasesPerBlock]);
            for (var i = 0; i < rows; i++)
            {
                var row = Checked(PhraseRow.Read(block.AsSpan(i * PhraseRow.Bytes, PhraseRow.Bytes)), first + i);
                yield return new PhraseKey(row.Source, row.Content);
            }
        }
    }

    public override void Dispose() => handle.Dispose();

    private CorpusDescription Describe()
    {
        Span<byte> name = stackalloc byte[CorpusFormat.Name.Length];
        if (RandomAccess.Read(handle, name, 0) < name.Length || !name.SequenceEqual(CorpusFormat.Name))
        {
            throw new IsorhythmException($"{path} is not a corpus of this version: build it again with isorhythm corpus build.");
        }

        if (length < CorpusFormat.Name.Length + CorpusEnd.Bytes)
        {
            throw Damaged("it is cut short");
        }

        Read(end, length - CorpusEnd.Bytes);
        if (CorpusEnd.Read(end, length) is not { } found)
        {
            throw Damaged("it is cut short");
        }

        var json = new byte[found.DescriptionLength];
        Read(json, found.DescriptionStart);
        return Checksum.Of(json) == found.DescriptionSum && Parse(json) is { } whole && IsWhole(whole)
            ? whole
            : throw Damaged("its description is broken");
    }

    private static CorpusDescription? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, LatentJson.Default.CorpusDescription);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsWhole(CorpusDescription description) =>
        description is { Phrases: >= 0, Sources: >= 0 }
        && Array.TrueForAll(description.Tags.MostFrequent, tag => (uint)tag < (uint)description.Tags.Names.Length)
        && description.PhraseBlocks.Length == Blocks(description.Phrases, CorpusFormat.PhrasesPerBlock)
        && description.SourceBlocks.Length == Blocks(description.Sources, CorpusFormat.SourcesPerBlock);

    private static int Blocks(int rows, int perBlock) => (int)(((long)rows + perBlock - 1) / perBlock);

    private PhraseRow RowOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        CheckEnd();
        var (block, place) = Math.DivRem(index, CorpusFormat.PhrasesPerBlock);
        Span<byte> row = stackalloc byte[PhraseRow.Bytes];
        Read(row, description.PhraseBlocks[block] + ((long)place * PhraseRow.Bytes));
        return Checked(PhraseRow.Read(row), index);
    }

    private PhraseRow Checked(PhraseRow? row, int index) =>
        row is { } read
        && (uint)read.Source < (uint)description.Sources && read.Style < description.Styles.Length
        && read is { Start: >= 0, Length: >= 0 } && read.Start + read.Length <= length
            ? read
            : throw Damaged($"phrase {index} is not what was written");

    private Phrase Music(PhraseRow row, int index)
    {
        var rented = ArrayPool<byte>.Shared.Rent(row.Length);
        try
        {
            var packed = rented.AsSpan(0, row.Length);
            Read(packed, row.Start);
            return ContentHash.Of(packed) == row.Content ? Representation.Unpack(packed) : throw Damaged($"phrase {index} is not what was written");
        }
        catch (ArgumentException error)
        {
            throw Damaged($"phrase {index} is none of {Representation.Name}", error);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private long StartOfSource(int source) =>
        description.SourceBlocks[source / CorpusFormat.SourcesPerBlock] + ((long)(source % CorpusFormat.SourcesPerBlock) * SourceRow.Bytes);

    private string NameOf(int source)
    {
        var (row, nameAndTags) = NameAndTags(source);
        return Encoding.UTF8.GetString(nameAndTags.AsSpan(0, row.Length));
    }

    private (SourceRow Row, byte[] NameAndTags) NameAndTags(int source)
    {
        Span<byte> bytes = stackalloc byte[SourceRow.Bytes];
        Read(bytes, StartOfSource(source));
        var row = SourceRow.Read(bytes);
        if (row.Length < 0 || row.Tags < 0 || row.Start < 0 || row.Start > length || row.Extent > length - row.Start)
        {
            throw Damaged($"source {source} is not what was written");
        }

        var nameAndTags = new byte[row.Extent];
        Read(nameAndTags, row.Start);
        return SourceRow.IsWhole(bytes, nameAndTags) ? (row, nameAndTags) : throw Damaged($"source {source} is not what was written");
    }

    /// <summary>Somebody may have written another corpus over this one.</summary>
    private void CheckEnd()
    {
        Span<byte> now = stackalloc byte[CorpusEnd.Bytes];
        Read(now, length - CorpusEnd.Bytes);
        if (!now.SequenceEqual(end))
        {
            throw Damaged("it does not end as it did");
        }
    }

    private void Read(Span<byte> bytes, long start)
    {
        try
        {
            for (var read = 0; !bytes.IsEmpty; bytes = bytes[read..], start += read)
            {
                read = RandomAccess.Read(handle, bytes, start);
                if (read == 0)
                {
                    throw Damaged("it is cut short");
                }
            }
        }
        catch (IOException error)
        {
            throw Damaged(error.Message, error);
        }
    }

    private IsorhythmException Damaged(string why, Exception? error = null) => isOpen
        ? new CorpusChangedException(
            $"The corpus {path} has changed since it was opened ({why.TrimEnd('.')}): build it again with isorhythm corpus build; a training that stopped here goes on with --resume.", error)
        : new IsorhythmException($"The corpus {path} cannot be used ({why.TrimEnd('.')}): build it again with isorhythm corpus build.", error!);
}
