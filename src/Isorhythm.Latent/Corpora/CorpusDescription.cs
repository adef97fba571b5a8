namespace Isorhythm.Latent;

/// <summary>The description of a corpus file.</summary>
/// <param name="Representation">The representation's name.</param>
/// <param name="Fingerprint">A hash of all phrases and sources.</param>
/// <param name="Phrases">How many phrases there are.</param>
/// <param name="Sources">How many sources there are.</param>
/// <param name="Styles">The styles by name.</param>
/// <param name="PhraseBlocks">Where each block of phrases begins.</param>
/// <param name="SourceBlocks">Where each block of sources begins.</param>
/// <param name="Tags">The tags of the sources.</param>
internal sealed record CorpusDescription(
    string Representation, string Fingerprint, int Phrases, int Sources, string[] Styles, long[] PhraseBlocks, long[] SourceBlocks, TagList Tags);
