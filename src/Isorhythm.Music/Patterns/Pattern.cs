using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>One drum pattern in played time: what a pattern text says, swing and feel applied.</summary>
/// <param name="Name">The pattern's own name, unique in its text.</param>
/// <param name="Style">The style it belongs to.</param>
/// <param name="BeatsPerMinute">The tempo it is meant for, in quarters a minute.</param>
/// <param name="Length">Its length: bars of four quarters.</param>
/// <param name="Hits">Its hits, earliest first.</param>
public sealed record Pattern(string Name, string Style, double BeatsPerMinute, Quarters Length, ImmutableArray<PatternHit> Hits)
{
    // A hundredth of a sixteenth, the unit of feel, is 2.4 ticks; a triplet, a sextuplet and a 64th are whole.
    private const int TicksPerQuarter = 960;
    private const int TicksPerHit = TicksPerQuarter / 24;

    /// <summary>
    /// The pattern played once, in 4/4 at its tempo, on the drum channel. Each drum has a pitch that the kit reads as that drum;
    /// a drum that the kit lacks has its General MIDI pitch, and the kit takes it for what it takes that pitch for.
    /// </summary>
    public Score ToScore(DrumKit kit) => new(
        TempoMap.Constant(TicksPerQuarter, BeatsPerMinute),
        new MeterMap(),
        Hits.Select(hit => new Note(TicksAt(hit.At), new Ticks(TicksPerHit), Note.DrumChannel, PitchOf(hit.Drum, kit), hit.Velocity)),
        TicksAt(Length));

    private static Ticks TicksAt(Quarters place) => new((long)Math.Round(place.Value * TicksPerQuarter));

    private static byte PitchOf(string name, DrumKit kit)
    {
        var usual = GeneralMidi(name);
        var own = kit.Drums.FirstOrDefault(drum => drum.Name == name);
        return own is null || own.Pitches.Contains(usual) ? usual : own.Pitches[0];
    }

    // Rim rows hold side sticks, claves, bells and rides: where a kit has no rim, the ride is the nearest.
    private static byte GeneralMidi(string drum) => drum switch
    {
        "Kick" => 36,
        "Snare" => 38,
        "Closed hat" => 42,
        "Open hat" => 46,
        "Low tom" => 41,
        "Mid tom" => 47,
        "High tom" => 50,
        "Clap" => 39,
        "Rim" => 51,
        _ => throw new ArgumentException($"\"{drum}\" is no drum of a pattern: name it as the kit \"{DrumKit.General}\" does.", nameof(drum)),
    };
}
