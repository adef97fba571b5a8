using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Isorhythm.Latent;

/// <summary>A hash of a representation, of the phrases in their order, of where each comes from, and of the tags of that.</summary>
internal sealed class CorpusFingerprint : IDisposable
{
    private const int PhraseBytes = 20;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    internal CorpusFingerprint(string representation) => Add(representation);

    /// <summary>A source, before its first phrase.</summary>
    internal void AddSource(string name, IReadOnlyList<string> tags)
    {
        Add(name);
        AddTags(tags);
    }

    internal void AddPhrase(ulong content, double at, int source)
    {
        Span<byte> bytes = stackalloc byte[PhraseBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, content);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[8..], at);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], source);
        hash.AppendData(bytes);
    }

    /// <summary>The hash in hexadecimal.</summary>
    internal string Finish(IReadOnlyList<string> keptTags)
    {
        AddTags(keptTags);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose() => hash.Dispose();

    // Without tags nothing is added, so that a corpus without them has the hash that it had before there were any.
    private void AddTags(IReadOnlyList<string> tags)
    {
        if (tags.Count > 0)
        {
            Add(tags.Count);
            foreach (var tag in tags)
            {
                Add(tag);
            }
        }
    }

    private void Add(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Add(bytes.Length);
        hash.AppendData(bytes);
    }

    private void Add(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
