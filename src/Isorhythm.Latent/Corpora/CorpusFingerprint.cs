using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Isorhythm.Latent;

/// <summary>A hash of a representation, of the phrases in their order, and of where each comes from.</summary>
internal sealed class CorpusFingerprint : IDisposable
{
    private const int PhraseBytes = 20;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    internal CorpusFingerprint(string representation) => AddSource(representation);

    /// <summary>A source, before its first phrase.</summary>
    internal void AddSource(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
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
    internal string Finish() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();
}
