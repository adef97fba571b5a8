namespace Isorhythm.Studio;

/// <summary>A session as its lines tell it.</summary>
internal sealed class JamRecord
{
    private readonly SortedList<int, JamTurn> turns = [];

    private JamRecord(JamHead head) => Head = head;

    public JamHead Head { get; }

    /// <summary>How the machine moves now.</summary>
    public JamMove Move { get; private set; } = JamMove.Usual;

    /// <summary>The turns by number.</summary>
    public IEnumerable<JamTurn> Turns => turns.Values;

    public int Count => turns.Count;

    /// <summary>The session that the lines begin; null where no line does.</summary>
    public static JamRecord? Of(IEnumerable<JamLine> lines)
    {
        JamRecord? record = null;
        foreach (var line in lines)
        {
            // Of two studios that begin a session at one moment the first to write has begun it.
            record ??= line is JamHead head ? new JamRecord(head) : null;
            record?.Add(line);
        }

        return record;
    }

    /// <summary>Takes in one more line; of two turns with one number the first counts, for it was heard.</summary>
    public void Add(JamLine line)
    {
        if (line is JamTurn turn)
        {
            turns.TryAdd(turn.Number, turn);
        }
        else if (line is JamSet set)
        {
            Move = new JamMove(set.Sigma, set.Drift);
        }
    }

    /// <summary>The turn of that number; null before it was played.</summary>
    public JamTurn? Numbered(int number) => turns.GetValueOrDefault(number);

    /// <summary>The last turn with a smaller number; null where there is none.</summary>
    public JamTurn? Before(int number)
    {
        var (low, high) = (0, turns.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = turns.Keys[middle] < number ? (middle + 1, high) : (low, middle);
        }

        return low > 0 ? turns.Values[low - 1] : null;
    }
}
