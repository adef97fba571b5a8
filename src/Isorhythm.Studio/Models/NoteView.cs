using Isorhythm.Music;

namespace Isorhythm.Studio;

/// <summary>A note of a track as the page reads and writes it.</summary>
/// <param name="Track">Which track of the model, from 0.</param>
/// <param name="Step">The step that it begins on, from 0.</param>
/// <param name="Length">How many steps it sounds.</param>
/// <param name="Pitch">Its MIDI pitch, of a drum the one that plays it.</param>
/// <param name="Velocity">0..1.</param>
/// <param name="Drum">Of a drum, the row that it is shown in; null of others. Not read.</param>
internal sealed record NoteView(int Track, int Step, int Length, int Pitch, float Velocity = NoteView.UsualVelocity, int? Drum = null)
{
    private const float UsualVelocity = TokenWriter.Velocity / 127f;

    /// <summary>The notes of a phrase, track after track, each by step.</summary>
    public static IReadOnlyList<NoteView> Of(TokenPhrase phrase) =>
        [.. phrase.Tracks.Tracks.SelectMany((track, index) => phrase.Notes(index).Select(note => Of(track, index, note)))];

    /// <summary>The notes as a phrase on the tracks.</summary>
    /// <exception cref="RefusedException">A note lies off the tracks, or two of a melody begin on one step.</exception>
    public static TokenPhrase ToPhrase(IReadOnlyList<NoteView> notes, TokenTracks tracks)
    {
        // JSON can hold a null where the type of the list promises none.
        if (notes.Select(note => note is null ? "is missing" : note.Fault(tracks)).FirstOrDefault(fault => fault is not null) is { } fault)
        {
            throw Refusal.BadRequest($"A note of the pattern {fault}: reload the page and try again.");
        }

        if (notes.GroupBy(note => (note.Track, note.Step, Drum: tracks.Tracks[note.Track].IsDrums ? note.Pitch : 0))
            .FirstOrDefault(cell => cell.Count() > 1) is { Key: var (track, step, _) })
        {
            throw Refusal.BadRequest($"Two notes of the pattern begin on step {step} of track {track}: send one.");
        }

        // Where a drum track has one drum a step, the lowest is meant, as when a song is read.
        return TokenPhrase.Of(tracks, notes.OrderByDescending(note => note.Pitch).Select(note => (note.Track, note.ToNote(tracks))));
    }

    private static NoteView Of(TokenTrack track, int index, TokenNote note)
    {
        var pitch = track.Vocabulary.Kit?.Drums[note.Pitch].OutputPitch ?? note.Pitch;
        int? drum = !track.IsDrums ? null : track.Vocabulary.Kit is not null ? note.Pitch : Math.Max(0, TrackView.KitOf(track).IndexOf(pitch));
        return new(index, note.Step, note.Length, pitch, UsualVelocity, drum);
    }

    private TokenNote ToNote(TokenTracks tracks) => new(Step, Length, tracks.Tracks[Track].Vocabulary.Kit?.IndexOf(Pitch) ?? Pitch);

    private string? Fault(TokenTracks tracks) => this switch
    {
        _ when Track < 0 || Track >= tracks.Tracks.Length => $"has track {Track}, and there are {tracks.Tracks.Length}",
        _ when Step < 0 || Step >= tracks.Steps => $"has step {Step}, and there are {tracks.Steps}",
        _ when Length < 1 || Length > tracks.Steps => $"has length {Length}, which is not from 1 to {tracks.Steps}",
        _ when Pitch is < 0 or > 127 || tracks.Tracks[Track].Vocabulary.TokenOf(Pitch) == 0 =>
            $"has pitch {Pitch}, which the {tracks.Tracks[Track].Name} cannot play",
        _ => null,
    };
}
