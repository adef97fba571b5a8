namespace Isorhythm.Music;

/// <summary>One line of pattern text that says something: its first word, and the rest.</summary>
internal readonly record struct PatternLine(string Source, int Number, string Key, string Rest)
{
    /// <summary>The lines of <paramref name="text"/> without comments and empty ones, numbered from 1 as an editor does.</summary>
    internal static IEnumerable<PatternLine> Split(string text, string source)
    {
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var said = raw.Split('#')[0].Trim();
            if (said.Length > 0)
            {
                var words = said.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                yield return new PatternLine(source, number, words[0], words.Length > 1 ? words[1] : "");
            }
        }
    }

    /// <summary>The words after the first.</summary>
    internal string[] Words => Rest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The error for this line: <paramref name="what"/> says what is wrong and what to write.</summary>
    internal PatternTextException Fault(string what) => new($"{Source}, line {Number}: {what}");
}
