using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>A phrase of the corpus, and where it lies in the space.</summary>
/// <param name="Name">The source's file name without its ending, with a number where the source gave several phrases.</param>
/// <param name="Source">The file's path as the import named it.</param>
/// <param name="At">Where in the file the phrase starts.</param>
/// <param name="Style">The style, where the corpus knows one.</param>
/// <param name="Phrase">The music.</param>
/// <param name="Code">The mean of its posterior, <c>[Z]</c>.</param>
/// <param name="HeldOut">True when training did not see it, because its file was kept for validation.</param>
public sealed record MappedPhrase(
    string Name, string Source, Quarters At, string? Style, Phrase Phrase, float[] Code, bool HeldOut);
