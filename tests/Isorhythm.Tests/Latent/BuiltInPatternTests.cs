using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Tests;

public sealed class BuiltInPatternTests
{
    private const int Fine = 12;

    private static readonly IReadOnlyList<Pattern> Patterns = BuiltInPatterns.All;

    [Fact]
    public void There_are_at_least_240_patterns_over_14_styles_with_ten_each()
    {
        var styles = Patterns.GroupBy(pattern => pattern.Style).ToList();

        Assert.True(Patterns.Count >= 240, $"{Patterns.Count} patterns");
        Assert.True(styles.Count >= 14, $"{styles.Count} styles");
        Assert.All(styles, style => Assert.True(style.Count() >= 10, $"{style.Key}: {style.Count()}"));
    }

    [Fact]
    public void Every_pattern_is_one_or_two_bars_long()
    {
        Assert.All(Patterns, pattern => Assert.Contains(pattern.Length.Value, new[] { 4.0, 8.0 }));
    }

    [Fact]
    public void No_two_patterns_have_the_same_onsets_over_two_bars()
    {
        var same = Patterns.GroupBy(TwoBars).Where(group => group.Count() > 1).Select(group => string.Join(" = ", group.Select(NameOf)));

        Assert.Empty(same);
    }

    [Fact]
    public void Threes_and_twos_both_have_a_substantial_share()
    {
        var ternary = Patterns.Count(pattern => HasStep(pattern, step => step % 12 is 4 or 8));
        var binary = Patterns.Count(pattern => HasStep(pattern, step => step % 12 is 3 or 9));

        Assert.InRange(ternary, Patterns.Count / 4, Patterns.Count);
        Assert.InRange(binary, Patterns.Count / 2, Patterns.Count);
    }

    [Fact]
    public void Every_pattern_has_dynamics()
    {
        Assert.All(Patterns, pattern => Assert.True(pattern.Hits.Select(hit => hit.Velocity).Distinct().Count() > 1, NameOf(pattern)));
    }

    [Fact]
    public void At_least_a_third_of_the_patterns_are_played_off_the_grid()
    {
        var offGrid = Patterns.Count(pattern => pattern.Hits.Any(hit => Math.Abs((hit.At.Value * Fine) - Step(hit)) > 0.01));

        Assert.True(offGrid * 3 >= Patterns.Count, $"{offGrid} of {Patterns.Count}");
    }

    [Fact]
    public void Each_of_the_nine_drums_plays_in_many_patterns()
    {
        Assert.All(
            DrumKit.Named("general").Drums,
            drum => Assert.True(Patterns.Count(pattern => pattern.Hits.Any(hit => hit.Drum == drum.Name)) >= 30, drum.Name));
    }

    [Fact]
    public void Half_time_styles_hold_the_snare_on_beat_three()
    {
        var halfTime = Patterns.Where(pattern => pattern.Style is "trap" or "dubstep" or "gqom").ToList();
        var onThree = halfTime.Count(pattern => pattern.Hits.Any(hit => hit.Drum is "Snare" or "Clap" && Step(hit) == 2 * Fine));

        Assert.True(onThree >= 0.9 * halfTime.Count, $"{onThree} of {halfTime.Count}");
    }

    [Theory]
    [InlineData("drums-12x8x9")]
    [InlineData("drums-24x4x3")]
    public void Every_pattern_gives_a_phrase(string name)
    {
        var grid = DrumGrid.Named(name);

        Assert.All(Patterns, pattern => Assert.True(PhrasesOf(pattern, grid).Count > 0, NameOf(pattern)));
    }

    [Fact]
    public void No_hit_of_a_pattern_is_lost_on_the_twelve_step_grid()
    {
        var grid = DrumGrid.Named("drums-12x8x9");

        Assert.All(Patterns, pattern =>
        {
            var (_, phrase) = Assert.Single(PhrasesOf(pattern, grid));
            var times = grid.Quarters / pattern.Length.Value;
            Assert.True(phrase.Hits.Length == pattern.Hits.Length * times, NameOf(pattern));
        });
    }

    private static IReadOnlyList<(Quarters At, GridPhrase Phrase)> PhrasesOf(Pattern pattern, DrumGrid grid) =>
        PhraseReader.Read(pattern.ToScore(grid.Kit), grid, ExtractionRules.RVae).Rhythms();

    private static string NameOf(Pattern pattern) => $"{pattern.Style}, {pattern.Name}";

    private static int Step(PatternHit hit) => (int)Math.Floor((hit.At.Value * Fine) + 0.5);

    private static bool HasStep(Pattern pattern, Predicate<int> wanted) => pattern.Hits.Any(hit => wanted(Step(hit)));

    private static string TwoBars(Pattern pattern)
    {
        var length = (int)pattern.Length.Value * Fine;
        var steps =
            from start in Enumerable.Range(0, 8 * Fine / length).Select(tile => tile * length)
            from hit in pattern.Hits
            select $"{hit.Drum} {start + Step(hit)}";
        return string.Join(',', steps.Order(StringComparer.Ordinal));
    }
}
