namespace Isorhythm.Music;

/// <summary>How a rhythm on a grid lies against the beat. A rhythm without what is measured has 0.</summary>
public static class GridFeel
{
    private const double Sixteenth = 0.25;
    private const double Eighth = 0.5;

    /// <summary>
    /// The share of the hits that are syncopated: hits off the quarters whose drum is silent from there to the next stronger place and on it (Longuet-Higgins
    /// and Lee 1984, for each drum by itself). The rhythm goes round. Quarters are stronger than eighths and triplets, these than sixteenths, these than the rest.
    /// </summary>
    public static double Syncopation(GridPhrase phrase)
    {
        var grid = phrase.Grid;
        var struck = new bool[grid.Cells];
        foreach (var hit in phrase.Hits)
        {
            struck[(hit.Drum * grid.Steps) + hit.Step] = true;
        }

        return phrase.Hits.Select(hit => IsSyncopated(hit.Step, struck.AsSpan(hit.Drum * grid.Steps, grid.Steps), grid.StepsPerQuarter) ? 1.0 : 0)
            .DefaultIfEmpty(0).Average();
    }

    /// <summary>
    /// How far the hits behind a quarter, an eighth or a sixteenth off the beat are late, as a share of the way to a triplet: 0 is straight, 1 is where the
    /// triplets of the quarter and of the eighth are. Hits on and just round the quarters do not count.
    /// </summary>
    public static double Swing(GridPhrase phrase)
    {
        var grid = phrase.Grid;
        return phrase.Hits.Select(hit => Lateness((hit.Step + (hit.Offset / 2.0)) / grid.StepsPerQuarter)).OfType<double>().DefaultIfEmpty(0).Average();
    }

    private static bool IsSyncopated(int step, ReadOnlySpan<bool> struck, int stepsPerQuarter)
    {
        var strength = Strength(step, stepsPerQuarter);
        for (var ahead = 1; ahead < stepsPerQuarter; ahead++)
        {
            var next = (step + ahead) % struck.Length;
            if (struck[next])
            {
                return false;
            }

            if (Strength(next, stepsPerQuarter) > strength)
            {
                return true;
            }
        }

        return false;
    }

    private static int Strength(int step, int stepsPerQuarter)
    {
        var place = step % stepsPerQuarter;
        return place == 0 ? 3
            : place * 2 % stepsPerQuarter == 0 || place * 3 % stepsPerQuarter == 0 ? 2
            : place * 4 % stepsPerQuarter == 0 ? 1
            : 0;
    }

    /// <summary>Of a place in quarters. Each straight place off the beat has its own reach, to the middle between its triplet and the next straight one.</summary>
    private static double? Lateness(double quarters) => (quarters - Math.Floor(quarters)) switch
    {
        < Sixteenth / 2 => null,
        < (1 / 3.0 + Eighth) / 2 and var early => (early - Sixteenth) / ((1 / 3.0) - Sixteenth),
        < (2 / 3.0 + (3 * Sixteenth)) / 2 and var middle => (middle - Eighth) / ((2 / 3.0) - Eighth),
        < (5 / 6.0 + 1) / 2 and var late => (late - (3 * Sixteenth)) / ((5 / 6.0) - (3 * Sixteenth)),
        _ => null,
    };
}
