using Isorhythm.Music;

namespace Isorhythm.Tests;

public sealed class PatternTextTests
{
    private const string Header = "style test\ntempo 120\npattern One\n";

    private static readonly string EveryDrum = string.Join(
        '\n', new[] { "kick", "snare", "hat", "open", "low", "mid", "high", "clap", "rim" }.Select(drum => drum + " x . . ."));

    [Theory]
    [InlineData("x", 1)]
    [InlineData("xx", 2)]
    [InlineData("xxx", 3)]
    [InlineData("xxxx", 4)]
    [InlineData("xxxxxx", 6)]
    [InlineData("xxxxxxxx", 8)]
    [InlineData("xxxxxxxxxxxx", 12)]
    [InlineData("xxxxxxxxxxxxxxxx", 16)]
    public void A_group_of_characters_cuts_its_quarter_in_equal_parts(string group, int parts)
    {
        var places = Places($"hat . {group} . .");

        Assert.Equal(Enumerable.Range(0, parts).Select(part => 1 + ((double)part / parts)), places);
    }

    [Fact]
    public void Groups_of_different_lengths_stand_side_by_side()
    {
        Assert.Equal([0, 0.75, 1, 1 + (1 / 3d), 1 + (2 / 3d), 2.5, 3 + (1 / 6d)], Places("hat x..x xxx .x .x...."));
    }

    [Fact]
    public void Characters_are_louder_from_ghost_to_accent()
    {
        var hits = One("kick .,oxX... . . .").Hits;

        Assert.Equal<byte>([36, 66, 94, 120], hits.Select(hit => hit.Velocity));
    }

    [Fact]
    public void Every_row_name_is_a_drum_of_the_nine_drum_kits()
    {
        var drums = One(EveryDrum).Hits.Select(hit => hit.Drum);

        Assert.Equal(DrumKit.Named("general").Drums.Select(drum => drum.Name), drums);
    }

    [Theory]
    [InlineData("general")]
    [InlineData("greedy")]
    [InlineData("strict")]
    public void A_score_of_a_pattern_is_read_back_drum_for_drum(string name)
    {
        var kit = DrumKit.Named(name);
        var score = One(EveryDrum).ToScore(kit);

        Assert.Equal(Enumerable.Range(0, 9), score.Notes.Select(note => kit.IndexOf(note.Pitch)));
    }

    [Fact]
    public void A_score_keeps_the_tempo_the_bars_and_the_played_time()
    {
        var score = One("tempo 75\nfeel snare +10%\nsnare . X . . | . . . .").ToScore(DrumKit.Greedy);

        var note = Assert.Single(score.Notes);
        Assert.Equal(8.0, (double)score.End.Value / score.TicksPerQuarter);
        Assert.Equal(1.025, (double)note.Start.Value / score.TicksPerQuarter, 3);
        Assert.Equal(120, note.Velocity);
        Assert.Equal(Note.DrumChannel, note.Channel);
        Assert.Equal(75, score.Tempo.TempoAt(default).BeatsPerMinute, 3);
    }

    [Fact]
    public void A_percent_sign_plays_the_bar_before_it_again()
    {
        var pattern = One("kick x . x . | % | xx . . .");

        Assert.Equal(12, pattern.Length.Value);
        Assert.Equal([0, 2, 4, 6, 8, 8.5], pattern.Hits.Select(hit => hit.At.Value));
    }

    [Fact]
    public void Hits_come_in_the_order_of_time()
    {
        var places = One("kick . . x .\nsnare . x . x").Hits.Select(hit => hit.At.Value);

        Assert.Equal([1, 2, 3], places);
    }

    [Fact]
    public void Swing_lengthens_the_first_sixteenth_of_each_pair()
    {
        Assert.Equal([0, 0.29, 0.5, 0.79], Places("swing 58%\nhat xxxx . . ."), Close);
    }

    [Fact]
    public void Swing_of_eighths_moves_the_offbeat_and_what_lies_around_it()
    {
        Assert.Equal([0, 0.31, 0.62, 0.81], Places("swing 8ths 62%\nhat xxxx . . ."), Close);
    }

    [Fact]
    public void Swing_leaves_triplets_as_written()
    {
        Assert.Equal([0, 1 / 3d, 2 / 3d, 1, 1 + (1 / 6d)], Places("swing 58%\nhat xxx xx.... . ."), Close);
    }

    [Fact]
    public void Two_thirds_of_swing_is_a_triplet()
    {
        Assert.Equal([2 / 3d], Places("swing 8ths 66.6667%\nhat .x . . ."), Close);
    }

