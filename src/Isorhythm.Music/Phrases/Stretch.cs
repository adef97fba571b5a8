using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>A part of a score within which the metre stays.</summary>
/// <param name="Meter">The metre, and where the stretch starts.</param>
/// <param name="Quarters">How long it is; the last one is whole bars.</param>
/// <param name="IsFirst">It starts the score.</param>
/// <param name="IsLast">It ends the score.</param>
internal readonly record struct Stretch(Meter Meter, double Quarters, bool IsFirst, bool IsLast)
{
    /// <summary>The stretches of a score, one or more.</summary>
    /// <param name="score">The score.</param>
    /// <param name="ragged">How far the end of a recording may lie behind a bar line without meaning one more bar.</param>
    internal static ImmutableArray<Stretch> Of(Score score, Quarters ragged)
    {
        var meters = new List<Meter>();
        foreach (var meter in score.Meter.Changes)
        {
            if (meters.Count == 0 || meter.Bar != meters[^1].Bar || meter.Numerator != meters[^1].Numerator)
            {
                meters.Add(meter);
            }
        }

        var stretches = ImmutableArray.CreateBuilder<Stretch>(meters.Count);
        for (var i = 0; i < meters.Count; i++)
        {
            var isLast = i == meters.Count - 1;
            var end = isLast ? score.End : meters[i + 1].At;
            var quarters = (double)(end - meters[i].At).Value / score.TicksPerQuarter;
            var bar = meters[i].Bar.Value;
            var length = isLast ? bar * Math.Max(1, Math.Ceiling((quarters - ragged.Value) / bar)) : quarters;
            stretches.Add(new Stretch(meters[i], length, i == 0, isLast));
        }

        return stretches.DrainToImmutable();
    }
}
