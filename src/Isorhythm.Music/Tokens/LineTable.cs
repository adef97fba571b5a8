namespace Isorhythm.Music;

/// <summary>The instruments of a score that a track is read from, a line each, in the order in which they begin.</summary>
/// <param name="track">The track.</param>
/// <param name="programs">The programs of its instruments; not asked for drums.</param>
/// <param name="steps">Steps in a window.</param>
/// <param name="most">How many instruments are read.</param>
internal sealed class LineTable(TokenTrack track, ProgramRange programs, int steps, int most)
{
    private const int Channels = 16;
    private const int Programs = 128;
    private const ushort Unseen = 0;
    private const ushort Refused = 1;
    private const ushort FirstLine = 2;

    // For each track of the file and channel, once it is met, the line of each program.
    private readonly ushort[]?[] linesOf = new ushort[track.IsDrums ? 0 : (Note.LastTrack + 1) * Channels][];
    private readonly List<ushort[]> met = [];
    private readonly List<TrackLine> lines = [];
    private int count;

    /// <summary>The lines that are read.</summary>
    internal List<TrackLine> Chosen { get; } = [];

    /// <summary>The track.</summary>
    internal TokenTrack Track => track;

    /// <summary>How many instruments are read.</summary>
    internal int Most => most;

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
            if ((note.Channel == drumChannel) == track.IsDrums && Line(note) is { } line)
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
    internal void ChooseSilence() => Chosen.Add(NewLine());

    /// <summary>The line of a note's instrument; null when it is not read.</summary>
    internal TrackLine? LineOf(in Note note, byte drumChannel) =>
        (note.Channel == drumChannel) == track.IsDrums && Line(note) is { IsChosen: true } line ? line : null;

    private TrackLine? Line(in Note note)
    {
        if (track.IsDrums)
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
        var isOurs = programs.Contains(program);
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
