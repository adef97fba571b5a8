namespace Isorhythm.Studio;

/// <summary>
/// What was heard and not yet told to the pages. Of each address only the newest message is kept, in the order in which they came: a flood of heads is
/// one head, and what is kept is bounded by the addresses there are.
/// </summary>
internal sealed class OscInbox
{
    // Messages about one drum or part of several: their first number says which.
    private static readonly HashSet<string> OfOneAmongMany = ["/isorhythm/density", "/isorhythm/mute"];
    private const int Most = 128;

    private readonly Lock access = new();
    private readonly OrderedDictionary<(string Address, double Which), OscHeard> newest = [];

    public void Add(OscMessage message)
    {
        var heard = new OscHeard(message.Address, [.. message.Numbers.Where(double.IsFinite)], [.. message.Words]);
        var key = (heard.Address, OfOneAmongMany.Contains(heard.Address) && heard.Numbers.Count > 1 ? heard.Numbers[0] : 0);
        lock (access)
        {
            newest.Remove(key);
            if (newest.Count == Most)
            {
                newest.RemoveAt(0);
            }

            newest.Add(key, heard);
        }
    }

    /// <summary>Everything that is kept, which is then forgotten.</summary>
    public IReadOnlyList<OscHeard> TakeAll()
    {
        lock (access)
        {
            OscHeard[] all = [.. newest.Values];
            newest.Clear();
            return all;
        }
    }
}

/// <summary>A message as pages hear it.</summary>
internal sealed record OscHeard(string Address, IReadOnlyList<double> Numbers, IReadOnlyList<string> Words);
