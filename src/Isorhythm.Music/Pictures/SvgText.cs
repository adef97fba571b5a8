using System.Globalization;
using System.Text;

namespace Isorhythm.Music;

/// <summary>The text of a picture that is being drawn, and what all pictures share: ground, type and colours.</summary>
internal sealed class SvgText
{
    internal const string Panel = "#151a20";
    internal const string BarLine = "#56606b";
    internal const string QuarterLine = "#333c46";
    internal const string SixteenthLine = "#1f262e";
    internal const string PlayingText = "#ece7dc";
    internal const string SilentText = "#6a7078";

    private const string Font = "Inter, 'IBM Plex Sans', 'Helvetica Neue', sans-serif";
    private const string Ground = "#0d1014";

    // Okabe and Ito's colours, which people who see few colours tell apart. A voice has the same wherever it is shown.
    private static readonly Dictionary<string, string> Colours = new(StringComparer.Ordinal)
    {
        ["Kick"] = "#E69F00",
        ["Snare"] = "#56B4E9",
        ["Closed hat"] = "#009E73",
        ["Open hat"] = "#F0E442",
        ["Low tom"] = "#0072B2",
        ["Mid tom"] = "#D55E00",
        ["High tom"] = "#CC79A7",
        ["Clap"] = "#999999",
        ["Crash"] = "#999999",
        ["Rim"] = "#B5E2A0",
        ["Ride"] = "#B5E2A0",
        ["melody"] = "#56B4E9",
        ["solo"] = "#56B4E9",
        ["bass"] = "#CC79A7",
        ["drums"] = "#E69F00",
        ["guitar"] = "#56B4E9",
        ["strings"] = "#009E73",
    };

    private readonly StringBuilder text = new();

    internal SvgText(int width, int height)
    {
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="{Font}">""");
        Add($"""<rect width="{width}" height="{height}" fill="{Ground}"/>""");
    }

    /// <summary>The colour of a drum or a track by its name.</summary>
    internal static string ColourOf(string voice) => Colours.GetValueOrDefault(voice, PlayingText);

    // SVG writes numbers in one way, whatever the reader's language.
    internal void Add(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>The whole picture.</summary>
    internal string End()
    {
        Add($"</svg>");
        return text.ToString();
    }
}
