using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Tests;

public sealed class CorpusTests
{
    private static readonly GridRepresentation TwoBars = (GridRepresentation)Representation.Named("drums-12x8x9");

    [Fact]
    public void A_corpus_saved_and_opened_is_the_same()
    {
        using var folder = new TemporaryFolder();
        var corpus = Corpus.BuiltIn(TwoBars);

        corpus.Save(folder.PathOf("ритмы.corpus"));
        var opened = Corpus.Open(folder.PathOf("ритмы.corpus"));

        Assert.Equal(corpus.Phrases, opened.Phrases);
        Assert.Equal(corpus.Fingerprint, opened.Fingerprint);
    }

    [Fact]
    public void The_fingerprint_changes_with_any_hit_and_any_source()
    {
        var corpus = TinyModels.Corpus(2);
        var phrase = corpus.Phrases[0];
        var softer = new GridPhrase(phrase.Phrase.Rhythm().Grid, phrase.Phrase.Rhythm().Hits.Select((hit, i) => i == 0 ? hit with { Velocity = hit.Velocity / 2 } : hit));

        string Changed(CorpusPhrase first) => new Corpus(corpus.Representation, [first, .. corpus.Phrases.Skip(1)]).Fingerprint;

        Assert.Equal(corpus.Fingerprint, Changed(phrase));
        Assert.NotEqual(corpus.Fingerprint, Changed(phrase with { Phrase = softer }));
        Assert.NotEqual(corpus.Fingerprint, Changed(phrase with { Source = "other.mid" }));
    }

    [Theory]
    [InlineData("drums-12x8x9", 240)]
    [InlineData("drums-24x4x3", 240)]
    [InlineData("drums-2x32x9", 100)]
    public void The_built_in_patterns_become_phrases_of_any_representation(string representation, int least)
    {
        var corpus = Corpus.BuiltIn(Representation.Named(representation));

        Assert.True(corpus.Phrases.Count >= least, $"{corpus.Phrases.Count} phrases");
        Assert.All(corpus.Phrases, phrase => Assert.NotNull(phrase.Style));
    }

    [Fact]
    public void Every_file_that_gives_nothing_has_a_reason_and_none_stops_the_import()
    {
        var clip = Clip(TinyModels.Corpus(1, representation: TwoBars.Name).Phrases[0].Phrase);
        MidiSource[] files =
        [
            new("good.mid", clip),
            new("пустой.mid", Array.Empty<byte>()),
            new("text.mid", "not a midi file at all"u8.ToArray()),
            new("cut.mid", clip.AsMemory(0, clip.Length / 2)),
            new("zeros.mid", new byte[100_000]),
            new("gone.mid", () => throw new IOException("the disk was pulled out")),
            new("locked.mid", () => throw new UnauthorizedAccessException("no permission")),
        ];

        var (corpus, report) = Corpus.Build(files, TwoBars);

        Assert.Equal(files.Select(file => file.Path), report.Files.Select(file => file.Path));
        Assert.Equal(1, report.Files[0].Phrases);
        Assert.All(report.Files.Where(file => file.Phrases == 0), file => Assert.NotEmpty(file.Reasons));
        Assert.Contains("the disk was pulled out", report.Files[5].Reasons[0].Reason, StringComparison.Ordinal);
        Assert.Equal(corpus.Phrases.Count, report.Phrases);
        Assert.Equal(1, report.Voices.Sum(voice => voice.Share), 6);
        Assert.Equal(report.Files.Sum(file => file.Reasons.Sum(reason => reason.Count)), report.Reasons.Sum(reason => reason.Count));
    }

    [Fact]
    public void A_file_too_large_to_be_a_clip_is_not_read()
    {
        using var folder = new TemporaryFolder();
        using (var huge = File.Create(folder.PathOf("huge.mid")))
        {
            huge.SetLength(MidiSource.LargestFile + 1);
        }

        var (corpus, report) = Corpus.Build(MidiSource.Under(folder.Path), TwoBars);

        Assert.Empty(corpus.Phrases);
        Assert.Contains("larger than", report.Files[0].Reasons[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_searched_to_its_depth_whatever_the_names_and_endings()
    {
        using var folder = new TemporaryFolder();
        var clip = Clip(TinyModels.Corpus(1, representation: TwoBars.Name).Phrases[0].Phrase);
        foreach (var name in (string[])["b.MID", "太鼓/拍子 1.midi", "café ☕.mid", "notes.txt"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.PathOf(name))!);
            File.WriteAllBytes(folder.PathOf(name), clip);
        }

        var (corpus, _) = Corpus.Load(folder.Path, TwoBars);

        Assert.Equal(["b.MID", "café ☕.mid", "太鼓/拍子 1.midi"], corpus.Sources);
    }

    [Fact]
    public void A_folder_without_midi_is_answered_with_a_sentence()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("no MIDI file", Assert.Throws<IsorhythmException>(() => Corpus.Load(folder.Path, TwoBars)).Message, StringComparison.Ordinal);
        Assert.Contains("no file or folder", Assert.Throws<IsorhythmException>(() => Corpus.Load(folder.PathOf("none"), TwoBars)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_corpus_file_is_answered_with_a_sentence_wherever_it_is_cut()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("a.corpus");
        TinyModels.Corpus(2).Save(path);
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length += 1 + (whole.Length / 40))
        {
            File.WriteAllBytes(path, whole[..length]);

            Assert.Contains(path, Assert.Throws<IsorhythmException>(() => Corpus.Open(path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_corpus_of_another_representation_is_refused()
    {
        using var folder = new TemporaryFolder();
        TinyModels.Corpus(2).Save(folder.PathOf("a.corpus"));

        var error = Assert.Throws<IsorhythmException>(() => Corpus.Load(folder.PathOf("a.corpus"), TwoBars));

        Assert.Contains("drums-12x8x9", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Clip(Phrase phrase) => MidiWriter.Write(PhraseWriter.ToScore([phrase.Rhythm()], 120));

    [Fact]
    public void ADrumKitIsChosenByTheRepresentationsName()
    {
        var strict = (GridRepresentation)Representation.Named("drums-12x8x9-strict");
        Assert.Equal(("drums-12x8x9-strict", DrumKit.Strict, TwoBars.Rules), (strict.Name, strict.Grid.Kit, strict.Rules));

        var error = Assert.Throws<IsorhythmException>(() => Representation.Named("drums-12x8x9-909"));
        Assert.StartsWith("There is no representation \"drums-12x8x9-909\": choose one of drums-24x4x3", error.Message, StringComparison.Ordinal);
    }
}
