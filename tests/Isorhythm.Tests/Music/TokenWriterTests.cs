using FsCheck;
using FsCheck.Fluent;
using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

public sealed class TokenWriterTests
{
    private static readonly string[] Names =
        ["melody-2bar", "melody-2bar-130", "melody-1bar-3-4", "drums-2bar", "drums-1bar-7-8", "trio-2bar", "trio-1bar-130-6-8", "trio-16bar", "band-1bar", "band-2bar", "band-4bar-3-4"];

    [Fact]
    public void DecodingAndEncodingIsTheIdentity() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Phrases, phrases => Assert.Equal(phrases, ReadBack(phrases))));

    [Fact]
    public void OffThatEndsNothingIsTheOnlyTokenThatDoesNotComeBack()
    {
        var phrase = Tune.Phrase("melody-1bar", "x - 60 - x x - 62");
        Assert.Equal([Tune.Phrase("melody-1bar", "- - 60 - x - - 62")], ReadBack([phrase]));
    }

    [Fact]
    public void TracksHaveTheirOwnProgramAndChannel()
    {
        var tracks = TokenTracks.Named("trio-1bar");
        var tokens = new ushort[tracks.Width];
        (tokens[0], tokens[4], tokens[16 + 2], tokens[32 + 3]) = (41, 1, 20, 6);
        var notes = TokenWriter.ToScore([new TokenPhrase(tracks, tokens)], 100).Notes;
        Assert.Equal(
            [(0, 480, 0, 0, 60, 0), (240, 14 * 120, 1, 33, 39, 1), (360, 120, 9, 0, 38, 2), (360, 120, 9, 0, 42, 2)],
            notes.Select(note => ((int)note.Start.Value, (int)note.Duration.Value, (int)note.Channel, (int)note.Program, (int)note.Pitch, (int)note.Track)));
        Assert.All(notes, note => Assert.Equal(80, note.Velocity));
    }

    [Fact]
    public void BandPlaysItsDrumsOnChannel10AndEveryTrackWithItsProgram()
    {
        var notes = TokenWriter.ToScore([Tune.Band("49", "x 40 -", "x x 60 - x", "x x x 70")], 100).Notes;
        Assert.Equal(
            [(0, 120, 9, 0, 49, 0), (120, 240, 1, 33, 40, 1), (240, 240, 0, 24, 60, 2), (360, 120, 2, 48, 70, 3)],
            notes.Select(note => ((int)note.Start.Value, (int)note.Duration.Value, (int)note.Channel, (int)note.Program, (int)note.Pitch, (int)note.Track)));
    }

    [Fact]
    public void ScoreEndsWithItsLastPhraseInItsMetreAndTempo()
    {
        var score = TokenWriter.ToScore([Tune.Phrase("melody-2bar-6-8", "60"), Tune.Phrase("melody-2bar-6-8", "- x")], 90);
        Assert.Equal(12 * score.TicksPerQuarter, score.End.Value);
        Assert.Equal("6/8", $"{Assert.Single(score.Meter.Changes)}");
        Assert.Equal(90, score.Tempo.Changes[0].BeatsPerMinute, 0.001);
        Assert.Equal(new Ticks(6 * score.TicksPerQuarter), Assert.Single(score.Notes).End);
    }

    [Fact]
    public void NoPhrasesOrDifferentOnesAreRefused()
    {
        Assert.Throws<ArgumentException>(() => TokenWriter.ToScore([], 120));
        Assert.Throws<ArgumentException>(() => TokenWriter.ToScore([Tune.Phrase("melody-1bar", "60"), Tune.Phrase("melody-1bar-130", "60")], 120));
    }

    private static Arbitrary<List<TokenPhrase>> Phrases =>
        (from name in Gen.Elements(Names)
         from count in Gen.Choose(1, 4)
         from phrases in Phrase(TokenTracks.Named(name)).ListOf(count)
         where phrases.Any(phrase => phrase.NoteCount > 0)
         select phrases).ToArbitrary();

    // Holds are the most frequent, as in music.
    private static Gen<TokenPhrase> Phrase(TokenTracks tracks) =>
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from holds in Gen.Choose(0, 9)
        select new TokenPhrase(tracks, Tokens(tracks, new System.Random(seed), holds)).Canonical();

    private static ushort[] Tokens(TokenTracks tracks, System.Random random, int holds) =>
        [.. Enumerable.Range(0, tracks.Width).Select(i => random.Next(10) < holds ? (ushort)0 : (ushort)random.Next(tracks.Tracks[i / tracks.Steps].Vocabulary.Size))];

    private static List<Phrase> ReadBack(List<TokenPhrase> phrases)
    {
        var tracks = phrases[0].Tracks;
        var score = MidiReader.Read(MidiWriter.Write(TokenWriter.ToScore(phrases, 120))).Score!;
        return [.. new TokenReader(tracks, TokenRules.WholePiece(tracks)).Read(score).Phrases.Select(phrase => phrase.Phrase)];
    }
}
