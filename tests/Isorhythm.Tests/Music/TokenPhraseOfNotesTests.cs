using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

public sealed class TokenPhraseOfNotesTests
{
    [Theory]
    [InlineData("melody-2bar")]
    [InlineData("trio-4bar")]
    [InlineData("band-2bar")]
    [InlineData("drums-2bar")]
    public void A_phrase_of_a_phrases_notes_is_that_phrase(string name)
    {
        var tracks = TokenTracks.Named(name);
        var random = new RandomStream(7, "notes");
        for (var i = 0; i < 40; i++)
        {
            var phrase = TokenModels.Phrase(tracks, random);
            var notes = Enumerable.Range(0, tracks.Tracks.Length).SelectMany(track => phrase.Notes(track).Select(note => (track, note)));
            Assert.Equal(phrase, TokenPhrase.Of(tracks, notes));
        }
    }

    [Fact]
    public void A_note_ends_where_the_next_begins_and_rests_where_nothing_sounds()
    {
        var phrase = TokenPhrase.Of(TokenTracks.Named("melody-1bar"), [(0, new TokenNote(4, 2, 62)), (0, new TokenNote(0, 16, 60))]);
        Assert.Equal([new TokenNote(0, 4, 60), new TokenNote(4, 2, 62)], phrase.Notes(0).ToArray());
    }

    [Fact]
    public void What_a_track_cannot_play_is_refused()
    {
        Assert.Throws<ArgumentException>(() => TokenPhrase.Of(TokenTracks.Named("melody-1bar"), [(0, new TokenNote(0, 1, 20))]));
        Assert.Throws<ArgumentException>(() => TokenPhrase.Of(TokenTracks.Named("melody-1bar"), [(0, new TokenNote(16, 1, 60))]));
        Assert.Throws<ArgumentException>(() => TokenPhrase.Of(TokenTracks.Named("drums-1bar"), [(0, new TokenNote(0, 1, 9))]));
    }
}
