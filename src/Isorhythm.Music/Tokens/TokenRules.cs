using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>Which windows of a score become token phrases.</summary>
/// <param name="Programs">For each track the programs of the instruments that it is read from; of drum tracks it is not asked.</param>
/// <param name="Stride">Bars from one window to the next.</param>
/// <param name="LongestRest">
/// In bars. A single track may be silent so long, without a break, within a window. Of several tracks each may be silent in bars that are
/// no further than this from one in which it plays. Null keeps every window, even silence.
/// </param>
/// <param name="IsEveryInstrument">Every instrument of a track's programs gives windows (of several tracks every combination); else the one with the most notes, and a track without one is silent.</param>
/// <param name="HasDuplicates">A window that equals an earlier one of the score is kept as well.</param>
/// <param name="AreClipsDrums">For drums alone: where all notes share one channel, as in clips from sequencers, it is drums, and not only channel 10.</param>
public sealed record TokenRules(
    ImmutableArray<ProgramRange> Programs, int Stride, int? LongestRest, bool IsEveryInstrument, bool HasDuplicates, bool AreClipsDrums)
{
    private const int LongMelody = 16;
    private const int RestOfOne = 1;
    private const int RestOfSeveral = 2;

    /// <summary>
    /// How Roberts et al. 2018 and their released code build a data set: a window at every bar, one bar of silence at most (for trios two bars
    /// from where a track plays), every instrument, no duplicates; melodies shorter than 16 bars, and those of trios, from programs 0 to 31, a solo
    /// from any.
    /// </summary>
    public static TokenRules Paper(TokenTracks tracks) =>
        new(ProgramsOf(tracks), 1, tracks.Tracks.Length == 1 ? RestOfOne : RestOfSeveral, true, false, false);

    /// <summary>A whole piece, window after window, nothing left out: for encoding or reconstructing a file. Melodies are read from every program.</summary>
    public static TokenRules WholePiece(TokenTracks tracks) =>
        new(tracks.Tracks.Length == 1 ? [ProgramRange.All] : ProgramsOf(tracks), tracks.Bars, null, false, true, true);

    private static ImmutableArray<ProgramRange> ProgramsOf(TokenTracks tracks) =>
        tracks.Tracks.Length == 1 && tracks.Bars >= LongMelody
            ? [ProgramRange.All]
            : [.. tracks.Tracks.Select(track => track.Name switch
            {
                "bass" => ProgramRange.Basses,
                "solo" => ProgramRange.All,
                _ => ProgramRange.Melodies,
            })];
}
