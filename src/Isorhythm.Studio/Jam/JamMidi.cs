using Isorhythm.Music;

namespace Isorhythm.Studio;

/// <summary>A recorded session as a MIDI file: the player's bars and the machine's in turn, each on a track of its own.</summary>
internal static class JamMidi
{
    private static readonly string[] Tracks = ["human", "machine"];

    /// <summary>The file, format 1: tempo and metre, then the two tracks.</summary>
    /// <exception cref="RefusedException">Nothing was played, or the model's grid is another one now.</exception>
    public static byte[] Write(JamRecord record, DrumGrid model)
    {
        if (record.Count == 0)
        {
            throw Refusal.Conflict($"Nothing was played in \"{record.Head.Session}\" yet: play a phrase first.");
        }

        var form = JamForm.Of(model, record.Head.Bars);
        var rest = new GridPhrase(form.Grid);
        var human = Play(record, turn => [form.Read(turn.Notes), rest]);
        var machine = Play(record, turn => [rest, form.Read(turn.Reply)]);
        var notes = human.Notes.Concat(machine.Notes.Select(note => note with { Track = 1 }));
        return MidiWriter.Write(new Score(human.Tempo, human.Meter, notes, human.End), Tracks);
    }

    private static Score Play(JamRecord record, Func<JamTurn, GridPhrase[]> bars) =>
        PhraseWriter.ToScore([.. record.Turns.SelectMany(bars)], record.Head.Bpm);
}
