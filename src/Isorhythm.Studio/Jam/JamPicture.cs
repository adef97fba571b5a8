using System.Globalization;
using System.Net;
using System.Text;

namespace Isorhythm.Studio;

/// <summary>
/// A recorded session as a picture: both trajectories among the training phrases, seen from slightly above; what came later is brighter, what
/// is farther away is smaller, and each phrase is linked with its answer.
/// </summary>
internal sealed class JamPicture
{
    private const int Width = 1200;
    private const int Height = 900;
    private const double Margin = 110;
    private const double Yaw = 0.6;
    private const double Pitch = 0.42;
    private const string Ground = "#0d1014";
    private const string Human = "#ffb000";
    private const string Machine = "#35d0e0";
    private const string Words = "#ece7dc";
    private const string Quiet = "#8a9199";

    private readonly StringBuilder svg = new();
    private readonly List<JamTurn> turns;
    private readonly List<Dot> cloud;
    private readonly List<Dot> human;
    private readonly List<Dot> machine;
    private readonly double nearest;
    private readonly double farthest;

    private JamPicture(JamRecord record, IReadOnlyList<float[]> cloud)
    {
        turns = [.. record.Turns];
        (this.cloud, human, machine) = (Seen(cloud), Seen(turns.Select(turn => turn.Human)), Seen(turns.Select(turn => turn.Machine)));
        // The trajectories fill the picture; where nothing was played yet the cloud does.
        var shown = turns.Count > 1 ? [.. human, .. machine] : this.cloud.Concat(human).Concat(machine).DefaultIfEmpty(default).ToList();
        var (left, right, top, bottom) = (shown.Min(dot => dot.X), shown.Max(dot => dot.X), shown.Min(dot => dot.Y), shown.Max(dot => dot.Y));
        var scale = Math.Min((Width - (2 * Margin)) / Math.Max(1e-3, right - left), (Height - (2 * Margin)) / Math.Max(1e-3, bottom - top));
        foreach (var dots in (List<Dot>[])[this.cloud, human, machine])
        {
            for (var i = 0; i < dots.Count; i++)
            {
                dots[i] = dots[i] with
                {
                    X = (Width / 2.0) + (scale * (dots[i].X - ((left + right) / 2))),
                    Y = (Height / 2.0) + (scale * (dots[i].Y - ((top + bottom) / 2))),
                };
            }
        }

        (nearest, farthest) = (shown.Max(dot => dot.Depth), shown.Min(dot => dot.Depth));
    }

    /// <summary>The picture as SVG.</summary>
    /// <param name="record">The session.</param>
    /// <param name="cloud">Where the training phrases lie; none where the model is not to be had.</param>
    public static string Draw(JamRecord record, IReadOnlyList<float[]> cloud) => new JamPicture(record, cloud).Draw(record.Head);

