namespace Isorhythm.Studio;

/// <summary>
/// Where the beat of a Link session is: a straight line from time to beats, in the whole numbers that travel over the network. Sessions count their time,
/// the ghost time, from when they were founded.
/// </summary>
/// <param name="MicrosPerBeat">Microseconds that a beat lasts.</param>
/// <param name="BeatOrigin">Millionths of a beat at <paramref name="TimeOrigin"/>. Of two timelines of a session the one with the greater origin is the later.</param>
/// <param name="TimeOrigin">Microseconds of ghost time.</param>
internal readonly record struct LinkTimeline(long MicrosPerBeat, long BeatOrigin, long TimeOrigin)
{
    public const double SlowestTempo = 20;
    public const double FastestTempo = 999;

    private const double Million = 1e6;
    private const double MicrosPerMinute = 60e6;

    public double BeatsPerMinute => MicrosPerMinute / MicrosPerBeat;

    /// <summary>Millionths of a beat at a ghost time.</summary>
    public long BeatsAt(long ghost) => BeatOrigin + (long)Math.Round((ghost - TimeOrigin) * Million / MicrosPerBeat);

    /// <summary>The ghost time of so many millionths of a beat.</summary>
    public long TimeOf(long beats) => TimeOrigin + (long)Math.Round((beats - BeatOrigin) * (double)MicrosPerBeat / Million);

    /// <summary>
    /// Another tempo from a ghost time on. The beat at that time stays what it is, and the origin only grows: otherwise the others would take the change for
    /// an old one.
    /// </summary>
    public LinkTimeline WithTempo(double beatsPerMinute, long ghost)
    {
        var (micros, now) = (MicrosOf(beatsPerMinute), BeatsAt(ghost));
        var origin = Math.Max(now, BeatOrigin + 1);
        return new LinkTimeline(micros, origin, ghost + (long)Math.Round((origin - now) * (double)micros / Million));
    }

    /// <summary>The length of a beat at a tempo within what Link allows.</summary>
    public static long MicrosOf(double beatsPerMinute) =>
        (long)Math.Round(MicrosPerMinute / Math.Clamp(beatsPerMinute, SlowestTempo, FastestTempo));
}
