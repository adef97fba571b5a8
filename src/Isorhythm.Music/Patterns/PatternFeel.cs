using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace Isorhythm.Music;

/// <summary>
/// How far from the written place a hit is played: swing, and drums that lean early or late.
/// </summary>
/// <param name="PairsPerQuarter">Swung pairs in a quarter: 2 pairs of sixteenths or 1 pair of eighths.</param>
/// <param name="Swing">The share of a pair that its first note lasts: 0.5 is straight, 2/3 a triplet.</param>
/// <param name="Leanings">
/// For a drum, or "all": percent of a sixteenth, positive = late; one value, or one for each sixteenth of a quarter.
/// </param>
internal sealed record PatternFeel(int PairsPerQuarter, double Swing, ImmutableDictionary<string, ImmutableArray<double>> Leanings)
{
    internal const string AllDrums = "all";

    // A sixth of a sixteenth is half a step of the 12-per-quarter grid: a larger shift would be another step, not a feel.
    internal const double LargestLeaning = 16;

    internal static PatternFeel Straight { get; } = new(2, 0.5, ImmutableDictionary<string, ImmutableArray<double>>.Empty);

    /// <summary>This feel with the swing that the line asks for: "58%", "16ths 58%" or "8ths 62%".</summary>
    internal PatternFeel WithSwing(PatternLine line)
    {
        var words = line.Words;
        var pairs = words.Length == 2 ? PairsOf(words[0]) : 2;
        if (words.Length is 1 or 2 && pairs > 0 && TryPercent(words[^1], out var percent) && percent is >= 50 and <= 75)
        {
            return this with { PairsPerQuarter = pairs, Swing = percent / 100 };
        }

        throw line.Fault(
            $"\"{line.Rest}\" is no swing: write a percentage from 50 (straight) to 75, such as \"swing 58%\" or \"swing 8ths 62%\".");
    }

    /// <summary>This feel with one drum, or all, leaning as the line asks: "snare +10%" or "all 0% +2% -6% -8%".</summary>
    internal PatternFeel WithLeaning(PatternLine line)
    {
        var words = line.Words;
        if (words.Length is not (2 or 5) || (words[0] != AllDrums && PatternRow.DrumOf(words[0]) is null))
        {
            throw line.Fault(
                $"\"{line.Rest}\" is no feel: write a drum or \"all\", then one percentage of a sixteenth or four, as in \"feel snare +10%\".");
        }

        var values = words.Skip(1).Select(word => Leaning(line, word)).ToImmutableArray();
        return this with { Leanings = Leanings.SetItem(words[0], values) };
    }

    /// <summary>Where a hit sounds, in quarters from the start of its pattern; never before the start.</summary>
    internal double Place(string drumKey, int quarter, int part, int parts)
    {
        // Triplets and sextuplets are played as written: only notes that divide the quarter in halves can be swung.
        var binary = BitOperations.IsPow2(parts);
        var within = (double)part / parts;
        var sixteenths = LeaningOf(AllDrums, within, binary) + LeaningOf(drumKey, within, binary);
        return Math.Max(0, quarter + (binary ? Swung(within) : within) + (sixteenths / 4));
    }

    private double Swung(double within)
    {
        var pair = Math.Floor(within * PairsPerQuarter);
        var inPair = (within * PairsPerQuarter) - pair;
        var bent = inPair < 0.5 ? inPair * 2 * Swing : Swing + ((inPair - 0.5) * 2 * (1 - Swing));
        return (pair + bent) / PairsPerQuarter;
    }

    private double LeaningOf(string key, double within, bool binary)
    {
        if (!Leanings.TryGetValue(key, out var values) || (values.Length > 1 && !binary))
        {
            return 0;
        }

        return values[values.Length > 1 ? (int)(within * 4) : 0] / 100;
    }

    private static double Leaning(PatternLine line, string word)
    {
        if (TryPercent(word, out var percent) && Math.Abs(percent) <= LargestLeaning)
        {
            return percent;
        }

        throw line.Fault(
            $"\"{word}\" is no feel: write a percentage of a sixteenth from -{LargestLeaning}% (early) to +{LargestLeaning}% (late), " +
            "or move the hit to a finer step.");
    }

    private static int PairsOf(string notes) => notes switch { "16ths" => 2, "8ths" => 1, _ => 0 };

    private static bool TryPercent(string word, out double percent)
    {
        percent = 0;
        return word.EndsWith('%')
            && double.TryParse(word.AsSpan(0, word.Length - 1), NumberStyles.Float, CultureInfo.InvariantCulture, out percent);
    }
}
