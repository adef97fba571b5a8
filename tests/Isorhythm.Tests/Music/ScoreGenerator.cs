using FsCheck;
using FsCheck.Fluent;
using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

/// <summary>Random scores, of all that a MIDI file can tell.</summary>
internal static class ScoreGenerator
{
    private static Gen<Tempo> Tempo =>
        from at in Gen.Choose(0, 20_000)
        from microseconds in Gen.Choose(1, Isorhythm.Music.Tempo.SlowestMicrosecondsPerQuarter)
        select new Tempo(new Ticks(at), microseconds);

    private static Gen<Meter> Meter =>
        from at in Gen.Choose(0, 20_000)
        from numerator in Gen.Choose(1, 255)
        from power in Gen.Choose(0, 6)
        select new Meter(new Ticks(at), numerator, 1 << power);

    private static Gen<Note> Note =>
        from start in Gen.Frequency((9, Gen.Choose(0, 300)), (1, Gen.Choose(0, 1_000_000_000)))
        from duration in Gen.Frequency((9, Gen.Choose(0, 300)), (1, Gen.Choose(0, 1_000_000_000)))
        from channel in Gen.Choose(0, 15)
        from pitch in Gen.Frequency((3, Gen.Choose(60, 62)), (1, Gen.Choose(0, 127)))
        from velocity in Gen.Choose(1, 127)
        from program in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Choose(0, 127)))
        from track in Gen.Choose(0, 3)
        select new Note(new Ticks(start), new Ticks(duration), (byte)channel, (byte)pitch, (byte)velocity) { Program = (byte)program, Track = (byte)track };

    internal static Arbitrary<Score> Scores =>
        (from ticksPerQuarter in Gen.Choose(1, TempoMap.LargestTicksPerQuarter)
         from tempi in Tempo.ListOf()
         from meters in Meter.ListOf()
         from notes in Note.ListOf()
         from end in Gen.Choose(0, 100_000)
         select new Score(new TempoMap(ticksPerQuarter, tempi), new MeterMap(meters), InTurn(Counted(notes)), new Ticks(end))).ToArbitrary();

    // A file counts the tracks that have notes.
    private static IEnumerable<Note> Counted(IReadOnlyCollection<Note> notes)
    {
        byte[] tracks = [.. notes.Select(note => note.Track).Distinct().Order()];
        return notes.Select(note => note with { Track = (byte)Array.IndexOf(tracks, note.Track) });
    }

    // Of two notes of one pitch a file tells that the older ends first: so make it.
    private static IEnumerable<Note> InTurn(IEnumerable<Note> notes)
    {
        var ends = new Dictionary<(int, int, int), Ticks>();
        foreach (var note in notes.OrderBy(note => note.Start))
        {
            var key = (note.Track, note.Channel, note.Pitch);
            var end = ends.TryGetValue(key, out var earlier) && earlier > note.End ? earlier : note.End;
            ends[key] = end;
            yield return note with { Duration = end - note.Start };
        }
    }
}
