namespace Isorhythm.Latent;

/// <summary>The tags of a corpus.</summary>
/// <param name="Names">Every tag, by the number that its sources have it under.</param>
/// <param name="MostFrequent">The numbers of those that are kept, the most frequent first.</param>
internal sealed record TagList(string[] Names, int[] MostFrequent)
{
    internal static TagList None { get; } = new([], []);

    /// <summary>The names of those that are kept.</summary>
    internal IReadOnlyList<string> Kept => [.. MostFrequent.Select(tag => Names[tag])];

    /// <summary>For each number its place among those that are kept; -1 where it is not.</summary>
    internal int[] Places
    {
        get
        {
            var places = new int[Names.Length];
            Array.Fill(places, -1);
            foreach (var (place, tag) in MostFrequent.Index())
            {
                places[tag] = place;
            }

            return places;
        }
    }
}
