using System.Runtime.InteropServices;

namespace Isorhythm.Music;

/// <summary>
/// What one instrument plays in a stretch of a score, as notes on steps, one at a time; and the window of it that is looked at. Windows
/// are visited from first to last. Its memory is used again for the next stretch.
/// </summary>
/// <remarks>Notes, not steps, are kept: a hostile file may put two notes a million bars apart.</remarks>
internal sealed class TrackLine(Vocabulary vocabulary, int stepsPerWindow)
{
    private readonly List<(int From, int To)> played = [];
    private readonly ushort[] window = new ushort[stepsPerWindow];
    private readonly List<(int End, ushort Token)> higher = [];
    private int[] onsets = new int[64];
    private int[] ends = new int[64];
    private ushort[] tokens = new ushort[64];

    // For each note the latest one up to it that comes after a rest that is too long.
    private int[] afterRests = new int[64];
    private int count;
    private int first;
    private int behind;
    private int span;

    /// <summary>Notes of the instrument in the whole score.</summary>
    internal int NotesInScore { get; set; }

    /// <summary>Whether it is read at all.</summary>
    internal bool IsChosen { get; set; }

    /// <summary>Notes that the vocabulary has no token for.</summary>
    internal int Unknown { get; private set; }

    /// <summary>Whether no note begins in the window.</summary>
    internal bool IsSilent => first == behind;

    /// <summary>The step of the first note that begins in the window or behind it.</summary>
    internal int NextOnset => first < count ? onsets[first] : int.MaxValue;

    /// <summary>The window as tokens, after <see cref="Render"/>.</summary>
    internal ReadOnlySpan<ushort> Window => window;

    /// <summary>A number that equal windows share and others hardly ever do, after <see cref="Render"/>.</summary>
    internal ulong Hash { get; private set; }

    internal void BeginScore() => (NotesInScore, IsChosen, Unknown) = (0, false, 0);

    internal void BeginStretch()
    {
        (count, first, behind, span) = (0, 0, 0, 0);
        played.Clear();
    }

    /// <summary>Adds a note; notes come by their first step.</summary>
    internal void Add(int start, int end, int pitch)
    {
        var token = vocabulary.TokenOf(pitch);
        if (token == 0)
        {
            Unknown++;
        }
        else if (vocabulary.SaysRests)
        {
            AddBelow(start, vocabulary.IsDrums ? start + 1 : end, token);
        }
        else if (count > 0 && onsets[count - 1] == start)
        {
            AddTo(count - 1, end, token);
        }
        else
        {
            Append(start, end, token);
        }
    }

    /// <summary>Ends the stretch: finds the rests that are too long.</summary>
    /// <param name="longestRest">In steps.</param>
    internal void FindRests(int longestRest)
    {
        var after = 0;
        for (var i = 0; i < count; i++)
        {
            after = i > 0 && onsets[i] - ends[i - 1] > longestRest ? i : after;
            afterRests[i] = after;
        }
    }

    /// <summary>Ends the stretch: finds the bars that are played, or no further than some bars from one that is.</summary>
    internal void FindPlayedBars(int stepsPerBar, int distance)
    {
        for (var i = 0; i < count; i++)
        {
            var (from, to) = ((onsets[i] / stepsPerBar) - distance, ((ends[i] - 1) / stepsPerBar) + 1 + distance);
            if (played.Count > 0 && played[^1].To >= from)
            {
                CollectionsMarshal.AsSpan(played)[^1].To = Math.Max(played[^1].To, to);
            }
            else
            {
                played.Add((from, to));
            }
        }
    }

    /// <summary>Moves the window on, to the notes that begin at a step or later, before another.</summary>
    internal void MoveTo(int start, int end)
    {
        while (first < count && onsets[first] < start)
        {
            first++;
        }

        behind = Math.Max(behind, first);
        while (behind < count && onsets[behind] < end)
        {
            behind++;
        }
    }

