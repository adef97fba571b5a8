namespace Isorhythm.Studio;

/// <summary>An address that the studio takes or sends, as its page lists it.</summary>
/// <param name="Address">Such as "/isorhythm/head".</param>
/// <param name="Arguments">Their names in their order.</param>
/// <param name="Meaning">What it does, or when it is sent.</param>
internal sealed record OscAddress(string Address, string Arguments, string Meaning)
{
    public const string Note = "/isorhythm/note";
    public const string Head = "/isorhythm/head";
    public const string WekinatorInputs = "/wek/inputs";
    public const string WekinatorOutputs = "/wek/outputs";
    public const string WekinatorControl = "/wekinator/control/outputs";

    /// <summary>What the studio listens to. Numbers are 0 to 1 unless their names say otherwise.</summary>
    public static IReadOnlyList<OscAddress> Taken { get; } =
    [
        new(WekinatorOutputs, "x y", "Wekinator moves the head"),
        new(WekinatorControl, "x y", "so does R-VAE's device"),
        new(Head, "x y", "moves the head: 0 0 is the map's lower left corner, 1 1 its upper right"),
        new("/isorhythm/play", "[0|1]", "plays; 0 stops"),
        new("/isorhythm/stop", "", "stops"),
        new("/isorhythm/tempo", "bpm", "40 to 300"),
        new("/isorhythm/volume", "v", "the page's own sound"),
        new("/isorhythm/threshold", "v", "lower lets more strokes in"),
        new("/isorhythm/noise", "v", "how far each bar strays"),
        new("/isorhythm/density", "[drum] v", "0 none, 0.5 as it is, 1 most; of one drum, counted from 1, or of all"),
        new("/isorhythm/morph", "v", "the way through the snapshots"),
        new("/isorhythm/snapshot", "n", "goes back to snapshot 1 to 4"),
        new("/isorhythm/mute", "part 0|1", "a drum or a track, counted from 1"),
    ];

    /// <summary>What the studio sends to those who listen to it.</summary>
    public static IReadOnlyList<OscAddress> Sent { get; } =
    [
        new(Note, "channel pitch velocity ms name", "each stroke as it sounds"),
        new(Head, "x y", "whenever the head moves"),
        new("/isorhythm/playing", "0|1", "when the music starts or stops"),
        new("/isorhythm/tempo", "bpm", "when it changes"),
        new("/isorhythm/bar", "n", "as each bar begins, from 1"),
        new("/isorhythm/density", "strokes", "of a quarter, when the pattern changes"),
        new("/isorhythm/velocity", "v", "the pattern's mean, 0 to 1"),
    ];

    /// <summary>What goes to Wekinator when a hand moves the head: as its inputs, and as outputs to learn from.</summary>
    public static IReadOnlyList<OscAddress> SentToWekinator { get; } =
    [
        new(WekinatorInputs, "x y", "the head, as Wekinator's inputs"),
        new(WekinatorControl, "x y", "the head, as the outputs that an example is recorded with"),
    ];

    public static bool IsTaken(string address) => Taken.Any(known => known.Address == address);

    public static bool IsSent(string? address) => Sent.Any(known => known.Address == address);
}
