namespace Isorhythm.Music;

/// <summary>How written music is played: it moves notes in time and is no part of what is written.</summary>
/// <param name="Swing">Where the second of two notes falls within their pair, as a share of it: 0.5 (straight) to 0.75.</param>
/// <param name="Per">Which notes are swung: 8 for eighths, 16 for sixteenths. A grid without sixteenths swings its eighths.</param>
/// <param name="Quantise">How much of a hit's microtiming is taken away: 0 (none) to 1 (all).</param>
public sealed record Groove(double Swing = Groove.Straight, int Per = 16, double Quantise = 0)
{
    /// <summary>Both notes of a pair are equally long.</summary>
    public const double Straight = 0.5;

    /// <summary>The latest that a second note can fall.</summary>
    public const double Latest = 0.75;

    /// <summary>What cannot be played of it, to follow "The groove"; null where all can.</summary>
    public string? Fault() => this switch
    {
        _ when Swing is not (>= Straight and <= Latest) => $"swings by {Swing}, which is not in {Straight}..{Latest}",
        _ when Per is not (8 or 16) => $"swings notes of 1/{Per}: swing 8 or 16",
        _ when Quantise is not (>= 0 and <= 1) => $"quantises by {Quantise}, which is not in 0..1",
        _ => null,
    };

    /// <summary>How many steps later than written a step is played: none but the second notes of pairs move, so triplets stay.</summary>
    public double Delay(long step, int stepsPerQuarter)
    {
        var note = stepsPerQuarter * 4 % Per == 0 ? stepsPerQuarter * 4 / Per : stepsPerQuarter / 2;
        return note > 0 && step % (2 * note) == note ? (Swing - Straight) * 2 * note : 0;
    }
}