    private string Draw(JamHead head)
    {
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" font-family="Inter, 'Helvetica Neue', sans-serif">""");
        Add($"""<title>{Escaped(head.Session)}: {turns.Count} turns of a jam</title>""");
        Add($"""<rect width="{Width}" height="{Height}" fill="{Ground}"/>""");
        DrawCloud();
        DrawLinks();
        DrawPath(human, Human);
        DrawPath(machine, Machine);
        DrawDots(human, Human);
        DrawDots(machine, Machine);
        DrawWords(head);
        Add($"</svg>");
        return svg.ToString();
    }

    private void DrawCloud()
    {
        foreach (var dot in cloud.Where(dot => dot.X is > 0 and < Width && dot.Y is > 0 and < Height))
        {
            Add($"""<circle cx="{dot.X:0.#}" cy="{dot.Y:0.#}" r="{1 + Near(dot):0.##}" fill="{Words}" opacity="0.13"/>""");
        }
    }

    private void DrawLinks()
    {
        for (var i = 0; i < turns.Count; i++)
        {
            Add($"""<line x1="{human[i].X:0.#}" y1="{human[i].Y:0.#}" x2="{machine[i].X:0.#}" y2="{machine[i].Y:0.#}" stroke="{Words}" stroke-width="1" stroke-dasharray="2 5" opacity="{0.5 * Late(i):0.##}"/>""");
        }
    }

    // Each piece is a curve through its ends (Catmull and Rom), so that the whole is smooth and can still fade.
    private void DrawPath(List<Dot> path, string colour)
    {
        for (var i = 1; i < path.Count; i++)
        {
            var (before, from, to, after) = (path[Math.Max(0, i - 2)], path[i - 1], path[i], path[Math.Min(path.Count - 1, i + 1)]);
            var (ax, ay) = (from.X + ((to.X - before.X) / 6), from.Y + ((to.Y - before.Y) / 6));
            var (bx, by) = (to.X - ((after.X - from.X) / 6), to.Y - ((after.Y - from.Y) / 6));
            Add($"""<path d="M{from.X:0.#} {from.Y:0.#}C{ax:0.#} {ay:0.#} {bx:0.#} {by:0.#} {to.X:0.#} {to.Y:0.#}" fill="none" stroke="{colour}" stroke-width="{1.2 + (1.6 * Near(to)):0.##}" stroke-linecap="round" opacity="{0.85 * Late(i):0.##}"/>""");
        }
    }

    private void DrawDots(List<Dot> path, string colour)
    {
        for (var i = 0; i < path.Count; i++)
        {
            var isLast = i == path.Count - 1;
            var radius = (isLast ? 8 : 3) + (2.5 * Near(path[i]));
            if (isLast)
            {
                Add($"""<circle cx="{path[i].X:0.#}" cy="{path[i].Y:0.#}" r="{2.6 * radius:0.##}" fill="{colour}" opacity="0.18"/>""");
            }

            Add($"""<circle cx="{path[i].X:0.#}" cy="{path[i].Y:0.#}" r="{radius:0.##}" fill="{colour}" stroke="{Ground}" stroke-width="1.5" opacity="{Late(i):0.##}"/>""");
        }
    }

    private void DrawWords(JamHead head)
    {
        Add($"""<text x="44" y="62" font-size="28" font-weight="600" fill="{Words}">{Escaped(head.Session)}</text>""");
        Add($"""<text x="44" y="90" font-size="15" fill="{Quiet}">{turns.Count} {(turns.Count == 1 ? "turn" : "turns")} of {head.Bars} {(head.Bars == 1 ? "bar" : "bars")} at {head.Bpm:0.##} bpm, {head.Begun:yyyy-MM-dd}</text>""");
        Add($"""<circle cx="50" cy="{Height - 48}" r="6" fill="{Human}"/><text x="66" y="{Height - 43}" font-size="15" fill="{Words}">human</text>""");
        Add($"""<circle cx="140" cy="{Height - 48}" r="6" fill="{Machine}"/><text x="156" y="{Height - 43}" font-size="15" fill="{Words}">machine</text>""");
    }

    // 0 far away, 1 near; what lies outside of the shown depth counts as its end.
    private double Near(Dot dot) => nearest > farthest ? Math.Clamp((dot.Depth - farthest) / (nearest - farthest), 0, 1) : 0.5;

    // The beginning never fades away.
    private double Late(int turn) => 0.35 + (0.65 * (turn + 1) / turns.Count);

    private static List<Dot> Seen(IEnumerable<float[]> points) => [.. points.Select(point =>
    {
        var (x, y, z) = (point[0], point[1], point[2]);
        var (right, back) = ((x * Math.Cos(Yaw)) + (z * Math.Sin(Yaw)), (z * Math.Cos(Yaw)) - (x * Math.Sin(Yaw)));
        return new Dot(right, -((y * Math.Cos(Pitch)) - (back * Math.Sin(Pitch))), (y * Math.Sin(Pitch)) + (back * Math.Cos(Pitch)));
    })];

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);

    // SVG writes numbers in one way, whatever the reader's language.
    private void Add(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private readonly record struct Dot(double X, double Y, double Depth);
}
