namespace Isorhythm.Latent;

/// <summary>One of the tables of a <see cref="HeatTable"/>.</summary>
/// <param name="Name">What stands above it.</param>
/// <param name="Cells">By row and column; null where there is no figure.</param>
internal sealed record HeatPanel(string Name, Estimate?[][] Cells);

/// <summary>
/// Tables of percentages side by side, coloured by sign and size (Fig. 4 of MusicVAE: rows are what was applied, columns what was measured).
/// </summary>
internal sealed record HeatTable(
    string Title, string Caption, IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<HeatPanel> Panels)
    : Plot(Title, Caption)
{
    /// <summary>From here on a cell has the full colour: twice as much, or none left.</summary>
    private const double FullColour = 100;

    private const double Cell = 74;
    private const double CellHeight = 52;
    private const double Names = 150;
    private const double Top = 74;
    private const double Gap = 34;

    private static readonly (int R, int G, int B) Middle = (0x1d, 0x23, 0x2b);
    private static readonly (int R, int G, int B) More = (0xe6, 0x9f, 0x00);
    private static readonly (int R, int G, int B) Less = (0x2b, 0x86, 0xc5);

    /// <summary>Two panels of more columns than this lie below one another.</summary>
    private const int MostColumnsBeside = 6;

    /// <summary>Fewer columns than this are readable on half a page.</summary>
    private const int FewestColumnsOfWide = 4;

    /// <inheritdoc/>
    public override bool IsWide => Columns.Count >= FewestColumnsOfWide;

    private double PanelWidth => Columns.Count * Cell;

    private double PanelHeight => Top + (Rows.Count * CellHeight);

    private bool IsBeside => Columns.Count <= MostColumnsBeside;

    /// <inheritdoc/>
    public override string Svg()
    {
        var (across, down) = IsBeside ? (Panels.Count, 1) : (1, Panels.Count);
        var width = Names + (across * (PanelWidth + Gap)) - Gap;
        var height = (down * (PanelHeight + Gap)) - Gap + 26;
        var canvas = new SvgCanvas(width, height, Title);
        for (var i = 0; i < Panels.Count; i++)
        {
            var (x, y) = IsBeside ? (Names + (i * (PanelWidth + Gap)), 0) : (Names, i * (PanelHeight + Gap));
            if (i < down)
            {
                DrawRowNames(canvas, y);
            }

            DrawPanel(canvas, Panels[i], x, y);
        }

        canvas.Text(Names, height - 10, "change in percent, with its 95% interval; framed: the vector's own attribute", 11, ReportStyle.Quiet);
        return canvas.ToString();
    }

    private void DrawRowNames(SvgCanvas canvas, double y)
    {
        canvas.Text(Names - 12, y + Top - 14, "vector ↓", 11, ReportStyle.Quiet, "end");
        for (var row = 0; row < Rows.Count; row++)
        {
            canvas.Text(Names - 12, y + Top + ((row + 0.5) * CellHeight), Rows[row], 13, ReportStyle.Text, "end");
        }
    }

    private void DrawPanel(SvgCanvas canvas, HeatPanel panel, double x, double y)
    {
        canvas.Text(x, y + 14, panel.Name, 14, ReportStyle.Text, weight: "600");
        for (var column = 0; column < Columns.Count; column++)
        {
            DrawHeading(canvas, Columns[column], x + ((column + 0.5) * Cell), y + Top - 14);
            for (var row = 0; row < Rows.Count; row++)
            {
                var (left, top) = (x + (column * Cell), y + Top + (row * CellHeight));
                if (Rows[row] == Columns[column])
                {
                    canvas.Box(left, top, Cell, CellHeight, ReportStyle.Text, 4);
                }

                DrawCell(canvas, panel.Cells[row][column], left, top, $"{panel.Name}: {Rows[row]} vector, {Columns[column]}");
            }
        }
    }

    // Short words fit above one another where one line would not.
    private static void DrawHeading(SvgCanvas canvas, string heading, double x, double y)
    {
        var words = heading.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            canvas.Text(x, y - (14 * (words.Length - 1 - i)), words[i], 12, ReportStyle.Quiet, "middle");
        }
    }

    private static void DrawCell(SvgCanvas canvas, Estimate? change, double left, double top, string what)
    {
        var tip = change is null ? $"{what}: nothing to compare with" : $"{what}: {ReportStyle.Interval(change)} %";
        canvas.Box(left + 2, top + 2, Cell - 4, CellHeight - 4, change is null ? ReportStyle.Panel : ColourOf(change.Value), 3, tip);
        var middle = left + (Cell / 2);
        if (change is null)
        {
            canvas.Text(middle, top + (CellHeight / 2), "–", 13, ReportStyle.Quiet, "middle");
            return;
        }

        canvas.Text(middle, top + 19, Percent(change.Value), 14, "#ffffff", "middle", "600");
        canvas.Text(middle, top + 36, $"{Percent(change.Low)} … {Percent(change.High)}", 10, "#ffffff", "middle");
    }

    private static string Percent(double value) => (Math.Round(value) + 0.0).ToString("+0;−0;0", null);

    private static string ColourOf(double value)
    {
        var share = Math.Clamp(Math.Abs(value) / FullColour, 0, 1);
        var end = value < 0 ? Less : More;
        int Mix(int from, int to) => (int)Math.Round(from + (0.62 * Math.Sqrt(share) * (to - from)));
        return $"#{Mix(Middle.R, end.R):x2}{Mix(Middle.G, end.G):x2}{Mix(Middle.B, end.B):x2}";
    }
}
