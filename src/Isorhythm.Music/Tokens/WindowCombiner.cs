namespace Isorhythm.Music;

/// <summary>Walks through the windows of a stretch and puts the lines of the tracks together, every combination of them.</summary>
internal sealed class WindowCombiner
{
    private readonly TokenTracks tracks;
    private readonly TokenRules rules;
    private readonly LineTable[] tables;
    private readonly List<TrackLine>[] playing;
    private readonly TrackLine[] chosen;
    private readonly ushort[] tokens;
    private readonly HashSet<ulong> seen = [];
    private readonly long[] unplayed;
    private long silent;
    private long rests;
    private long repeated;

    internal WindowCombiner(TokenTracks tracks, TokenRules rules, LineTable[] tables)
    {
        (this.tracks, this.rules, this.tables) = (tracks, rules, tables);
        playing = [.. tables.Select(_ => new List<TrackLine>())];
        chosen = new TrackLine[tables.Length];
        tokens = new ushort[tracks.Width];
        unplayed = new long[tables.Length];
    }

    private bool IsOneTrack => tables.Length == 1;

    private int LongestRest => rules.LongestRest ?? 0;

    internal void BeginScore()
    {
        seen.Clear();
        Array.Clear(unplayed);
        (silent, rests, repeated) = (0, 0, 0);
    }

    /// <summary>Tells why windows were refused.</summary>
    internal void Count(RejectionCount rejections)
    {
        var rest = LongestRest == 1 ? "a rest longer than a bar" : $"a rest longer than {LongestRest} bars";
        rejections.Add("silent: no note begins in the window", silent);
        rejections.Add(rules.IsRestOfEach ? rest : $"{rest} of all tracks at the start or the end", rests);
        for (var i = 0; i < tables.Length; i++)
        {
            rejections.Add($"{rest} of the {tables[i].Track.Name}", unplayed[i]);
        }

        rejections.Add("the same as another window", repeated);
    }

    /// <summary>Hands the windows of a stretch to a sink.</summary>
    /// <param name="start">Where the stretch starts.</param>
    /// <param name="bars">Its length.</param>
    /// <param name="windows">How many windows it has.</param>
    /// <param name="sink">What takes them.</param>
    internal void Combine(Quarters start, int bars, int windows, WindowSink sink)
    {
        FindRests();
        for (var i = 0; i < windows; i++)
        {
            var bar = i * rules.Stride;
            var next = MoveTo(bar);
            if (next > i && rules.LongestRest is not null)
            {
                // Over a rest of a million bars in one step.
                var skipped = Math.Min(next, windows) - i;
                silent += skipped * (IsOneTrack ? (long)tables[0].Chosen.Count : 1);
                i += skipped - 1;
            }
            else if (FindPlaying(bar, bars))
            {
                Add(0, 0, bar, bars, new Quarters(start.Value + ((double)bar * tracks.StepsPerBar / TokenTracks.StepsPerQuarter)), sink);
            }
        }
    }

    /// <summary>Moves all lines to a window; answers it, or if no note begins in it the next window where one does.</summary>
    private int MoveTo(int bar)
    {
        var start = bar * tracks.StepsPerBar;
        var next = int.MaxValue;
        foreach (var table in tables)
        {
            foreach (var line in table.Chosen)
            {
                line.MoveTo(start, start + tracks.Steps);
                next = Math.Min(next, line.NextOnset);
            }
        }

        var nextBar = next / tracks.StepsPerBar;
        return nextBar < bar + tracks.Bars ? bar / rules.Stride : ((nextBar - tracks.Bars) / rules.Stride) + 1;
    }

    private void FindRests()
    {
        foreach (var table in tables)
        {
            foreach (var line in table.Chosen)
            {
                if (rules.IsRestOfEach)
                {
                    line.FindRests(LongestRest * tracks.StepsPerBar);
                }
                else
                {
                    line.FindPlayedBars(tracks.StepsPerBar, LongestRest);
                }
            }
        }
    }

    /// <summary>Finds the lines of each track that may be in a window; false when a track has none.</summary>
    private bool FindPlaying(int bar, int bars)
    {
        var start = bar * tracks.StepsPerBar;
        for (var i = 0; i < tables.Length; i++)
        {
            playing[i].Clear();
            foreach (var line in tables[i].Chosen)
            {
                if (rules.LongestRest is null || Plays(tables[i], line, bar, bars))
                {
                    playing[i].Add(line);
                }
            }

            if (playing[i].Count == 0)
            {
                unplayed[i] += IsOneTrack ? 0 : 1;
                return false;
            }
        }

        foreach (var lines in playing)
        {
            foreach (var line in lines)
            {
                line.Render(start);
            }
        }

        return true;
    }

    private bool Plays(LineTable table, TrackLine line, int bar, int bars)
    {
        if (!rules.IsRestOfEach)
        {
            // An intro or a coda may be played by one track alone.
            return line.IsPlayed(Math.Max(bar, LongestRest), Math.Min(bar + tracks.Bars, bars - LongestRest));
        }

        return IsOneTrack ? PlaysAlone(line, bar) : table.IsMissing || !HasRest(line, bar);
    }

    private bool PlaysAlone(TrackLine line, int bar)
    {
        var hasRest = !line.IsSilent && HasRest(line, bar);
        silent += line.IsSilent ? 1 : 0;
        rests += hasRest ? 1 : 0;
        return !line.IsSilent && !hasRest;
    }

    private bool HasRest(TrackLine line, int bar) =>
        line.HasRest(bar * tracks.StepsPerBar, (bar + tracks.Bars) * tracks.StepsPerBar, LongestRest * tracks.StepsPerBar);

    /// <summary>Adds every combination of the lines of the tracks from one on.</summary>
    private void Add(int track, ulong hash, int bar, int bars, Quarters at, WindowSink sink)
    {
        if (track == tables.Length)
        {
            Add(hash, bar, bars, at, sink);
            return;
        }

        foreach (var line in playing[track])
        {
            chosen[track] = line;
            line.Window.CopyTo(tokens.AsSpan(track * tracks.Steps));
            Add(track + 1, WindowHash.Mix(hash, line.Hash), bar, bars, at, sink);
        }
    }

    private void Add(ulong hash, int bar, int bars, Quarters at, WindowSink sink)
    {
        if (rules.LongestRest is not null && !IsOneTrack && !IsPlayed(bar, bars))
        {
            return;
        }

        if (!rules.HasDuplicates && !seen.Add(hash))
        {
            repeated++;
            return;
        }

        sink(at, tokens);
    }

    /// <summary>Whether anything is played in a window of several tracks.</summary>
    private bool IsPlayed(int bar, int bars)
    {
        if (Array.TrueForAll(chosen, line => line.IsSilent))
        {
            silent++;
            return false;
        }

        return rules.IsRestOfEach || IsPlayedThroughout(bar, bars);
    }

    /// <summary>The same at the very start and end of the score, where one track may play alone.</summary>
    private bool IsPlayedThroughout(int bar, int bars)
    {
        for (var i = bar; i < bar + tracks.Bars; i++)
        {
            if ((i < LongestRest || i >= bars - LongestRest) && !IsPlayedByAny(i))
            {
                rests++;
                return false;
            }
        }

        return true;
    }

    private bool IsPlayedByAny(int bar)
    {
        foreach (var line in chosen)
        {
            if (line.IsPlayed(bar))
            {
                return true;
            }
        }

        return false;
    }
}
