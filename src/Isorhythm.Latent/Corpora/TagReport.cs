namespace Isorhythm.Latent;

/// <summary>What became of the tags of an import. Only songs of which a phrase was taken count.</summary>
/// <param name="Kept">The most frequent tags, the most frequent first.</param>
/// <param name="Rarer">How many tags are rarer and not kept.</param>
/// <param name="Untagged">How many songs have no tag.</param>
/// <param name="Unknown">How many songs the tags name that are not among the files.</param>
/// <param name="SomeUnknown">A few of them.</param>
public sealed record TagReport(IReadOnlyList<TagTotal> Kept, int Rarer, int Untagged, int Unknown, IReadOnlyList<string> SomeUnknown);

/// <summary>A tag, and what has it.</summary>
/// <param name="Name">The tag.</param>
/// <param name="Songs">Songs that have it, each counted once.</param>
/// <param name="Phrases">Their phrases.</param>
public sealed record TagTotal(string Name, int Songs, int Phrases);
