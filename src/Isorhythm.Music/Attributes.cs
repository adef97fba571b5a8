namespace Isorhythm.Music;

/// <summary>What can be said of a phrase in one number. A phrase without notes has 0 of everything.</summary>
/// <remarks>Those of tokens are the five of Roberts et al. 2018 (Appendix C), and of melodies the pitch; drums have none, and so three of them.</remarks>
public static class Attributes
{
    private const int StepsPerEighth = TokenTracks.StepsPerQuarter / 2;

    // The white keys, from C on.
    private static readonly bool[] IsDiatonic = [true, false, true, false, true, true, false, true, false, true, false, true];

    /// <summary>
    /// The attributes of rhythms on a grid: "density", "velocity" and "offset" where the grid holds them, "syncopation", and "swing" where the grid holds
    /// what lies between sixteenths.
    /// </summary>
    public static IReadOnlyList<PhraseAttribute> For(DrumGrid grid)
    {
        var attributes = new List<PhraseAttribute> { new("density", phrase => Density((GridPhrase)phrase)) };
        if (grid.Has(GridFeatures.Velocity))
        {
            attributes.Add(new("velocity", phrase => MeanVelocity((GridPhrase)phrase)));
        }

        if (grid.Has(GridFeatures.Microtiming))
        {
            attributes.Add(new("offset", phrase => MeanOffset((GridPhrase)phrase)));
        }

        attributes.Add(new("syncopation", phrase => GridFeel.Syncopation((GridPhrase)phrase)));
        if (grid.Has(GridFeatures.Microtiming) || grid.StepsPerQuarter % 3 == 0)
        {
            attributes.Add(new("swing", phrase => GridFeel.Swing((GridPhrase)phrase)));
        }

        return attributes;
    }

    /// <summary>
    /// The attributes of token phrases: "diatonic", "density", "interval", "syncopation16", "syncopation8" and "pitch", without the three of pitch
    /// for drums; where there are several tracks, each with its track ("density.bass").
    /// </summary>
    public static IReadOnlyList<PhraseAttribute> For(TokenTracks tracks)
    {
        var attributes = new List<PhraseAttribute>();
        for (var i = 0; i < tracks.Tracks.Length; i++)
        {
            var track = i;
            var suffix = tracks.Tracks.Length == 1 ? "" : $".{tracks.Tracks[i].Name}";
            if (!tracks.Tracks[i].Vocabulary.IsDrums)
            {
                Add("diatonic", DiatonicShare);
            }

            Add("density", Density);
            if (!tracks.Tracks[i].Vocabulary.IsDrums)
            {
                Add("interval", MeanInterval);
            }

            Add("syncopation16", SixteenthSyncopation);
            Add("syncopation8", EighthSyncopation);
            if (!tracks.Tracks[i].Vocabulary.IsDrums)
            {
                Add("pitch", MeanPitch);
            }

            void Add(string name, Func<TokenPhrase, int, double> of) => attributes.Add(new(name + suffix, phrase => of((TokenPhrase)phrase, track)));
        }

        return attributes;
    }

    /// <summary>Hits in a quarter, all drums together.</summary>
    public static double Density(GridPhrase phrase) => (double)phrase.Hits.Length / phrase.Grid.Quarters;

    /// <summary>Hits in a quarter of one drum, an index in the kit.</summary>
    public static double Density(GridPhrase phrase, int drum) => (double)phrase.Hits.Count(hit => hit.Drum == drum) / phrase.Grid.Quarters;

    /// <summary>The mean velocity of the hits, 0..1.</summary>
    public static double MeanVelocity(GridPhrase phrase) => phrase.Hits.Select(hit => (double)hit.Velocity).DefaultIfEmpty(0).Average();

    /// <summary>How late the hits are on average, in halves of a step, -1..1.</summary>
    public static double MeanOffset(GridPhrase phrase) => phrase.Hits.Select(hit => (double)hit.Offset).DefaultIfEmpty(0).Average();

    /// <summary>The share of a melody's notes that are white keys.</summary>
    public static double DiatonicShare(TokenPhrase phrase, int track = 0)
    {
        var notes = phrase.Notes(track);
        return notes.Select(note => IsDiatonic[note.Pitch % 12] ? 1.0 : 0).DefaultIfEmpty(0).Average();
    }

    /// <summary>Notes that begin, in a step; hits of all drums together.</summary>
    public static double Density(TokenPhrase phrase, int track = 0) =>
        (double)phrase.Tracks.Tracks[track].Vocabulary.NotesIn(phrase.Track(track)) / phrase.Tracks.Steps;

    /// <summary>How far on average from one note of a melody to the next, in semitones up or down.</summary>
    public static double MeanInterval(TokenPhrase phrase, int track = 0)
    {
        var notes = phrase.Notes(track);
        return notes.Zip(notes.Skip(1), (note, next) => (double)Math.Abs(next.Pitch - note.Pitch)).DefaultIfEmpty(0).Average();
    }

    /// <summary>The mean MIDI pitch of a melody's notes.</summary>
    public static double MeanPitch(TokenPhrase phrase, int track = 0) => phrase.Notes(track).Select(note => (double)note.Pitch).DefaultIfEmpty(0).Average();

    /// <summary>The share of onsets between two eighths with none a sixteenth before. Onsets of several drums on a step are one.</summary>
    public static double SixteenthSyncopation(TokenPhrase phrase, int track = 0) =>
        Syncopation(phrase, track, period: StepsPerEighth, place: 1, quiet: 1);

    /// <summary>The share of onsets on an eighth between two quarters with none a sixteenth or an eighth before. Onsets of several drums on a step are one.</summary>
    public static double EighthSyncopation(TokenPhrase phrase, int track = 0) =>
        Syncopation(phrase, track, period: TokenTracks.StepsPerQuarter, place: StepsPerEighth, quiet: StepsPerEighth);

    /// <summary>The share of onsets that lie at a place of a period, so many quiet steps after the one before.</summary>
    private static double Syncopation(TokenPhrase phrase, int track, int period, int place, int quiet)
    {
        var vocabulary = phrase.Tracks.Tracks[track].Vocabulary;
        var tokens = phrase.Track(track);
        var (onsets, syncopated, last) = (0, 0, -1 - quiet);
        for (var step = 0; step < tokens.Length; step++)
        {
            if (vocabulary.NotesOf(tokens[step]) > 0)
            {
                onsets++;
                syncopated += step % period == place && step - last > quiet ? 1 : 0;
                last = step;
            }
        }

        return onsets == 0 ? 0 : (double)syncopated / onsets;
    }
}
