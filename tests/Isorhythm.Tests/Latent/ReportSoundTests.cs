using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

public sealed class ReportSoundTests
{
    private static readonly RandomStream Random = new(1, "report sound");

    [Fact]
    public void Every_picture_of_music_has_a_button_that_plays_it_and_a_file_that_holds_it()
    {
        var files = Report().Files();
        var page = Report().ToHtml();
        string[] pictures = [.. Regex.Matches(page, "data-phrase=\"(\\d+)\"").Select(match => match.Groups[1].Value)];
        string[] buttons = [.. Regex.Matches(page, "data-play=\"(\\d+)\"").Select(match => match.Groups[1].Value)];
        string[] links = [.. Regex.Matches(page, "href=\"(midi/[^\"]+)\"").Select(match => match.Groups[1].Value)];

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"{i}"), pictures);
        Assert.Equal(pictures, buttons);
        Assert.Equal(files.Select(file => file.Path).Where(path => path.EndsWith(".mid", StringComparison.Ordinal)), links);
        Assert.Equal(["midi/walk-a-to-b-1-of-3.mid", "midi/walk-a-to-b-2-of-3.mid", "midi/walk-a-to-b-3-of-3.mid"], links[..3]);
        Assert.Contains("data-play=\"0 1 2\"", page, StringComparison.Ordinal);
        Assert.All(links, link => Assert.Matches("^midi/[a-z0-9-]+\\.mid$", link));
        Assert.Equal(links.Length, links.Distinct().Count());
    }

    [Fact]
    public void What_the_page_plays_are_the_phrases_that_it_draws_and_what_the_files_hold()
    {
        var page = Report().ToHtml();
        var music = JsonDocument.Parse(Regex.Match(page, "id=\"music\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value).RootElement;
        var files = Report().Files().Where(file => file.Path.EndsWith(".mid", StringComparison.Ordinal)).ToArray();

        Assert.Equal(120, music.GetProperty("tempo").GetDouble());
        foreach (var (phrase, i) in Phrases.Select((phrase, i) => (phrase, i)))
        {
            var played = music.GetProperty("phrases")[i];
            var notes = played.GetProperty("notes").EnumerateArray().Select(note => note.EnumerateArray().Select(number => number.GetDouble()).ToArray()).ToArray();
            var written = MidiReader.Read(files[i].Content.Span).Score!;

            Assert.Equal(phrase.Length.Value, played.GetProperty("quarters").GetDouble());
            Assert.Equal(phrase.Onsets.Count(), notes.Length);
            Assert.Equal(Read(written).Order(), notes.Select(note => (note[0], note[1], (int)note[2], (int)note[3])).Order());
            Assert.Equal(120, written.Tempo.Changes[0].BeatsPerMinute, 1e-6);
        }

        // Of a rhythm: the second hit of the first phrase is late by a quarter of a step of a sixteenth.
        Assert.Equal([2.0625, 0.25, 38, 64, 0], music.GetProperty("phrases")[0].GetProperty("notes")[1].EnumerateArray().Select(number => number.GetDouble()));
    }

    [Fact]
    public void Each_track_of_a_band_has_its_own_voice()
    {
        var tracks = ((TokenRepresentation)Representation.Named("band-2bar")).Tracks;
        var phrase = TokenModels.Phrase(tracks, Random);
        var audio = PhraseAudio.Of(phrase, "x.mid");

        Assert.Equal([ReportVoice.Drums, ReportVoice.Bass, ReportVoice.Keys, ReportVoice.Strings], audio.Voices);
        Assert.Equal(
            Enumerable.Range(0, 4).Select(track => phrase.Notes(track).Length),
            Enumerable.Range(0, 4).Select(track => audio.Notes.Count(note => note[4] == (int)audio.Voices[track])));
    }

    [Fact]
    public void A_browser_runs_the_pages_own_script_and_style_and_no_others()
    {
        var page = Report().ToHtml();
        var policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]+)\"").Groups[1].Value;

        Assert.Equal(ReportDocument.Policy, policy);
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src '{Hash("<script>(.*?)</script>")}';", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src '{Hash("<style>(.*?)</style>")}';", policy, StringComparison.Ordinal);

        string Hash(string tag) =>
            $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Regex.Match(page, tag, RegexOptions.Singleline).Groups[1].Value)))}";
    }

    [Fact]
    public void Names_of_files_are_plain_whatever_the_music_is_called()
    {
        Assert.Equal("a-b-1", PhraseAudio.Slug("A → B: 1"));
        Assert.Equal("funk-3", PhraseAudio.Slug("../Funk/3/"));
        var sound = new ReportSound { Section = "style" };
        sound.Add(Phrases[0], "джаз");
        sound.Add(Phrases[0], "блюз");
        Assert.Equal(["style.mid", "style-2.mid"], sound.Phrases.Select(phrase => phrase.FileName));
    }

    private static Phrase[] Phrases { get; } = MakePhrases();

    /// <summary>Three phrases in a row, and two pairs.</summary>
    internal static ReportDocument Report()
    {
        var strips = new PhraseStrips("A walk", "n = 1 pair.", [new("A to B", [.. Phrases.Take(3)], ["0", "0.5", "1"])]);
        var pairs = new PhrasePairs(
            "What comes back", "n = 2 phrases.", "original", "model",
            [new("one", Phrases[3], Phrases[4], "near"), new("two", Phrases[5], Phrases[6], "far")]);
        var nothing = new OrderedDictionary<string, Estimate>();
        return new ReportDocument("a model", "two phrases", [new("walk", "", nothing, [strips]), new("reconstruction", "", nothing, [pairs])]);
    }

    private static Phrase[] MakePhrases()
    {
        var grid = DrumGrid.Named("drums-4x8x9");
        var melody = ((TokenRepresentation)Representation.Named("melody-2bar")).Tracks;
        return
        [
            new GridPhrase(grid, new Hit(0, 0, 1, 0), new Hit(8, 1, 0.5f, 0.5f), new Hit(30, 2, 0.1f, -1)),
            new GridPhrase(grid),
            .. Enumerable.Range(0, 3).Select(_ => TinyModels.Phrase(grid, Random)),
            .. Enumerable.Range(0, 2).Select(_ => TokenModels.Phrase(melody, Random)),
        ];
    }

    private static IEnumerable<(double, double, int, int)> Read(Score score) => score.Notes.Select(note => (
        Math.Round((double)note.Start.Value / score.TicksPerQuarter, 4), Math.Round((double)note.Duration.Value / score.TicksPerQuarter, 4), (int)note.Pitch, (int)note.Velocity));
}
