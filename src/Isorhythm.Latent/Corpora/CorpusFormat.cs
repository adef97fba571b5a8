namespace Isorhythm.Latent;

/// <summary>
/// How a corpus lies in a file, little-endian, written from front to back in one pass:
/// <code>
/// "isorhythm-corpus-3\n"                           19 bytes
/// packed phrases, names of sources in UTF-8, each with the numbers of its tags behind it (4 bytes each), and between
/// them blocks of rows, in the order in which they were ready
///   a block of phrases: 16384 x PhraseRow          40 bytes each
///   a block of sources:  4096 x SourceRow          24 bytes each
/// CorpusDescription as JSON                        representation, fingerprint, counts, styles, tags, and where the blocks begin
/// CorpusEnd                                        32 bytes
/// </code>
/// Every block but the last of its kind is full, so the row of a phrase is found by arithmetic, and opening a corpus reads its ends only,
/// whatever its size.
/// </summary>
internal static class CorpusFormat
{
    internal const int PhrasesPerBlock = 16384;
    internal const int SourcesPerBlock = 4096;

    internal static ReadOnlySpan<byte> Name => "isorhythm-corpus-3\n"u8;

    /// <summary>What the files of every version begin with, but for the first.</summary>
    internal static ReadOnlySpan<byte> AnyName => "isorhythm-corpus-"u8;
}
