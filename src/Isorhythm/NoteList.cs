using Isorhythm.Music;

namespace Isorhythm.Cli;

/// <summary>A phrase as the notes of the JSON contract.</summary>
internal static class NoteList
{
    internal static NoteAnswer[] Of(Phrase phrase) => phrase is GridPhrase rhythm
        ? [.. rhythm.Hits.Select(hit => new NoteAnswer(hit.Step, hit.Drum, (int)MathF.Round(hit.Velocity * 127), hit.Offset / 2))]
        : [.. Enumerable.Range(0, ((TokenPhrase)phrase).Tracks.Tracks.Length).SelectMany(track => Of((TokenPhrase)phrase, track))];

    private static IEnumerable<NoteAnswer> Of(TokenPhrase phrase, int track)
    {
        var (name, isOfKit) = (phrase.Tracks.Tracks[track].Name, phrase.Tracks.Tracks[track].Vocabulary.Kit is not null);
        return phrase.Notes(track).Select(note => new NoteAnswer(
            note.Step, isOfKit ? note.Pitch : null, TokenWriter.Velocity, Offset: 0, isOfKit ? null : note.Pitch, note.Length, name));
    }
}
