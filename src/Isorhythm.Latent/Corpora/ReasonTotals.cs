namespace Isorhythm.Latent;

/// <summary>Adds up reasons.</summary>
internal sealed class ReasonTotals
{
    /// <summary>Damaged files name the byte, so there may be as many reasons as files: what is beyond these is one reason.</summary>
    private const int MostKinds = 10_000;

    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>The commonest first.</summary>
    internal IReadOnlyList<ReasonCount> Commonest =>
    [
        .. counts.Select(pair => new ReasonCount(pair.Key, pair.Value))
            .OrderByDescending(reason => reason.Count).ThenBy(reason => reason.Reason, StringComparer.Ordinal),
    ];

    internal void Add(IEnumerable<ReasonCount> reasons)
    {
        foreach (var (reason, count) in reasons)
        {
            var key = counts.Count < MostKinds || counts.ContainsKey(reason) ? reason : "other reasons";
            counts[key] = (int)Math.Min(int.MaxValue, (long)counts.GetValueOrDefault(key) + count);
        }
    }
}
