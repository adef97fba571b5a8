using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>Where things lie in a picture of token phrases, in pixels. All phrases have one scale of time, and each track one of pitch.</summary>
internal sealed class TrackLayout
{
    internal const int Width = 1200;
    internal const int Margin = 30;
    internal const int Right = Width - Margin;
    internal const int Names = 112;

    private const int PhraseGap = 20;
    private const int Octave = 12;
    private const int PitchPadding = 2;
    private const int LongestHit = 13;
    private const int ThinnestNote = 4;

    private readonly TokenTracks tracks;
    private readonly ImmutableArray<(int Lowest, int Highest)> ranges;
    private readonly int phrases;

    internal TrackLayout(IReadOnlyList<TokenPhrase> phrases)
    {
        (tracks, this.phrases) = (phrases[0].Tracks, phrases.Count);
        ranges = [.. Enumerable.Range(0, tracks.Tracks.Length).Select(track => RangeOf(phrases, track))];
    }

    /// <summary>One phrase has room for the names of its drums.</summary>
    internal bool IsLarge => phrases == 1;

    /// <summary>The height of the picture.</summary>
    internal int Height => (2 * Margin) + (phrases * (PhraseHeight + PhraseGap)) - PhraseGap;

    /// <summary>The size of a track's name.</summary>
    internal int FontSize => IsLarge ? 13 : 11;

    /// <summary>The width of a step.</summary>
    internal double StepWidth => (double)(Right - Names) / tracks.Steps;

    /// <summary>The height of a semitone, which is more where the track needs fewer of them, or of a drum's lane.</summary>
    internal int Row(int track)
    {
        if (HasLanes(track))
        {
            return IsLarge ? 15 : 7;
        }

        var semitones = ranges[track].Highest - ranges[track].Lowest + 1;
        return IsLarge ? Math.Clamp(220 / semitones, 5, 10) : Math.Clamp(140 / semitones, 3, 6);
    }

    /// <summary>The size of a note: a melody's as long as it sounds, a drum's hit short.</summary>
    internal (double Width, double Height) SizeOf(TokenNote note, int track)
    {
        // A gap behind each note, so that a repeated one is seen to begin again.
        var width = (note.Length * StepWidth) - Math.Min(2, StepWidth / 4);
        return tracks.Tracks[track].IsDrums ? (Math.Min(width, LongestHit), Row(track) - 2) : (width, Math.Max(Row(track) - 1, ThinnestNote));
    }

    /// <summary>The height of a phrase, from the top of its first track to the bottom of its last.</summary>
    internal int PhraseHeight => Enumerable.Range(0, tracks.Tracks.Length).Sum(track => HeightOf(track) + TrackGap) - TrackGap;

    private int TrackGap => IsLarge ? 10 : 5;

    /// <summary>The lowest and the highest pitch that a track has room for.</summary>
    internal (int Lowest, int Highest) Range(int track) => ranges[track];

    /// <summary>The top of a phrase.</summary>
    internal int Top(int phrase) => Margin + (phrase * (PhraseHeight + PhraseGap));

    /// <summary>The top of a track.</summary>
    internal int Top(int phrase, int track) => Top(phrase) + Enumerable.Range(0, track).Sum(above => HeightOf(above) + TrackGap);

    /// <summary>The height of a track.</summary>
    internal int HeightOf(int track) =>
        Row(track) * (tracks.Tracks[track].Vocabulary.Kit is { } kit ? kit.Drums.Length : ranges[track].Highest - ranges[track].Lowest + 1);

    /// <summary>The top of a pitch or a drum.</summary>
    internal int Top(int phrase, int track, int pitch) =>
        Top(phrase, track) + (Row(track) * (HasLanes(track) ? pitch : ranges[track].Highest - pitch));

    /// <summary>Where a step begins.</summary>
    internal double X(int step) => Names + (step * StepWidth);

    // A lane a drum; drums of any MIDI pitch lie as high as their pitches instead.
    private bool HasLanes(int track) => tracks.Tracks[track].Vocabulary.Kit is not null;

    // An octave and a half at least, so that a repeated note does not look like a wall.
    private static (int Lowest, int Highest) RangeOf(IReadOnlyList<TokenPhrase> phrases, int track)
    {
        if (phrases[0].Tracks.Tracks[track].Vocabulary.Kit is not null)
        {
            return default;
        }

        var pitches = phrases.SelectMany(phrase => phrase.Notes(track)).Select(note => note.Pitch).DefaultIfEmpty(60).ToList();
        var (lowest, highest) = (pitches.Min() - PitchPadding, pitches.Max() + PitchPadding);
        var missing = Math.Max(0, Octave + (Octave / 2) - (highest - lowest + 1));
        return (lowest - (missing / 2), highest + missing - (missing / 2));
    }
}
