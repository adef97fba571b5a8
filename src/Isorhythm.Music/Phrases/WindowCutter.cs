namespace Isorhythm.Music;

/// <summary>Cuts windows of the grid's length, as R-VAE does from the start of the file; here anew from every change of metre.</summary>
internal sealed class WindowCutter
{
    private const string CutShort = "cut short by a change of metre";

    private readonly Score score;
    private readonly DrumGrid grid;
    private readonly ExtractionRules rules;
    private readonly List<(Quarters At, Phrase Phrase)> phrases = [];
    private readonly RejectionCount rejections = new();

    private WindowCutter(Score score, DrumGrid grid, ExtractionRules rules) => (this.score, this.grid, this.rules) = (score, grid, rules);

    /// <summary>The phrases of a score's drum notes, which are sorted by start.</summary>
    internal static Extraction Cut(Score score, ReadOnlySpan<Note> drums, DrumGrid grid, ExtractionRules rules)
    {
        var cutter = new WindowCutter(score, grid, rules);
        var halfStep = 0.5 / grid.StepsPerQuarter;
        var stretches = Stretch.Of(score, new Quarters(halfStep));
        for (var i = 0; i < stretches.Length; i++)
        {
            // A note less than half a step early belongs to the downbeat that follows.
            var end = stretches[i].IsLast ? double.PositiveInfinity : stretches[i + 1].Meter.At.Value - (halfStep * score.TicksPerQuarter);
            var count = 0;
            while (count < drums.Length && drums[count].Start.Value < end)
            {
                count++;
            }

            cutter.CutStretch(stretches[i], drums[..count]);
            drums = drums[count..];
        }

        return new Extraction(cutter.phrases, cutter.rejections.ToRejections());
    }

    internal static string TooFew(ExtractionRules rules) => $"silent or nearly so: fewer than {rules.MinimumHits} hits";

    private void CutStretch(Stretch stretch, ReadOnlySpan<Note> drums)
    {
        if (!Holds(stretch.Meter))
        {
            rejections.Add(NotHeld(stretch.Meter), drums.IsEmpty ? 0 : 1);
            return;
        }

        // At the end of the score a window may be part silent; before a change of metre the music goes on, so it may not.
        var length = stretch.Quarters / grid.Quarters;
        var windows = (long)(stretch.IsLast ? Math.Ceiling(length) : Math.Floor(length));
        var period = Period(stretch);
        var taken = 0;
        while (!drums.IsEmpty && PlaceOf(drums[0], stretch).Step / grid.Steps is var window && window < windows)
        {
            var cells = new HitCells(grid, rules.Collision);
            while (!drums.IsEmpty && PlaceOf(drums[0], stretch) is var (step, offset) && step / grid.Steps == window)
            {
                cells.Add(drums[0], (int)(step % period), period, offset);
                drums = drums[1..];
            }

            if (cells.Count >= rules.MinimumHits)
            {
                taken++;
                phrases.Add((StartOf(stretch, window), cells.ToPhrase()));
            }
        }

        rejections.Add(TooFew(rules), windows - taken);
        rejections.Add(CutShort, stretch.IsLast || drums.IsEmpty ? 0 : 1);
    }

    // A clip of one bar is played as a loop: silence for the rest of a longer grid would teach that rhythms stop half way.
    private int Period(Stretch stretch)
    {
        var steps = stretch.Quarters * grid.StepsPerQuarter;
        var repeats = stretch.IsFirst && stretch.IsLast && steps < grid.Steps && double.IsInteger(steps) && grid.Steps % steps == 0;
        return repeats ? (int)steps : grid.Steps;
    }

    private bool Holds(Meter meter) =>
        rules.BeatsPerBar is { } beats ? meter.Numerator == beats : grid.Quarters % meter.Bar.Value == 0;

    private string NotHeld(Meter meter) => grid.Quarters % Meter.Common.Bar.Value == 0
        ? $"{meter}: the grid holds {Meter.Common}"
        : $"{meter}: its bars do not fill the grid's {grid.Quarters} quarters";

    private Quarters StartOf(Stretch stretch, long window) =>
        new(((double)stretch.Meter.At.Value / score.TicksPerQuarter) + (window * grid.Quarters));

    /// <summary>The nearest step, counted from the start of the stretch (ties go up), and how late after it in halves of a step.</summary>
    private (long Step, float Offset) PlaceOf(Note note, Stretch stretch)
    {
        // In whole numbers, so that the same rhythm gives the same phrase wherever in a file it stands.
        var scaled = (note.Start - stretch.Meter.At).Value * grid.StepsPerQuarter;
        var ticks = (long)score.TicksPerQuarter;
        var step = ((2 * scaled) + ticks) / (2 * ticks);
        return (step, (float)(2.0 * (scaled - (step * ticks)) / ticks));
    }
}
