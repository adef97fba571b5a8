namespace Isorhythm.Latent;

/// <summary>The patterns that come with the program: text files inside the assembly, one a style.</summary>
internal static class BuiltInCorpus
{
    internal static IReadOnlyList<CorpusPhrase> Read(Representation representation) =>
        throw new NotSupportedException($"The built-in patterns on {representation.Name}.");
}
