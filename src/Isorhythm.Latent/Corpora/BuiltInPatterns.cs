using System.Collections.Immutable;
using System.Reflection;
using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>The drum patterns that come with the program: pattern text inside the assembly (docs/patterns.md), one file a style.</summary>
public static class BuiltInPatterns
{
    private const string Folder = "BuiltIn/";

    private static readonly Lazy<ImmutableArray<Pattern>> Patterns = new(Read);

    /// <summary>Every pattern, style by style.</summary>
    public static IReadOnlyList<Pattern> All => Patterns.Value;

    private static ImmutableArray<Pattern> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .SelectMany(name => PatternText.Parse(TextOf(assembly, name), name)),
        ];
    }

    private static string TextOf(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
