using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>How far the hits that come back are off in loudness and in time; those that are missing or too many count elsewhere.</summary>
/// <param name="Hits">Hits that both phrases have.</param>
/// <param name="Velocity">The absolute errors of their velocity, summed, in MIDI's 127ths.</param>
/// <param name="Milliseconds">The absolute errors of their time, summed, at 120 quarters a minute.</param>
internal readonly record struct TouchErrors(int Hits, double Velocity, double Milliseconds)
{
    private const double Loudest = 127;
    private const double MillisecondsOfAQuarter = 500;

    internal static TouchErrors Of(GridPhrase truth, GridPhrase decoded)
    {
        var byCell = decoded.Hits.ToDictionary(hit => (hit.Step, hit.Drum));
        var (hits, velocity, time) = (0, 0.0, 0.0);
        foreach (var hit in truth.Hits)
        {
            if (byCell.TryGetValue((hit.Step, hit.Drum), out var other))
            {
                hits++;
                velocity += Loudest * Math.Abs(hit.Velocity - other.Velocity);
                time += MillisecondsOfAQuarter / truth.Grid.StepsPerQuarter * Math.Abs(hit.Offset - other.Offset) / 2;
            }
        }

        return new(hits, velocity, time);
    }
}