    [Fact]
    public void A_feel_moves_its_drum_by_a_share_of_a_sixteenth()
    {
        Assert.Equal([1, 1 + (0.10 / 4)], Places("feel snare +10%\nsnare . x . .\nkick . x . ."), Close);
        Assert.Equal([1 - (0.08 / 4)], Places("feel kick -8%\nkick . x . ."), Close);
    }

    [Fact]
    public void A_feel_of_four_values_places_each_sixteenth()
    {
        Assert.Equal([1, 1.25 + 0.005, 1.5 - 0.015, 1.75 - 0.0225], Places("feel all 0% +2% -6% -9%\nhat . xxxx . ."), Close);
        Assert.Equal([1, 4 / 3d, 5 / 3d], Places("feel all 0% +2% -6% -9%\nhat . xxx . ."), Close);
    }

    [Fact]
    public void The_feels_of_all_drums_and_of_one_add_up()
    {
        Assert.Equal([1 + (0.03 / 4)], Places("feel all -5%\nfeel rim +8%\nrim . x . ."), Close);
    }

    [Fact]
    public void The_first_beat_is_never_early()
    {
        Assert.Equal([0], Places("feel kick -16%\nkick x . . ."));
    }

    [Fact]
    public void What_a_pattern_says_for_itself_holds_for_it_alone()
    {
        var patterns = PatternText.Parse(
            "style test\ntempo 120\nswing 60%\npattern One\ntempo 90\nswing 50%\nhat .x . . .\npattern Two\nhat .x.. . . .", "test.txt");

        Assert.Equal([90, 120], patterns.Select(pattern => pattern.BeatsPerMinute));
        Assert.Equal([0.5, 0.3], patterns.Select(pattern => pattern.Hits[0].At.Value), Close);
        Assert.All(patterns, pattern => Assert.Equal("test", pattern.Style));
    }

    [Fact]
    public void Comments_empty_lines_and_the_line_ends_of_any_system_are_no_music()
    {
        var pattern = One("# kick x x x x\r\n\r\nkick x . . .   # the one\r\n");

        Assert.Single(pattern.Hits);
    }

    [Theory]
    [InlineData(4, "kick x... x...", "has 2 quarters")]
    [InlineData(4, "kick x..x. . . .", "cuts its quarter in 5")]
    [InlineData(4, "kick x.k. . . .", "\"k\" in \"x.k.\" is no hit")]
    [InlineData(4, "kick %", "there is none")]
    [InlineData(4, "cowbell x . . .", "\"cowbell\" is no drum and no setting")]
    [InlineData(5, "kick x . . .\nkick . x . .", "a row for kick already")]
    [InlineData(5, "kick x . . .\nsnare . x . . | %", "snare has 8 quarters, kick above has 4")]
    [InlineData(4, "tempo fast", "\"fast\" is no tempo")]
    [InlineData(4, "tempo NaN", "\"NaN\" is no tempo")]
    [InlineData(4, "swing 90%", "\"90%\" is no swing")]
    [InlineData(4, "swing 58", "\"58\" is no swing")]
    [InlineData(4, "swing 4ths 58%", "\"4ths 58%\" is no swing")]
    [InlineData(4, "feel snare +20%", "\"+20%\" is no feel")]
    [InlineData(4, "feel bell +2%", "\"bell +2%\" is no feel")]
    [InlineData(4, "feel snare", "\"snare\" is no feel")]
    [InlineData(5, "kick x . . .\npattern One\nkick x . . .", "named \"One\" already")]
    [InlineData(3, "kick . . . .", "\"One\" has no hits")]
    [InlineData(3, "", "\"One\" has no hits")]
    [InlineData(5, "kick x . . .\npattern\nkick x . . .", "the pattern has no name")]
    public void A_line_that_cannot_be_read_is_named_with_its_fault(int line, string text, string fault)
    {
        var error = Assert.Throws<PatternTextException>(() => PatternText.Parse(Header + text, "test.txt"));

        Assert.StartsWith($"test.txt, line {line}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kick x . . .", "before the first pattern")]
    [InlineData("pattern One\nkick x . . .", "the style or the tempo is missing")]
    public void A_text_without_its_head_says_what_is_missing(string text, string fault)
    {
        var error = Assert.Throws<PatternTextException>(() => PatternText.Parse(text, "test.txt"));

        Assert.StartsWith("test.txt, line 1: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_in_the_documentation_is_read()
    {
        var page = File.ReadAllText(Path.Combine(Requirements.Repository, "docs", "patterns.md"));

        var pattern = Assert.Single(PatternText.Parse(page.Split("```")[1].Trim(), "docs/patterns.md"));

        Assert.Equal(8, pattern.Length.Value);
    }

    private static Pattern One(string body) => Assert.Single(PatternText.Parse(Header + body, "test.txt"));

    private static IEnumerable<double> Places(string body) => One(body).Hits.Select(hit => hit.At.Value);

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < 1e-6;
}
