namespace Isorhythm.Latent;

/// <summary>Counts the songs and the phrases of tags, and numbers the tags as they come.</summary>
internal sealed class TagCount
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<TagTotal> totals = [];

    /// <summary>Every tag, the most frequent first: the one of more songs, of equal ones the one of the smaller name.</summary>
    internal IEnumerable<TagTotal> MostFrequent =>
        totals.OrderByDescending(tag => tag.Songs).ThenBy(tag => tag.Name, StringComparer.Ordinal);

    /// <summary>Adds a song; answers the numbers of its tags.</summary>
    internal int[] Add(IEnumerable<string> tags, int phrases)
    {
        var ofSong = tags.Select(NumberOf).ToArray();
        foreach (var tag in ofSong)
        {
            totals[tag] = totals[tag] with { Songs = totals[tag].Songs + 1, Phrases = totals[tag].Phrases + phrases };
        }

        return ofSong;
    }

    /// <summary>All tags, of which so many are kept.</summary>
    internal TagList List(int most) => new([.. totals.Select(tag => tag.Name)], [.. MostFrequent.Take(most).Select(tag => numbers[tag.Name])]);

    private int NumberOf(string tag)
    {
        if (numbers.TryAdd(tag, totals.Count))
        {
            totals.Add(new TagTotal(tag, 0, 0));
        }

        return numbers[tag];
    }
}
