namespace Isorhythm.Music;

/// <summary>The faults of one file, so many at most that a hostile file cannot fill the memory with them.</summary>
internal sealed class FaultList
{
    private const int Most = 50;
    private readonly List<MidiFault> faults = [];

    internal IReadOnlyList<MidiFault> Faults => faults;

    internal void Add(MidiFaultKind kind, int offset, string what)
    {
        if (faults.Count < Most)
        {
            faults.Add(new MidiFault(kind, offset, $"broken at byte {offset}: {what}"));
        }
        else if (faults.Count == Most)
        {
            faults.Add(new MidiFault(MidiFaultKind.More, offset, $"broken at byte {offset}: more faults follow, not listed"));
        }
    }
}
