using System.Buffers;
using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>The phrases of one file as bytes, one after another, as <see cref="Representation.Pack"/> writes them.</summary>
internal sealed class PackedPhrases
{
    private const int LargestKept = 1 << 20;

    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly List<(int End, Quarters At)> ends = [];

    /// <summary>Where the bytes of the next phrase go.</summary>
    internal IBufferWriter<byte> Bytes => bytes;

    internal int Count => ends.Count;

    /// <summary>The bytes of a phrase.</summary>
    internal ReadOnlySpan<byte> this[int i] => bytes.WrittenSpan[(i == 0 ? 0 : ends[i - 1].End)..ends[i].End];

    /// <summary>Where in its file a phrase starts.</summary>
    internal Quarters At(int i) => ends[i].At;

    /// <summary>Forgets the phrases, so that the memory may hold those of another file; false where it has grown too large to be kept.</summary>
    internal bool Clear()
    {
        bytes.ResetWrittenCount();
        ends.Clear();
        return bytes.Capacity <= LargestKept;
    }

    /// <summary>What was written since the last call is a phrase.</summary>
    internal void Add(Quarters at) => ends.Add((bytes.WrittenCount, at));
}
