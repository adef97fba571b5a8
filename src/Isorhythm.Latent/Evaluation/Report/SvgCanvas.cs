using System.Globalization;
using System.Net;
using System.Text;

namespace Isorhythm.Latent;

/// <summary>One SVG picture that is being drawn; lengths in pixels of its own box, which the page scales.</summary>
internal sealed class SvgCanvas
{
    private readonly StringBuilder svg = new();

    /// <summary>A wide page shows it somewhat larger than it is drawn, and no more.</summary>
    internal SvgCanvas(double width, double height, string title) =>
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" style="max-width:{1.15 * width:0}px" role="img" aria-label="{Escaped(title)}" font-family="{ReportStyle.Font}">""");

    private SvgCanvas(FormattableString opening) => Add(opening);

    /// <summary>A picture without words, drawn as wide as its place is.</summary>
    internal static SvgCanvas Stretching(double width, double height, string title) =>
        new($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" preserveAspectRatio="none" role="img" aria-label="{Escaped(title)}">""");

    /// <summary>Text as it stands in markup.</summary>
    internal static string Escaped(string text) => WebUtility.HtmlEncode(text);

    internal void Text(double x, double y, string text, double size = 12, string colour = ReportStyle.Text, string anchor = "start", string weight = "400") =>
        Add($"""<text x="{x:0.##}" y="{y:0.##}" dy="0.35em" font-size="{size}" font-weight="{weight}" fill="{colour}" text-anchor="{anchor}">{Escaped(text)}</text>""");

    /// <summary>Text that stays readable over lines.</summary>
    internal void TextOverLines(double x, double y, string text) =>
        Add($"""<text x="{x:0.##}" y="{y:0.##}" dy="0.35em" font-size="12" fill="{ReportStyle.Text}" stroke="{ReportStyle.Panel}" stroke-width="5" paint-order="stroke">{Escaped(text)}</text>""");

    internal void Line(double x1, double y1, double x2, double y2, string colour, double width = 1) =>
        Add($"""<line x1="{x1:0.##}" y1="{y1:0.##}" x2="{x2:0.##}" y2="{y2:0.##}" stroke="{colour}" stroke-width="{width}"/>""");

    /// <summary>A rectangle, and what the pointer reads over it.</summary>
    internal void Box(double x, double y, double width, double height, string colour, double radius = 2, string? tip = null) =>
        Add($"""<rect x="{x:0.##}" y="{y:0.##}" width="{width:0.##}" height="{height:0.##}" rx="{radius}" fill="{colour}">{Tip(tip)}</rect>""");

    /// <summary>A rectangle through which the ground is seen.</summary>
    internal void Mark(double x, double y, double width, double height, string colour, double opacity) =>
        Add($"""<rect x="{x:0.##}" y="{y:0.##}" width="{width:0.##}" height="{height:0.##}" fill="{colour}" fill-opacity="{opacity:0.##}"/>""");

    internal void Path(IEnumerable<(double X, double Y)> points, string colour, double width, string? tip = null) =>
        Add($"""<path d="{Moves(points)}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round" stroke-linecap="round">{Tip(tip)}</path>""");

    internal void Area(IEnumerable<(double X, double Y)> points, string colour, double opacity) =>
        Add($"""<path d="{Moves(points)}Z" fill="{colour}" fill-opacity="{opacity}"/>""");

    /// <summary>One of four shapes, so that series differ in more than colour: circle, diamond, square, triangle.</summary>
    internal void Mark(int shape, double x, double y, double size, string colour, string? tip = null)
    {
        var outline = (shape % 4) switch
        {
            0 => $"M{-size} 0a{size} {size} 0 1 0 {2 * size} 0a{size} {size} 0 1 0 {-2 * size} 0",
            1 => $"M0 {-1.3 * size}L{1.3 * size} 0L0 {1.3 * size}L{-1.3 * size} 0Z",
            2 => $"M{-size} {-size}H{size}V{size}H{-size}Z",
            _ => $"M0 {-1.2 * size}L{1.2 * size} {size}H{-1.2 * size}Z",
        };
        Add($"""<path transform="translate({x:0.##} {y:0.##})" d="{outline}" fill="{colour}" stroke="{ReportStyle.Panel}" stroke-width="1">{Tip(tip)}</path>""");
    }

    public override string ToString() => svg + "</svg>";

    private static string Tip(string? text) => text is null ? "" : $"<title>{Escaped(text)}</title>";

    private static string Moves(IEnumerable<(double X, double Y)> points) =>
        "M" + string.Join('L', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.##} {point.Y:0.##}")));

    private void Add(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
