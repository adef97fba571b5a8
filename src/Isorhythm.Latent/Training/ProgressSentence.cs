using System.Globalization;

namespace Isorhythm.Latent;

/// <summary>A training run in words: "learning your 12 clips: already recognisable, 8 s left".</summary>
internal static class ProgressSentence
{
    internal static string Of(int clips, double recall, double secondsLeft) => string.Create(
        CultureInfo.InvariantCulture, $"learning {Clips(clips)}: {Stage(recall)}, {Time(secondsLeft)} left");

    private static string Clips(int clips) => clips == 1 ? "your clip" : string.Create(CultureInfo.InvariantCulture, $"your {clips} clips");

    /// <summary>Where the F1 of the clips' hits stands.</summary>
    private static string Stage(double recall) => recall switch
    {
        < 0.2 => "listening",
        < 0.5 => "the outlines are there",
        < 0.8 => "already recognisable",
        < 0.95 => "close to the original",
        _ => "nearly every hit in its place",
    };

    private static string Time(double seconds) => seconds switch
    {
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds):0} s"),
        < 5400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
    };
}
