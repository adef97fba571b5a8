using System.Buffers;
using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>One phrase after another as bytes, in memory that is used again.</summary>
internal sealed class PackedPhrase
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    /// <summary>The phrase as bytes, valid until the next call.</summary>
    internal ReadOnlySpan<byte> Of(Phrase phrase, Representation representation)
    {
        bytes.ResetWrittenCount();
        representation.Pack(phrase, bytes);
        return bytes.WrittenSpan;
    }
}
