using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>
/// Reads scores as token phrases, by the rules of Roberts et al. 2018 (Appendix A) and their released code, and bands by those of Valenti et
/// al. 2020 (sections 3.1 and 4.1). It keeps its memory from score
/// to score, so one reader serves one thread; reading allocates next to nothing but what it returns.
/// </summary>
/// <remarks>
/// Starts and ends of notes go to their nearest step (half a step goes up), a note lasts a step at least; of notes that begin together
/// the highest stays, and a note ends where the next one begins. Other than in the released code a window keeps the silence before its
/// first note, and no number of windows is too many. In a band the lowest of the notes that sound on a step is heard.
/// </remarks>
public sealed class TokenReader
{
    private const int MostBars = 1 << 16;

    // A score of many tracks must not give more than a thousand combinations a window.
    private const int MostInstrumentsOfTwo = 32;
    private const int MostInstrumentsOfThree = 10;
    private const int MostInstrumentsAlone = 4096;

    private readonly LineTable[] tables;
    private readonly WindowCombiner combiner;
    private readonly RejectionCount rejections = new();

    /// <summary>A reader of a representation.</summary>
    /// <exception cref="ArgumentException">Rules for another number of tracks, or a stride of no bar.</exception>
    public TokenReader(TokenTracks tracks, TokenRules rules)
    {
        if (rules.Sources.Length != tracks.Tracks.Length || rules.Stride < 1)
        {
            throw new ArgumentException($"{tracks} needs instruments for {tracks.Tracks.Length} tracks, and a stride of one bar or more.", nameof(rules));
        }

        (Tracks, Rules) = (tracks, rules);
        var most = rules.Sources.Count(source => !source.IsMerged) switch
        {
            _ when tracks.Tracks.Length == 1 => MostInstrumentsAlone,
            <= 2 => MostInstrumentsOfTwo,
            _ => MostInstrumentsOfThree,
        };
        tables = [.. tracks.Tracks.Select((track, i) => new LineTable(track, rules.Sources[i], tracks.Steps, most))];
        combiner = new WindowCombiner(tracks, rules, tables);
    }

    /// <summary>The representation.</summary>
    public TokenTracks Tracks { get; }

    /// <summary>Which windows are taken.</summary>
    public TokenRules Rules { get; }

    /// <summary>The phrases of a score, in order, and why the rest gave none.</summary>
    public Extraction Read(Score score)
    {
        var phrases = new List<(Quarters At, Phrase Phrase)>();
        var refused = Read(score, (at, tokens) => phrases.Add((at, new TokenPhrase(Tracks, tokens))));
        return new Extraction(phrases, refused);
    }

    /// <summary>Hands the windows of a score to a sink, in order, and answers why the rest gave none.</summary>
    public IReadOnlyList<Rejection> Read(Score score, WindowSink sink)
    {
        rejections.Clear();
        if (score.Notes.IsEmpty)
        {
            rejections.Add("no notes", 1);
        }
        else if (DrumChannelOf(score.Notes) is not { } drumChannel)
        {
            rejections.Add(PhraseReader.NoDrumChannel, 1);
        }
        else if (FindInstruments(score.Notes, drumChannel))
        {
            ReadStretches(score, drumChannel, sink);
            CountNotes();
        }

        return rejections.ToRejections();
    }

    private byte? DrumChannelOf(ImmutableArray<Note> notes) =>
        Rules.AreClipsDrums && tables.All(table => table.Track.IsDrums) ? PhraseReader.DrumChannelOf(notes) : Note.DrumChannel;

    /// <summary>Finds what each track is read from; false, with the reason, where nothing can be read.</summary>
    private bool FindInstruments(ImmutableArray<Note> notes, byte drumChannel)
    {
        var missing = 0;
        foreach (var table in tables)
        {
            table.BeginScore(notes.AsSpan(), drumChannel);
            table.Choose(Rules.IsEveryInstrument);
            rejections.Add($"more than {table.Most} instruments for the {table.Track.Name}", table.TooMany);
            if (table.IsMissing)
            {
                missing++;
                table.ChooseSilence();
                rejections.Add(MissingReason(table.Track, table.Source.Programs), table.Source.MayBeMissing ? 0 : 1);
            }
        }

        return tables.All(table => !table.IsMissing || table.Source.MayBeMissing) || (!Rules.IsEveryInstrument && missing < tables.Length);
    }

