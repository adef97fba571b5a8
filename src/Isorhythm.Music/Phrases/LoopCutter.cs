namespace Isorhythm.Music;

/// <summary>Takes a whole score as one loop, as McDermott 2018 does.</summary>
internal static class LoopCutter
{
    internal static Extraction Cut(Score score, IReadOnlyList<Note> drums, DrumGrid grid, ExtractionRules rules)
    {
        var meter = score.Meter.Changes[^1];
        if (rules.BeatsPerBar is { } beats && meter.Numerator != beats)
        {
            return PhraseReader.Nothing($"{meter}: the grid holds {beats} beats in the bar");
        }

        var quarters = Math.Round((double)score.End.Value / score.TicksPerQuarter, MidpointRounding.ToEven);
        if (!rules.LoopLengths.Any(length => length == quarters && grid.Quarters % length == 0))
        {
            return PhraseReader.Nothing($"no loop of {string.Join(", ", rules.LoopLengths)} quarters");
        }

        var steps = grid.StepsPerQuarter * (int)quarters;
        var cells = new HitCells(grid, rules.Collision);
        foreach (var note in drums)
        {
            var place = (double)steps * note.Start.Value / score.End.Value;
            var step = Math.Min((int)Math.Round(place, MidpointRounding.ToEven), steps - 1);
            cells.Add(note, step, steps, (float)Math.Clamp(2 * (place - step), -1, 1));
        }

        return cells.Count < rules.MinimumHits
            ? PhraseReader.Nothing(WindowCutter.TooFew(rules))
            : new Extraction([(new Quarters(0), cells.ToPhrase())], []);
    }
}