    /// <summary>Whether the window has a rest that is too long.</summary>
    internal bool HasRest(int start, int end, int longestRest)
    {
        var silence = IsHeldInto(start) ? ends[first - 1] : start;
        return IsSilent
            ? end - silence > longestRest
            : onsets[first] - silence > longestRest || end - ends[behind - 1] > longestRest || afterRests[behind - 1] > first;
    }

    /// <summary>Whether all bars of a range are played, or near one that is. Ranges come in order.</summary>
    internal bool IsPlayed(int from, int to)
    {
        while (span < played.Count && played[span].To < to)
        {
            span++;
        }

        return from >= to || (span < played.Count && played[span].From <= from);
    }

    /// <summary>Whether a bar is played, or near one that is.</summary>
    internal bool IsPlayed(int bar)
    {
        foreach (var (from, to) in played)
        {
            if (bar >= from && bar < to)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Writes the window's tokens. A note that began before it is left out, except in a band, whose steps say what sounds on them: there it
    /// begins with the window.
    /// </summary>
    internal void Render(int start)
    {
        var saysRests = vocabulary.SaysRests;
        Array.Clear(window);
        if (saysRests)
        {
            Array.Fill(window, Vocabulary.Rest);
        }

        for (var i = IsHeldInto(start) ? first - 1 : first; i < behind; i++)
        {
            var (from, end) = (Math.Max(0, onsets[i] - start), ends[i] - start);
            window[from] = tokens[i];
            if (saysRests)
            {
                // Holds, which are zeros, and elsewhere stand there already.
                window.AsSpan((from + 1)..Math.Min(end, window.Length)).Clear();
            }

            // Where the next note begins, it takes the place of the end.
            if (!vocabulary.IsDrums && end < window.Length)
            {
                window[end] = Vocabulary.Off;
            }
        }

        Hash = WindowHash.Of(window);
    }

    private bool IsHeldInto(int start) => vocabulary.SaysRests && first > 0 && ends[first - 1] > start;

    /// <summary>Adds a note to those of which the lowest is heard on each step: it waits for a lower one to end, and makes higher ones wait.</summary>
    /// <remarks>From the start on the notes kept are those that still sound, the lowest first, each as soon as the one before has ended.</remarks>
    private void AddBelow(int start, int end, ushort token)
    {
        var at = count;
        while (at > 0 && ends[at - 1] > start)
        {
            at--;
        }

        for (; at < count && tokens[at] < token; at++)
        {
            start = ends[at];
        }

        // The same pitch struck anew begins again, and sounds as long as either.
        end = at < count && tokens[at] == token ? Math.Max(end, ends[at]) : end;
        if (start < end)
        {
            Insert(at, start, end, token);
        }
    }

    private void Insert(int at, int start, int end, ushort token)
    {
        higher.Clear();
        for (var i = at; i < count; i++)
        {
            if (ends[i] > end)
            {
                higher.Add((ends[i], tokens[i]));
            }
        }

        count = at < count && onsets[at] < start ? at + 1 : at;
        Append(start, end, token);
        foreach (var (until, waiting) in higher)
        {
            Append(ends[count - 1], until, waiting);
        }
    }

    private void AddTo(int note, int end, ushort token)
    {
        if (vocabulary.Kit is not null)
        {
            tokens[note] |= token;
        }
        else if (token > tokens[note])
        {
            (tokens[note], ends[note]) = (token, end);
        }
    }

    private void Append(int start, int end, ushort token)
    {
        if (count > 0 && ends[count - 1] > start)
        {
            ends[count - 1] = start;
        }

        if (count == onsets.Length)
        {
            Array.Resize(ref onsets, 2 * count);
            Array.Resize(ref ends, 2 * count);
            Array.Resize(ref tokens, 2 * count);
            Array.Resize(ref afterRests, 2 * count);
        }

        onsets[count] = start;
        ends[count] = vocabulary.IsDrums ? start + 1 : end;
        tokens[count] = token;
        count++;
    }
}
