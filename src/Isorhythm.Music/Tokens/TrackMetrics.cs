namespace Isorhythm.Music;

/// <summary>
/// The low-level metrics of a phrase's tracks, after Valenti et al. 2020 (section 4.4.1 and Figure 3), whose complete list is no longer to be
/// had. Their first released code counts held, silent and note steps and takes the highest, lowest and mean pitch; the paper names the mean
/// length and the step from pitch to pitch as well, and the entropy is ours.
/// </summary>
/// <param name="HoldSteps">Steps on which a note sounds on that began before.</param>
/// <param name="SilentSteps">Steps on which nothing sounds.</param>
/// <param name="Notes">Notes that begin.</param>
/// <param name="HighestPitch">The highest MIDI pitch; null without pitched notes.</param>
/// <param name="LowestPitch">The lowest MIDI pitch; null without pitched notes.</param>
/// <param name="MeanPitch">The mean MIDI pitch of the notes, however long they are; null without pitched notes.</param>
/// <param name="MeanLength">The mean length of the notes, in steps; null without pitched notes, since drums have no length.</param>
/// <param name="MeanInterval">How far on average from one note of a track to its next, in semitones up or down; null where no track has two.</param>
/// <param name="PitchClassEntropy">The entropy of the notes' pitch classes, 0 to log2 12 bits; null without pitched notes.</param>
public sealed record TrackMetrics(
    int HoldSteps,
    int SilentSteps,
    int Notes,
    int? HighestPitch,
    int? LowestPitch,
    double? MeanPitch,
    double? MeanLength,
    double? MeanInterval,
    double? PitchClassEntropy)
{
    private const int PitchClasses = 12;

    /// <summary>The metrics by name, in the order of the record: "holdSteps", "silentSteps" and so on.</summary>
    public IReadOnlyList<(string Name, double? Value)> Named =>
    [
        ("holdSteps", HoldSteps),
        ("silentSteps", SilentSteps),
        ("notes", Notes),
        ("highestPitch", HighestPitch),
        ("lowestPitch", LowestPitch),
        ("meanPitch", MeanPitch),
        ("meanLength", MeanLength),
        ("meanInterval", MeanInterval),
        ("pitchClassEntropy", PitchClassEntropy),
    ];

    /// <summary>The metrics of one track.</summary>
    public static TrackMetrics Of(TokenPhrase phrase, int track) => Of(phrase, [track]);

    /// <summary>The metrics of all tracks together: steps and notes are summed over all, what is of pitch and length is of the notes of all but the drums.</summary>
    public static TrackMetrics Of(TokenPhrase phrase) => Of(phrase, [.. Enumerable.Range(0, phrase.Tracks.Tracks.Length)]);

    private static TrackMetrics Of(TokenPhrase phrase, int[] tracks)
    {
        var all = tracks.SelectMany(track => phrase.Notes(track)).ToList();
        var pitched = tracks.Where(track => !phrase.Tracks.Tracks[track].IsDrums).Select(track => phrase.Notes(track)).ToList();
        var pitches = pitched.SelectMany(notes => notes).Select(note => note.Pitch).ToList();
        var intervals = pitched.SelectMany(notes => notes.Zip(notes.Skip(1), (note, next) => Math.Abs(next.Pitch - note.Pitch)));
        var holds = all.Sum(note => note.Length - 1);
        return new TrackMetrics(
            holds,
            (tracks.Length * phrase.Tracks.Steps) - holds - tracks.Sum(track => phrase.Notes(track).DistinctBy(note => note.Step).Count()),
            all.Count,
            pitches.Select(pitch => (int?)pitch).Max(),
            pitches.Select(pitch => (int?)pitch).Min(),
            pitches.Select(pitch => (double?)pitch).Average(),
            pitched.SelectMany(notes => notes).Select(note => (double?)note.Length).Average(),
            intervals.Select(interval => (double?)interval).Average(),
            pitches.Count == 0 ? null : Entropy(pitches));
    }

    private static double Entropy(List<int> pitches) =>
        pitches.GroupBy(pitch => pitch % PitchClasses).Sum(equal => Information((double)equal.Count() / pitches.Count));

    private static double Information(double share) => -share * Math.Log2(share);
}
