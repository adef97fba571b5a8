namespace Isorhythm.Music;

/// <summary>The instruments of a score that a track is read from, a line each, in the order in which they begin.</summary>
/// <param name="track">The track.</param>
/// <param name="source">Which instruments they are.</param>
/// <param name="steps">Steps in a window.</param>
/// <param name="most">How many instruments are read.</param>
internal sealed class LineTable(TokenTrack track, TrackSource source, int steps, int most)
{
    private const int Channels = 16;
    private const int Programs = 128;
    private const ushort Unseen = 0;
    private const ushort Refused = 1;
    private const ushort FirstLine = 2;

    // For each track of the file and channel, once it is met, the line of each program.
    private readonly ushort[]?[] linesOf = new ushort[source.IsMerged ? 0 : (Note.LastTrack + 1) * Channels][];
    private readonly List<ushort[]> met = [];
    private readonly List<TrackLine> lines = [];
    private readonly TrackLine silence = new(track.Vocabulary, steps);
    private int count;

    /// <summary>The lines that are read.</summary>
    internal List<TrackLine> Chosen { get; } = [];

    /// <summary>The track.</summary>
    internal TokenTrack Track => track;

    /// <summary>Which instruments it is read from.</summary>
    internal TrackSource Source => source;

    /// <summary>How many instruments are read.</summary>
    internal int Most => most;

    /// <summary>Whether the score has no instrument for it, and it is silent.</summary>
    internal bool IsMissing => count == 0;

    /// <summary>Instruments left out because there are too many.</summary>
    internal int TooMany { get; private set; }

    /// <summary>Finds the lines of a score.</summary>
    internal void BeginScore(ReadOnlySpan<Note> notes, byte drumChannel)
    {
        foreach (var programLines in met)
        {
            Array.Clear(programLines);
        }

        Chosen.Clear();
        (count, TooMany) = (0, 0);
        foreach (ref readonly var note in notes)
        {
            if (IsOurs(note, drumChannel) && Line(note) is { } line)
            {
                line.NotesInScore++;
            }
        }
    }

    /// <summary>Reads all lines, or only the one with the most notes.</summary>
    internal void Choose(bool isEvery)
    {
        for (var i = 0; i < count; i++)
        {
            if (isEvery)
            {
                Chosen.Add(lines[i]);
            }
            else if (Chosen.Count == 0 || lines[i].NotesInScore > Chosen[0].NotesInScore)
            {
                Chosen.Clear();
                Chosen.Add(lines[i]);
            }
        }

        foreach (var line in Chosen)
        {
            line.IsChosen = true;
        }
    }

    /// <summary>Adds a line that nothing is played on.</summary>
    internal void ChooseSilence()
    {
        silence.BeginScore();
        Chosen.Add(silence);
    }

    /// <summary>The line of a note's instrument; null when it is not read.</summary>
    internal TrackLine? LineOf(in Note note, byte drumChannel) =>
        IsOurs(note, drumChannel) && Line(note) is { IsChosen: true } line ? line : null;

    private bool IsOurs(in Note note, byte drumChannel) =>
        (note.Channel == drumChannel) == track.IsDrums && (!source.IsMerged || source.Programs.Contains(note.Program));

    private TrackLine? Line(in Note note)
    {
        if (source.IsMerged)
        {
            return count > 0 ? lines[0] : NewLine();
        }

        var place = (note.Track * Channels) + note.Channel;
        ref var line = ref (linesOf[place] ?? Meet(place))[note.Program];
        if (line == Unseen)
        {
            line = Meet(note.Program);
        }

        return line == Refused ? null : lines[line - FirstLine];
    }

    private ushort[] Meet(int place)
    {
        met.Add(linesOf[place] = new ushort[Programs]);
        return met[^1];
    }

    private ushort Meet(byte program)
    {
        var isOurs = source.Programs.Contains(program);
        if (isOurs && count < Most)
        {
            NewLine();
            return (ushort)(FirstLine + count - 1);
        }

        TooMany += isOurs ? 1 : 0;
        return Refused;
    }

    private TrackLine NewLine()
    {
        if (count == lines.Count)
        {
            lines.Add(new TrackLine(track.Vocabulary, steps));
        }

        var line = lines[count++];
        line.BeginScore();
        return line;
    }
}