    private string MissingReason(TokenTrack track, ProgramRange programs)
    {
        var missing = track.IsDrums ? "no note is on channel 10" : $"no instrument of {programs}";
        return tables.Length == 1 && !track.IsDrums ? missing : $"no {track.Name}: {missing}";
    }

    private void ReadStretches(Score score, byte drumChannel, WindowSink sink)
    {
        var notes = score.Notes.AsSpan();
        var clock = new StepClock(score.TicksPerQuarter);
        var stretches = Stretch.Of(score, new Quarters(0.5 / TokenTracks.StepsPerQuarter));
        combiner.BeginScore();
        for (var i = 0; i < stretches.Length; i++)
        {
            var count = notes.Length;
            if (!stretches[i].IsLast)
            {
                count = clock.CountBefore(notes, stretches[i + 1].Meter.At);
            }

            ReadStretch(stretches[i], notes[..count], clock, drumChannel, sink);
            notes = notes[count..];
        }

        combiner.Count(rejections);
    }

    private void ReadStretch(in Stretch stretch, ReadOnlySpan<Note> notes, StepClock clock, byte drumChannel, WindowSink sink)
    {
        if (!Tracks.Holds(stretch.Meter))
        {
            rejections.Add($"{stretch.Meter}: {Tracks} is in {Tracks.Meter}", IsAnyOurs(notes, drumChannel) ? 1 : 0);
            return;
        }

        var (bars, windows) = Measure(stretch);
        var covered = windows == 0 ? 0 : ((windows - 1) * Rules.Stride) + Tracks.Bars;
        var isCut = AddNotes(notes, clock.From(stretch.Meter.At), covered * Tracks.StepsPerBar, drumChannel);
        rejections.Add($"behind bar {MostBars}", isCut && bars == MostBars ? 1 : 0);
        rejections.Add("cut short by a change of metre", isCut && bars < MostBars && !stretch.IsLast ? 1 : 0);
        combiner.Combine(new Quarters(clock.QuartersAt(stretch.Meter.At)), bars, windows, sink);
    }

    /// <summary>The bars of a stretch, filled with silence at the end of the score, and how many windows lie in them.</summary>
    private (int Bars, int Windows) Measure(in Stretch stretch)
    {
        var bars = (int)Math.Min(MostBars, stretch.Quarters * TokenTracks.StepsPerQuarter / Tracks.StepsPerBar);
        if (stretch.IsLast)
        {
            var over = Math.Max(0, bars - Tracks.Bars) % Rules.Stride;
            bars = Math.Max(bars, Tracks.Bars) + (Rules.LongestRest is null && over > 0 ? Rules.Stride - over : 0);
        }

        return (bars, bars < Tracks.Bars ? 0 : ((bars - Tracks.Bars) / Rules.Stride) + 1);
    }

    /// <summary>Puts notes on steps; true when some lie behind the last.</summary>
    private bool AddNotes(ReadOnlySpan<Note> notes, StepClock clock, int steps, byte drumChannel)
    {
        foreach (var table in tables)
        {
            foreach (var line in table.Chosen)
            {
                line.BeginStretch();
            }
        }

        var isCut = false;
        foreach (ref readonly var note in notes)
        {
            foreach (var table in tables)
            {
                if (table.LineOf(note, drumChannel) is { } line)
                {
                    var start = clock.StepAt(note.Start);
                    isCut |= start >= steps;
                    if (start < steps)
                    {
                        line.Add((int)start, (int)Math.Min(steps, Math.Max(start + 1, clock.StepAt(note.End))), note.Pitch);
                    }
                }
            }
        }

        return isCut;
    }

    private bool IsAnyOurs(ReadOnlySpan<Note> notes, byte drumChannel)
    {
        foreach (ref readonly var note in notes)
        {
            foreach (var table in tables)
            {
                if (table.LineOf(note, drumChannel) is not null)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void CountNotes()
    {
        foreach (var table in tables)
        {
            var unknown = table.Chosen.Sum(line => line.Unknown);
            var vocabulary = table.Track.Vocabulary;
            rejections.Add(vocabulary.Kit is not null ? "notes that are no drum of the kit" : $"notes outside pitch {vocabulary.LowestPitch}-{vocabulary.HighestPitch}", unknown);
        }
    }
}
