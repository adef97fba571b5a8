using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>Which windows of a score become token phrases.</summary>
/// <param name="Sources">For each track the instruments that it is read from.</param>
/// <param name="Stride">Bars from one window to the next.</param>
/// <param name="LongestRest">
/// In bars. A single track may be silent so long, without a break, within a window. Of several tracks each may be silent in bars that are
/// no further than this from one in which it plays. Null keeps every window, even silence.
/// </param>
/// <param name="IsRestOfEach">Of several tracks, too, each may be silent so long without a break within a window, and no longer.</param>
/// <param name="IsEveryInstrument">Every instrument of a track gives windows (of several tracks every combination); else the one with the most notes, and a track without one is silent.</param>
/// <param name="HasDuplicates">A window that equals an earlier one of the score is kept as well.</param>
/// <param name="AreClipsDrums">For drums alone: where all notes share one channel, as in clips from sequencers, it is drums, and not only channel 10.</param>
public sealed record TokenRules(
    ImmutableArray<TrackSource> Sources, int Stride, int? LongestRest, bool IsRestOfEach, bool IsEveryInstrument, bool HasDuplicates, bool AreClipsDrums)
{
    private const int LongMelody = 16;
    private const int RestOfOne = 1;
    private const int RestOfSeveral = 2;

    /// <summary>
    /// How Roberts et al. 2018 and their released code build a data set: a window at every bar, one bar of silence at most (for trios two bars
    /// from where a track plays), every instrument, no duplicates; melodies shorter than 16 bars, and those of trios, from programs 0 to 31, a solo
    /// from any. For bands Valenti et al. 2020 (section 4.1): every combination of a track of drums, a bass and a guitar or piano with all other
    /// instruments as one, and in each of them one bar of silence at most, except that a song needs no others.
    /// </summary>
    public static TokenRules Paper(TokenTracks tracks)
    {
        var isRestOfEach = tracks.Tracks.Length == 1 || tracks.IsBand;
        return new(SourcesOf(tracks, areDrumsMerged: !tracks.IsBand), 1, isRestOfEach ? RestOfOne : RestOfSeveral, isRestOfEach, true, false, false);
    }

    /// <summary>A whole piece, window after window, nothing left out: for encoding or reconstructing a file. Melodies are read from every program.</summary>
    public static TokenRules WholePiece(TokenTracks tracks) =>
        new(
            tracks.Tracks is [{ IsDrums: false }] ? [new(ProgramRange.All)] : SourcesOf(tracks, areDrumsMerged: true),
            tracks.Bars, null, true, false, true, true);

    private static ImmutableArray<TrackSource> SourcesOf(TokenTracks tracks, bool areDrumsMerged) =>
        tracks.Tracks is [{ IsDrums: false }] && tracks.Bars >= LongMelody
            ? [new(ProgramRange.All)]
            : [.. tracks.Tracks.Select(track => track.Name switch
            {
                "drums" => new TrackSource(ProgramRange.All, IsMerged: areDrumsMerged),
                "bass" => new TrackSource(ProgramRange.Basses),
                "solo" => new TrackSource(ProgramRange.All),
                "strings" => new TrackSource(ProgramRange.BehindBasses, IsMerged: true, MayBeMissing: true),
                _ => new TrackSource(ProgramRange.Melodies),
            })];
}
