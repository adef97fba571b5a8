using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>Which MIDI pitches are which drum, and with which pitch each drum is played. Kits are chosen by name and compared by reference.</summary>
/// <remarks>
/// Roland's electronic drums send 22 and 26 for the edge of the closed and the open hat (the Groove MIDI Dataset is full of
/// them); every kit knows them, though the maps that the kits come from do not.
/// </remarks>
public sealed class DrumKit
{
    private const int Pitches = 128;
    private readonly sbyte[] indices = new sbyte[Pitches];

    private DrumKit(string name, params ImmutableArray<Drum> drums)
    {
        (Name, Drums) = (name, drums);
        Array.Fill(indices, (sbyte)-1);
        for (var i = 0; i < drums.Length; i++)
        {
            foreach (var pitch in drums[i].Pitches)
            {
                indices[pitch] = (sbyte)i;
            }
        }
    }

    /// <summary>
    /// The default: the same nine drums, almost every pitch given to one of them as <see cref="Greedy"/> does, but what General MIDI calls
    /// side stick, clap, crash and toms is what it is called, and every drum's own output note reads back as that drum.
    /// </summary>
    public static DrumKit General { get; } = new(
        "general",
        new("Kick", 36, [35, 36]),
        new("Snare", 38, [27, 28, 31, 32, 33, 34, 38, 40, 56, 65, 66, 85]),
        new("Closed hat", 42, [22, 42, 44, 54, 68, 69, 70, 71, 73, 78, 80]),
        new("Open hat", 46, [26, 46, 49, 52, 55, 57, 58, 67, 72, 74, 79, 81]),
        new("Low tom", 41, [29, 41, 43, 61, 64, 84]),
        new("Mid tom", 45, [45, 47, 60, 63, 77, 86, 87]),
        new("High tom", 48, [30, 48, 50, 62, 76, 83]),
        new("Clap", 39, [39]),
        new("Rim", 37, [37, 51, 53, 59, 75, 82]));

    /// <summary>R-VAE's nine drums, every pitch from 27 to 87 given to one of them (the released training device's "greedy" map).</summary>
    public static DrumKit Greedy { get; } = new(
        "greedy",
        new("Kick", 36, [35, 36]),
        new("Snare", 38, [27, 28, 31, 32, 33, 34, 37, 38, 39, 40, 56, 65, 66, 75, 85]),
        new("Closed hat", 42, [22, 42, 44, 54, 68, 69, 70, 71, 73, 78, 80]),
        new("Open hat", 46, [26, 46, 67, 72, 74, 79, 81]),
        new("Low tom", 41, [29, 41, 45, 61, 64, 84]),
        new("Mid tom", 45, [47, 48, 60, 63, 77, 86, 87]),
        new("High tom", 48, [30, 43, 50, 62, 76, 83]),
        new("Clap", 39, [49, 55, 57, 58]),
        new("Rim", 37, [51, 52, 53, 59, 82]));

    /// <summary>The same nine drums, and only the pitches that General MIDI names after them (M4L.RhythmVAE's default map).</summary>
    public static DrumKit Strict { get; } = new(
        "strict",
        new("Kick", 36, [35, 36]),
        new("Snare", 38, [38, 40]),
        new("Closed hat", 42, [22, 42]),
        new("Open hat", 46, [26, 44, 46]),
        new("Low tom", 41, [41, 45]),
        new("Mid tom", 45, [47, 48]),
        new("High tom", 48, [43, 50]),
        new("Clap", 39, [39]),
        new("Rim", 37, [51, 52, 53, 59]));

    /// <summary>Kick, snare and closed hat of <see cref="Greedy"/>: the three drums of Vigliensoni et al. 2020.</summary>
    public static DrumKit Greedy3 { get; } = new("greedy-3", Greedy.Drums[..3]);

    /// <summary>Kick, snare and closed hat of <see cref="Strict"/>.</summary>
    public static DrumKit Strict3 { get; } = new("strict-3", Strict.Drums[..3]);

    /// <summary>The nine drums of McDermott 2018.</summary>
    public static DrumKit DrumLoops { get; } = new(
        "drum-loops",
        new("Kick", 36, [35, 36]),
        new("Snare", 38, [37, 38, 39, 40]),
        new("Closed hat", 42, [22, 42, 44, 69, 70]),
        new("Open hat", 46, [26, 46]),
        new("Ride", 51, [51, 53, 56, 59, 80]),
        new("Crash", 49, [49, 52, 57]),
        new("Low tom", 41, [41, 43, 64]),
        new("Mid tom", 45, [45, 47, 62, 63, 68]),
        new("High tom", 48, [48, 50, 60, 61, 67]));

    /// <summary>The nine drums of MusicVAE's released code, every pitch from 26 to 87 given to one of them.</summary>
    public static DrumKit MusicVae { get; } = new(
        "musicvae",
        new("Kick", 36, [35, 36]),
        new("Snare", 38, [27, 28, 31, 32, 33, 34, 37, 38, 39, 40, 56, 65, 66, 75, 85]),
        new("Closed hat", 42, [22, 42, 44, 54, 68, 69, 70, 71, 73, 78, 80]),
        new("Open hat", 46, [26, 46, 67, 72, 74, 79, 81]),
        new("Low tom", 45, [29, 41, 43, 45, 61, 64, 84]),
        new("Mid tom", 48, [47, 48, 60, 63, 77, 86, 87]),
        new("High tom", 50, [30, 50, 62, 76, 83]),
        new("Crash", 49, [49, 52, 55, 57, 58]),
        new("Ride", 51, [51, 53, 59, 82]));

    /// <summary>
    /// The nine drums of the Groove MIDI Dataset's paper, whose drummers played Roland's pads: 48, 45 and 43 are the heads of three toms, 50, 47
    /// and 58 their rims (Gillick et al. 2019). The kick and the floor tom also have General MIDI's other notes.
    /// </summary>
    public static DrumKit Groove { get; } = new(
        "groove",
        new("Kick", 36, [35, 36]),
        new("Snare", 38, [37, 38, 40]),
        new("Closed hat", 42, [22, 42, 44]),
        new("Open hat", 46, [26, 46]),
        new("Low tom", 43, [41, 43, 58]),
        new("Mid tom", 47, [45, 47]),
        new("High tom", 50, [48, 50]),
        new("Crash", 49, [49, 52, 55, 57]),
        new("Ride", 51, [51, 53, 59]));

    /// <summary>Every kit.</summary>
    public static ImmutableArray<DrumKit> All { get; } = [General, Greedy, Strict, Greedy3, Strict3, DrumLoops, MusicVae, Groove];

    /// <summary>The name that it is chosen by.</summary>
    public string Name { get; }

    /// <summary>The drums in the order of a grid's rows.</summary>
    public ImmutableArray<Drum> Drums { get; }

    /// <summary>The kit of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public static DrumKit Named(string name) =>
        All.FirstOrDefault(kit => kit.Name == name)
        ?? throw new ArgumentException($"There is no drum kit \"{name}\": choose one of {string.Join(", ", All.Select(kit => kit.Name))}.", nameof(name));

    /// <summary>Which drum a pitch is, from 0; -1 when the kit has none for it.</summary>
    public int IndexOf(int pitch) => (uint)pitch < Pitches ? indices[pitch] : -1;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
