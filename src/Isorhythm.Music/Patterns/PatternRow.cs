using System.Collections.Frozen;

namespace Isorhythm.Music;

/// <summary>One drum's row of a pattern: a group of characters for each quarter, "|" between bars, "%" for the same bar again.</summary>
internal sealed record PatternRow(PatternLine Line, string Key, IReadOnlyList<string> Groups)
{
    private const int QuartersPerBar = 4;

    // The divisions that drummers count; any other length is nearly always a slip of the hand.
    private static readonly int[] Divisions = [1, 2, 3, 4, 6, 8, 12, 16];

    private static readonly FrozenDictionary<string, string> DrumNames = new Dictionary<string, string>
    {
        ["kick"] = "Kick",
        ["snare"] = "Snare",
        ["hat"] = "Closed hat",
        ["open"] = "Open hat",
        ["low"] = "Low tom",
        ["mid"] = "Mid tom",
        ["high"] = "High tom",
        ["clap"] = "Clap",
        ["rim"] = "Rim",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The drum that a row's first word names, null when it names none.</summary>
    internal static string? DrumOf(string key) => DrumNames.GetValueOrDefault(key);

    internal static PatternRow Parse(PatternLine line)
    {
        var groups = new List<string>();
        foreach (var bar in line.Rest.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            groups.AddRange(bar == "%" ? Again(line, groups) : Quarters(line, bar));
        }

        return new PatternRow(line, line.Key, groups);
    }

    /// <summary>Every hit of the row, played with the feel.</summary>
    internal IEnumerable<PatternHit> Hits(PatternFeel feel)
    {
        for (var quarter = 0; quarter < Groups.Count; quarter++)
        {
            var group = Groups[quarter];
            for (var part = 0; part < group.Length; part++)
            {
                if (Velocity(group[part]) is > 0 and var velocity)
                {
                    yield return new PatternHit(new Quarters(feel.Place(Key, quarter, part, group.Length)), DrumNames[Key], (byte)velocity);
                }
            }
        }
    }

    private static string[] Quarters(PatternLine line, string bar)
    {
        var groups = bar.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (groups.Length != QuartersPerBar)
        {
            throw line.Fault(
                $"the bar \"{bar}\" has {groups.Length} quarters: write {QuartersPerBar} groups of characters with spaces between, " +
                "or \"%\" for the same bar again.");
        }

        foreach (var group in groups)
        {
            if (!Divisions.Contains(group.Length))
            {
                var known = $"{string.Join(", ", Divisions[..^1])} or {Divisions[^1]}";
                throw line.Fault($"the group \"{group}\" cuts its quarter in {group.Length}: write {known} characters.");
            }

            var unknown = group.FirstOrDefault(character => Velocity(character) < 0);
            if (unknown != default)
            {
                throw line.Fault(
                    $"\"{unknown}\" in \"{group}\" is no hit: write \".\" for a rest, \",\" ghost, \"o\" soft, \"x\" normal, \"X\" accent.");
            }
        }

        return groups;
    }

    private static string[] Again(PatternLine line, List<string> before) => before.Count >= QuartersPerBar
        ? [.. before[^QuartersPerBar..]]
        : throw line.Fault("\"%\" repeats the bar before it, and there is none: write the first bar out.");

    // MIDI velocities: a level apart is clearly heard, and an accent stays below the very loudest.
    private static int Velocity(char character) => character switch
    {
        '.' => 0,
        ',' => 36,
        'o' => 66,
        'x' => 94,
        'X' => 120,
        _ => -1,
    };
}
