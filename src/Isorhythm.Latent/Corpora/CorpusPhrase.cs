using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>A phrase, and where it comes from.</summary>
/// <param name="Phrase">The music.</param>
/// <param name="Source">The file's path as the import named it; phrases of one source never part at a split.</param>
/// <param name="At">Where in the file the phrase starts.</param>
/// <param name="Style">The style, where the corpus knows one.</param>
public sealed record CorpusPhrase(Phrase Phrase, string Source, Quarters At, string? Style = null);
