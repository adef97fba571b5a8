namespace Isorhythm.Latent;

/// <summary>The colours and types of the page, so that a report looks like the rest of the house.</summary>
internal static class ReportStyle
{
    internal const string Font = "Inter, 'IBM Plex Sans', 'Helvetica Neue', Arial, sans-serif";
    internal const string Ground = "#0d1014";
    internal const string Panel = "#151a20";
    internal const string Line = "#262e37";
    internal const string Axis = "#56606b";
    internal const string Text = "#ece7dc";
    internal const string Quiet = "#9aa1a9";

    /// <summary>The model itself: the amber of what plays.</summary>
    internal const string Model = "#ffb000";

    // Okabe and Ito's order without its orange, which is too near to the model's amber.
    private static readonly string[] Others = ["#56B4E9", "#009E73", "#CC79A7", "#F0E442", "#D55E00", "#999999", "#B5E2A0"];

    /// <summary>The colour of a series: the first is the model.</summary>
    internal static string Colour(int series) => series == 0 ? Model : Others[(series - 1) % Others.Length];

    /// <summary>Three digits that matter, and a minus sign that is one.</summary>
    internal static string Number(double value) => value
        .ToString(Math.Abs(value) switch { >= 1000 => "0", >= 100 => "0", >= 10 => "0.0", >= 1 => "0.00", _ => "0.000" }, null)
        .Replace('-', '−');

    /// <summary>A figure with its interval, as a sentence holds it.</summary>
    internal static string Interval(Estimate estimate) =>
        $"{Number(estimate.Value)} ({Number(estimate.Low)} to {Number(estimate.High)}, n = {estimate.N})";
}
