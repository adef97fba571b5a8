using System.Globalization;
using System.Xml.Linq;
using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

public sealed class TrackSvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void NoteIsAsLongAsItSoundsAndAsHighAsItsPitch()
    {
        var notes = Notes(TrackSvg.Draw(Tune.Phrase("melody-1bar", "60 x - - 62 - - - 62 - x")));
        Assert.Equal(3, notes.Count);
        var step = (Number(notes[1], "x") - Number(notes[0], "x")) / 4;
        Assert.InRange(Number(notes[0], "width"), 0.5 * step, step);
        Assert.InRange(Number(notes[1], "width"), 3.5 * step, 4 * step);
        Assert.True(Number(notes[1], "y") < Number(notes[0], "y"));
        Assert.Equal(Number(notes[1], "y"), Number(notes[2], "y"));
    }

    [Fact]
    public void TracksLieBelowOneAnotherInTheirColours()
    {
        var tracks = TokenTracks.Named("trio-1bar");
        var tokens = new ushort[tracks.Width];
        (tokens[0], tokens[16], tokens[32]) = (41, 41, 3);
        var notes = Notes(TrackSvg.Draw(new TokenPhrase(tracks, tokens)));
        Assert.Equal(["#56B4E9", "#CC79A7", "#E69F00", "#56B4E9"], notes.Select(note => (string?)note.Attribute("fill")));
        Assert.Equal(notes.Select(note => Number(note, "y")).Order(), notes.Select(note => Number(note, "y")));
    }

    [Fact]
    public void PhrasesLieBelowOneAnotherOnOneScaleOfPitch()
    {
        var notes = Notes(TrackSvg.Draw(Tune.Phrase("melody-1bar", "60"), Tune.Phrase("melody-1bar", "84"), Tune.Phrase("melody-1bar", "60")));
        var tops = notes.Select(note => Number(note, "y")).ToList();
        Assert.Single(notes.Select(note => Number(note, "x")).Distinct());
        // The second is two octaves higher than the middle of the others.
        Assert.True(tops[1] < (tops[0] + tops[2]) / 2);
    }

    [Theory]
    [InlineData("melody-2bar")]
    [InlineData("melody-16bar-130")]
    [InlineData("drums-2bar")]
    [InlineData("trio-16bar")]
    [InlineData("trio-4bar-6-8")]
    [InlineData("band-2bar")]
    public void EveryNoteLiesWithinThePicture(string name)
    {
        var tracks = TokenTracks.Named(name);
        var random = new System.Random(1);
        TokenPhrase[] phrases =
            [.. Enumerable.Range(0, 3).Select(_ => new TokenPhrase(tracks, [.. Enumerable.Range(0, tracks.Width).Select(i => (ushort)random.Next(tracks.Tracks[i / tracks.Steps].Vocabulary.Size))]))];
        foreach (var shown in new[] { phrases[..1], phrases })
        {
            var picture = XDocument.Parse(TrackSvg.Draw(shown)).Root!;
            var notes = picture.Descendants(Svg + "rect").Where(rect => (string?)rect.Attribute("class") == "note").ToList();
            Assert.Equal(shown.Sum(phrase => phrase.NoteCount), notes.Count);
            Assert.All(notes, note => Assert.InRange(Number(note, "x") + Number(note, "width"), 0, Number(picture, "width")));
            Assert.All(notes, note => Assert.InRange(Number(note, "y") + Number(note, "height"), 0, Number(picture, "height")));
        }
    }

    [Fact]
    public void SilenceCanBeDrawn() => Assert.Empty(Notes(TrackSvg.Draw(new TokenPhrase(TokenTracks.Named("trio-2bar"), new ushort[96]))));

    [Fact]
    public void NoPhrasesOrMixedOnesAreRefused()
    {
        Assert.Throws<ArgumentException>(() => TrackSvg.Draw());
        Assert.Throws<ArgumentException>(() => TrackSvg.Draw(Tune.Phrase("melody-1bar", "60"), Tune.Phrase("drums-1bar", "1")));
    }

    private static List<XElement> Notes(string picture) =>
        [.. XDocument.Parse(picture).Descendants(Svg + "rect").Where(rect => (string?)rect.Attribute("class") == "note")];

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
