using System.Runtime.CompilerServices;
using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

public sealed class CorpusFileTests : IDisposable
{
    private static readonly GridRepresentation TwoBars = (GridRepresentation)Representation.Named("drums-12x8x9");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("drums-12x8x9")]
    [InlineData("drums-24x4x3")]
    [InlineData("drums-2x32x9")]
    public void A_phrase_comes_back_from_its_bytes_and_equal_phrases_have_equal_bytes(string representation)
    {
        var corpus = TinyModels.Corpus(20, representation: representation);
        var packed = new PackedPhrase();

        Assert.All(corpus.Music, phrase =>
        {
            var bytes = packed.Of(phrase, corpus.Representation).ToArray();
            var again = corpus.Representation.Unpack(bytes);

            Assert.Equal(phrase, again);
            Assert.Equal(bytes, packed.Of(again, corpus.Representation).ToArray());
        });
    }

    [Theory]
    [InlineData("melody-2bar")]
    [InlineData("melody-1bar-130")]
    [InlineData("drums-2bar")]
    [InlineData("trio-16bar")]
    [InlineData("band-2bar")]
    public void Tokens_saved_and_opened_are_the_same(string representation)
    {
        var corpus = Tokens((TokenRepresentation)Representation.Named(representation), 20);
        corpus.Save(folder.PathOf("x.corpus"));
        using var opened = Corpus.Open(folder.PathOf("x.corpus"));

        Assert.Equal(corpus.Phrases, opened.Phrases);
        Assert.Equal(corpus.Fingerprint, opened.Fingerprint);
    }

    [Theory]
    [InlineData("drums-12x8x9")]
    [InlineData("melody-2bar")]
    [InlineData("drums-2bar")]
    [InlineData("trio-4bar")]
    [InlineData("band-2bar")]
    public void A_corpus_file_holds_what_the_representation_reads(string name)
    {
        var representation = Representation.Named(name);
        var played = TokenWriter.ToScore([.. Tokens((TokenRepresentation)Representation.Named("trio-16bar"), 3).Music.Cast<TokenPhrase>()], 120);
        var file = new MidiSource("x.mid", MidiWriter.Write(played));
        Corpus.BuildFile([file], representation, folder.PathOf("x.corpus"));
        using var corpus = Corpus.Open(folder.PathOf("x.corpus"));

        var read = representation.Read(MidiReader.Read(file.Read().Span).Score!).Phrases.DistinctBy(found => found.Phrase);
        Assert.Equal(read.Select(found => (found.At, found.Phrase)), corpus.Phrases.Select(phrase => (phrase.At, phrase.Phrase)));
    }

    [Fact]
    public void A_corpus_of_many_blocks_is_found_again_at_every_place()
    {
        const int Count = CorpusFormat.PhrasesPerBlock + 3;
        var some = TinyModels.Corpus(10).Music;
        var corpus = new Corpus(
            Representation.Named("drums-24x4x3"),
            [.. Enumerable.Range(0, Count).Select(i => new CorpusPhrase(some[i % some.Count], $"{i % (CorpusFormat.SourcesPerBlock + 5)}", new Quarters(i), i % 3 == 0 ? "swing" : null))]);
        corpus.Save(folder.PathOf("x.corpus"));
        using var opened = Corpus.Open(folder.PathOf("x.corpus"));

        Assert.Equal((corpus.Phrases.Count, corpus.Fingerprint), (opened.Phrases.Count, opened.Fingerprint));
        Assert.Equal(corpus.Sources, opened.Sources);
        Assert.Equal(corpus.PhrasesOfSources, opened.PhrasesOfSources);
        Assert.Equal(corpus.Keys, opened.Keys);
        Assert.All([0, 1, 16382, 16383, 16384, Count - 1], i => Assert.Equal(corpus.Phrases[i], opened.Phrases[i]));
        Assert.Throws<ArgumentOutOfRangeException>(() => opened.Phrases[Count]);
    }

    [Fact]
    public void One_folder_gives_one_file_whatever_the_number_of_threads()
    {
        var files = Enumerable.Range(0, 60).Select(i => Song($"{i}.mid", i % 40, (i % 40) + 1, i)).ToList();
        var corpora = new[] { 1, 2, 8 }.Select(threads =>
        {
            Build(files, threads);
            return File.ReadAllBytes(folder.PathOf("x.corpus"));
        }).ToList();

        Assert.Equal(corpora[0], corpora[1]);
        Assert.Equal(corpora[0], corpora[2]);
    }

    [Fact]
    public void Results_come_in_the_order_of_the_items_whoever_is_done_first()
    {
        using var last = new ManualResetEventSlim();
        var results = InOrder.Select(Enumerable.Range(0, 10), Work, threads: 2, CancellationToken.None).ToList();
        var failure = Assert.Throws<InvalidDataException>(() => InOrder.Select([1, 2], Fail, threads: 2, CancellationToken.None).ToList());

        Assert.Equal(Enumerable.Range(0, 10), results);
        Assert.Equal("broken", failure.Message);

        int Work(int item)
        {
            if (item == 0)
            {
                last.Wait();
            }
            else if (item == 9)
            {
                last.Set();
            }

            return item;
        }

        static int Fail(int item) => throw new InvalidDataException("broken");
    }

    [Fact]
    public void A_phrase_is_kept_once_by_the_first_file_and_each_copy_is_counted()
    {
        var (totals, files) = Build([Song("a.mid", 1, 2), Song("b.mid", 2, 3, 3, 3), Song("c.mid", 1, 2), Song("d.mid", 4)]);
        using var corpus = Corpus.Open(folder.PathOf("x.corpus"));

        Assert.Equal([2, 1, 0, 1], files.Select(file => file.Phrases));
        Assert.Equal(["a.mid", "b.mid", "d.mid"], corpus.Sources);
        Assert.Equal([2, 1, 1], corpus.PhrasesOfSources);
        Assert.Equal(4, corpus.Music.Distinct().Count());
        Assert.Equal((4, 4, 3), (totals.Phrases, totals.Files, totals.UsedFiles));
        Assert.Equal(
            [("the same as a phrase of another file", 1), ("the same as an earlier phrase of the file", 2)],
            files[1].Reasons.Select(reason => (reason.Reason, reason.Count)).Order());
        Assert.Equal(
            [("the same as a phrase of another file", 3), ("the same as an earlier phrase of the file", 2)],
            totals.Reasons.Select(reason => (reason.Reason, reason.Count)).Order());
        Assert.Equal(1, totals.Voices.Sum(voice => voice.Share), 6);
    }

    [Fact]
    public void Every_window_of_every_file_is_taken_or_counted_under_one_reason()
    {
        var clip = Song("x.mid", 1, 2).Read().ToArray();
        MidiSource[] sources =
        [
            Song("a.mid", 1, 2, 2), new("empty.mid", Array.Empty<byte>()), new("cut.mid", clip.AsMemory(0, 40)),
            new("gone.mid", () => throw new IOException("the disk was pulled out")), Song("b.mid", 2, 5),
        ];
        var (totals, files) = Build(sources);

        Assert.Equal(sources.Select(source => source.Path), files.Select(file => file.Path));
        Assert.All(files.Where(file => file.Phrases == 0), file => Assert.NotEmpty(file.Reasons));
        Assert.All(files, file => Assert.Equal(file.Reasons.Count, file.Reasons.DistinctBy(reason => reason.Reason).Count()));
        Assert.Equal(3 + 2, files[0].Phrases + files[4].Phrases + files[0].Reasons.Concat(files[4].Reasons).Sum(reason => reason.Count));
        Assert.Equal(
            files.SelectMany(file => file.Reasons).GroupBy(reason => reason.Reason).Select(group => (group.Key, group.Sum(reason => reason.Count))).Order(),
            totals.Reasons.Select(reason => (reason.Reason, reason.Count)).Order());
    }

    [Fact]
    public void A_large_file_is_taken_in_its_turn()
    {
        byte[] nothing = [.. "skip"u8, 0, 0x20, 0, 0, .. new byte[0x200000]];
        MidiSource[] sources = [Song("a.mid", 1), new("b.mid", (byte[])[.. Song("b.mid", 1, 2).Read().Span, .. nothing]), Song("c.mid", 2, 3)];

        var (_, files) = Build(sources);

        Assert.Equal([("a.mid", 1), ("b.mid", 1), ("c.mid", 1)], files.Select(file => (file.Path, file.Phrases)));
    }

    [Fact]
    public void Nothing_of_a_file_stays_in_memory_once_it_is_written()
    {
        const int Count = 2000;
        var ofFiles = new List<WeakReference>();
        var alive = 0;
        Build(Sources(), imported: (file, place) =>
        {
            ofFiles.Add(new WeakReference(file));
            if (place == Count - 1)
            {
                GC.Collect();
                alive = ofFiles.Count(reference => reference.IsAlive);
            }
        });

        Assert.Equal(2 * Count, ofFiles.Count);
        Assert.InRange(alive, 0, 200);

        IEnumerable<MidiSource> Sources()
        {
            var clip = Song("x.mid", 1).Read().ToArray();
            for (var i = 0; i < Count; i++)
            {
                yield return Numbered(clip, i, ofFiles);
            }
        }
    }

    [Fact]
    public void A_build_that_is_stopped_or_gives_nothing_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var files = Enumerable.Range(0, 500).Select(i => Song($"{i}.mid", i));

        Assert.ThrowsAny<OperationCanceledException>(() => Corpus.BuildFile(files, TwoBars, folder.PathOf("x.corpus"), imported: _ => cancel.Cancel(), cancel: cancel.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));

        Assert.Equal(0, Corpus.BuildFile([new MidiSource("empty.mid", Array.Empty<byte>())], TwoBars, folder.PathOf("x.corpus")).Phrases);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void No_phrase_of_a_built_corpus_is_on_both_sides_of_its_split()
    {
        Build(Enumerable.Range(0, 80).Select(i => Song($"{i}.mid", i, (i + 1) % 80, 7, 100 + i)).ToList());
        using var corpus = Corpus.Open(folder.PathOf("x.corpus"));
        var split = CorpusSplit.Of(corpus, seed: 3);

        Assert.NotEmpty(split.Validation);
        Assert.Empty(split.Training.Select(i => corpus.Music[i]).Intersect(split.Validation.Select(i => corpus.Music[i])));
        Assert.Empty(split.Training.Select(i => corpus.Phrases[i].Source).Intersect(split.HeldOutSources));
        Assert.All(split.Validation, i => Assert.Contains(corpus.Phrases[i].Source, split.HeldOutSources));
        Assert.Equal(Enumerable.Range(0, corpus.Phrases.Count), split.Training.Concat(split.Validation).Order());
    }

    [Fact]
    public void A_split_is_the_same_from_memory_and_from_the_file()
    {
        var corpus = TinyModels.Corpus(60, 3);
        corpus.Save(folder.PathOf("x.corpus"));
        using var opened = Corpus.Open(folder.PathOf("x.corpus"));

        var (here, there) = (CorpusSplit.Of(corpus, 5), CorpusSplit.Of(opened, 5));

        Assert.Equal(here.Training, there.Training);
        Assert.Equal(here.Validation, there.Validation);
        Assert.Equal(here.HeldOutSources.Order(), there.HeldOutSources.Order());
    }

    [Fact]
    public void A_corpus_with_one_byte_changed_is_answered_with_a_sentence_wherever_the_byte_lies()
    {
        var path = folder.PathOf("x.corpus");
        var some = TinyModels.Corpus(3, 1);
        new Corpus(some.Representation, [.. some.Phrases.Select(phrase => phrase with { Source = $"jazz/{phrase.Source}" })], SongTags.OfFolders).Save(path);
        var whole = File.ReadAllBytes(path);
        var random = new RandomStream(1, "flips");
        for (var place = 0; place < whole.Length; place++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[place] ^= (byte)(1 << random.Below(8));
            File.WriteAllBytes(path, bytes);

            var error = Assert.ThrowsAny<IsorhythmException>(() => ReadAll(path));
            Assert.Contains("build it again", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_corpus_of_the_second_version_is_to_be_built_again()
    {
        var path = folder.PathOf("x.corpus");
        TinyModels.Corpus(3).Save(path);
        var bytes = File.ReadAllBytes(path);
        "isorhythm-corpus-2\n"u8.CopyTo(bytes);
        File.WriteAllBytes(path, bytes);

        var error = Assert.Throws<IsorhythmException>(() => Corpus.Open(path));

        Assert.Equal($"{path} is not a corpus of this version: build it again with isorhythm corpus build.", error.Message);
    }

    [Fact]
    public void A_corpus_of_the_first_version_is_to_be_built_again()
    {
        var path = folder.PathOf("x.corpus");
        File.WriteAllBytes(path, []);
        using (var stream = File.Create(path))
        {
            new SafeTensors([], new Dictionary<string, string> { ["format"] = "isorhythm-corpus-1" }).Write(stream);
        }

        var error = Assert.Throws<IsorhythmException>(() => Corpus.Load(path, TwoBars));

        Assert.Equal($"{path} is not a corpus of this version: build it again with isorhythm corpus build.", error.Message);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("emptied")]
    [InlineData("another")]
    [InlineData("damaged")]
    public void A_corpus_that_changes_under_a_training_stops_it_and_what_was_learned_can_be_resumed(string change)
    {
        var (path, model, unbroken) = (folder.PathOf("x.corpus"), folder.PathOf("model"), folder.PathOf("unbroken"));
        var recipe = TinyModels.Recipe.With("training.minimumSteps=400");
        var options = new TrainingOptions(Steps: 400);
        TinyModels.Corpus(40).Save(path);
        var whole = File.ReadAllBytes(path);
        using (var corpus = Corpus.Open(path))
        {
            Trainer.Run(recipe, corpus, unbroken, options);
            var error = Assert.ThrowsAny<IsorhythmException>(() => Trainer.Run(recipe, corpus, model, options, new AtFirstReport(() => Change(path, change, whole))));
            Assert.StartsWith($"The corpus {path} has changed", error.Message, StringComparison.Ordinal);
        }

        File.WriteAllBytes(path, whole);
        using var again = Corpus.Open(path);
        Trainer.Run(recipe, again, model, options with { Resume = true });

        Assert.Equal(File.ReadAllBytes(Path.Combine(unbroken, "weights.safetensors")), File.ReadAllBytes(Path.Combine(model, "weights.safetensors")));
    }

    [Fact]
    public void Contents_are_told_apart_when_there_are_too_many_for_the_memory()
    {
        var random = new RandomStream(2, "contents");
        var known = new HashSet<ulong>();
        using (var set = new ContentSet(folder.PathOf("set"), largestTable: 256))
        {
            for (var i = 0; i < 2500; i++)
            {
                // Few low bits, so that long runs of taken slots go round the end of the table.
                var content = ((ulong)random.Below(4000) << 32) + (240 + (ulong)random.Below(16));
                Assert.Equal(known.Add(content), set.Add(content));
            }

            Assert.True(set.Files > 5, $"{set.Files} files");
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Files_come_in_the_order_of_their_paths_wherever_folders_stand_among_them()
    {
        string[] names = ["a b/1.mid", "a.mid", "a/1.mid", "a/b/2.mid", "a/b.mid", "ab.mid", "B.mid", "é/x.MID"];
        foreach (var name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.PathOf(name))!);
            File.WriteAllBytes(folder.PathOf(name), []);
        }

        Assert.Equal(names.Order(StringComparer.Ordinal), MidiSource.Each(folder.Path).Select(file => file.Path));
    }

    [Fact]
    public void A_folder_too_large_for_the_memory_is_to_be_built_into_a_corpus_first()
    {
        for (var i = 0; i <= Corpus.MostFilesInMemory; i++)
        {
            File.Create(folder.PathOf($"{i}.mid")).Dispose();
        }

        var error = Assert.Throws<IsorhythmException>(() => Corpus.Load(folder.Path, TwoBars));

        Assert.Contains($"isorhythm corpus build {folder.Path} --representation drums-12x8x9", error.Message, StringComparison.Ordinal);
    }

    private static Corpus Tokens(TokenRepresentation representation, int count)
    {
        var random = new RandomStream(1, "tokens");
        var tracks = representation.Tracks;
        return new Corpus(representation, [.. Enumerable.Range(0, count).Select(i => new CorpusPhrase(Phrase(), $"{i / 3}.mid", new Quarters(i)))]);

        TokenPhrase Phrase()
        {
            var tokens = new ushort[tracks.Width];
            for (var i = 0; i < tokens.Length; i++)
            {
                tokens[i] = (ushort)random.Below(tracks.Tracks[i / tracks.Steps].Vocabulary.Size);
            }

            return new TokenPhrase(tracks, tokens);
        }
    }

    /// <summary>A file of so many phrases, each drawn from a seed.</summary>
    private static MidiSource Song(string path, params int[] seeds)
    {
        // Hits on steps alone: the writer's ticks hold no finer offsets, and equal phrases must be read as equal.
        var phrases = seeds.Select(seed => TinyModels.Phrase(TwoBars.Grid, new RandomStream((ulong)seed, "song")))
            .Select(phrase => new GridPhrase(phrase.Grid, phrase.Hits.Select(hit => hit with { Offset = 0 })));
        return new MidiSource(path, MidiWriter.Write(PhraseWriter.ToScore([.. phrases], 120)));
    }

    // Not inlined, so that no reference to the bytes is left on the caller's stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MidiSource Numbered(byte[] clip, int number, List<WeakReference> references)
    {
        var bytes = (byte[])clip.Clone();
        references.Add(new WeakReference(bytes));
        return new MidiSource($"{number}.mid", bytes);
    }

    private static void ReadAll(string path)
    {
        using var corpus = Corpus.Open(path);
        Assert.NotEqual(-1, corpus.Keys.Count() + corpus.Sources.Count(name => name.Length > 0) + corpus.TagTotals.Sum(tag => tag.Songs) + corpus.PhrasesOfSources.Sum());
        Assert.All(corpus.Phrases, phrase => Assert.NotNull(phrase.Phrase));
    }

    private static void Change(string path, string change, byte[] whole)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        switch (change)
        {
            case "cut":
                file.SetLength(whole.Length / 2);
                break;
            case "emptied":
                file.SetLength(0);
                break;
            case "another":
                // The same music under names of the same length: every place holds what belongs there, but for the end.
                var other = Path.ChangeExtension(path, ".other");
                var same = TinyModels.Corpus(40);
                new Corpus(same.Representation, [.. same.Phrases.Select(phrase => phrase with { Source = phrase.Source.ToUpperInvariant() })]).Save(other);
                file.SetLength(0);
                file.Write(File.ReadAllBytes(other));
                break;
            default:
                file.Write(new byte[whole.Length / 2]);
                break;
        }
    }

    private (ImportTotals Totals, List<ImportedFile> Files) Build(IEnumerable<MidiSource> sources, int threads = 2, Action<ImportedFile, int>? imported = null)
    {
        var files = new List<ImportedFile>();
        var count = 0;
        var totals = CorpusFileBuilder.Build(
            sources,
            TwoBars,
            folder.PathOf("x.corpus"),
            tags: null,
            threads,
            file =>
            {
                imported?.Invoke(file, count++);
                if (imported is null)
                {
                    files.Add(file);
                }
            },
            CancellationToken.None);
        return (totals, files);
    }

    /// <summary>Does something once, when a training first says where it stands.</summary>
    private sealed class AtFirstReport(Action act) : IProgress<TrainingProgress>
    {
        private bool isDone;

        public void Report(TrainingProgress value)
        {
            if (!isDone)
            {
                isDone = true;
                act();
            }
        }
    }
}
