namespace Isorhythm.Music;

/// <summary>Plays token phrases: tokens -> notes.</summary>
public static class TokenWriter
{
    private const int TicksPerQuarter = 480;
    private const int TicksPerStep = TicksPerQuarter / TokenTracks.StepsPerQuarter;
    /// <summary>How loud every note is played: tokens hold no velocity.</summary>
    public const byte Velocity = 80;

    /// <summary>The phrases one after another, each track with its own program and channel, in the metre of their representation, swung if a groove is given.</summary>
    /// <remarks>
    /// A note ends where the next of its track begins, at an off, or with its phrase; a drum lasts a step. The score ends where the last
    /// phrase does, so that a sequencer loops it right.
    /// </remarks>
    /// <exception cref="ArgumentException">No phrases, or phrases of different representations.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A tempo that no MIDI file can hold.</exception>
    public static Score ToScore(IReadOnlyList<TokenPhrase> phrases, double beatsPerMinute, Groove? groove = null)
    {
        if (phrases.Count == 0 || phrases.Any(phrase => phrase.Tracks != phrases[0].Tracks))
        {
            throw new ArgumentException("A score is made of one phrase or more, all of one representation.", nameof(phrases));
        }

        groove ??= new Groove();
        var tracks = phrases[0].Tracks;
        var end = new Ticks((long)phrases.Count * tracks.Steps * TicksPerStep);
        var notes = phrases.SelectMany((phrase, index) => Enumerable.Range(0, tracks.Tracks.Length).SelectMany(track => Play(phrase, index, track, groove)));
        return new Score(TempoMap.Constant(TicksPerQuarter, beatsPerMinute), new MeterMap(tracks.Meter), notes, end);
    }

    private static IEnumerable<Note> Play(TokenPhrase phrase, int index, int track, Groove groove)
    {
        var (first, voice) = ((long)index * phrase.Tracks.Steps, phrase.Tracks.Tracks[track]);
        Ticks At(int step) => new((long)Math.Round((first + step + groove.Delay(step, TokenTracks.StepsPerQuarter)) * TicksPerStep));
        return phrase.Notes(track).Select(note =>
            new Note(
                At(note.Step),
                At(note.Step + note.Length) - At(note.Step),
                voice.Channel,
                voice.Vocabulary.Kit?.Drums[note.Pitch].OutputPitch ?? (byte)note.Pitch,
                Velocity)
            {
                Program = voice.Program,
                Track = (byte)track,
            });
    }
}
