using Isorhythm.Music;

namespace Isorhythm.Studio;

/// <summary>What a model of notes on tracks holds.</summary>
/// <param name="StepsPerQuarter">Steps in a quarter.</param>
/// <param name="StepsPerBar">Steps in a bar.</param>
/// <param name="Bars">Bars in a phrase.</param>
/// <param name="Tracks">The tracks, in the order that notes name them by.</param>
internal sealed record TracksView(int StepsPerQuarter, int StepsPerBar, int Bars, IReadOnlyList<TrackView> Tracks)
{
    public static TracksView Of(TokenTracks tracks) =>
        new(TokenTracks.StepsPerQuarter, tracks.StepsPerBar, tracks.Bars, [.. tracks.Tracks.Select(TrackView.Of)]);
}

/// <summary>A track.</summary>
/// <param name="Name">"melody", "bass", "drums" and the like.</param>
/// <param name="IsDrums">Its notes are drums.</param>
/// <param name="Lowest">The lowest MIDI pitch that it can play.</param>
/// <param name="Highest">The highest.</param>
/// <param name="Drums">Of drums, the rows that they are shown in; else none.</param>
internal sealed record TrackView(string Name, bool IsDrums, int Lowest, int Highest, IReadOnlyList<DrumView> Drums)
{
    public static TrackView Of(TokenTrack track) => new(
        track.Name,
        track.IsDrums,
        track.Vocabulary.LowestPitch,
        track.Vocabulary.HighestPitch,
        track.IsDrums ? [.. KitOf(track).Drums.Select(drum => new DrumView(drum.Name, drum.OutputPitch))] : []);

    /// <summary>The drums of a track; one whose tokens are pitches is shown on nine.</summary>
    public static DrumKit KitOf(TokenTrack track) => track.Vocabulary.Kit ?? DrumKit.MusicVae;
}
