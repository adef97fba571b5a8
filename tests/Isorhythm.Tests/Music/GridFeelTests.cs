using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

public sealed class GridFeelTests
{
    private static readonly DrumGrid Sixteenths = DrumGrid.Named("drums-4x8x9");
    private static readonly DrumGrid Twelfths = DrumGrid.Named("drums-12x8x9");

    [Fact]
    public void Hits_on_the_quarters_and_hats_that_go_on_are_not_syncopated() =>
        Assert.Equal(0, GridFeel.Syncopation(Rhythm(Sixteenths, [(0, 0), (8, 0), (16, 0), (24, 0), (4, 1), (12, 1), (20, 1), (28, 1), .. Every(Sixteenths, 2, drum: 2)])));

    [Theory]
    [InlineData(0.5, 6, 0)]     // an eighth before a quarter on which the kick is silent
    [InlineData(0, 6, 8)]       // which it strikes
    [InlineData(0.5, 7, 6)]     // a sixteenth, and the eighth before it: of the two the last is
    [InlineData(1, 3, 9)]       // both off the beat with silence ahead
    [InlineData(0.5, 31, 16)]   // ahead of the silent first quarter: the rhythm goes round
    public void A_hit_off_the_beat_is_syncopated_where_its_drum_is_silent_on_the_next_stronger_place(double share, int first, int second) =>
        Assert.Equal(share, GridFeel.Syncopation(Rhythm(Sixteenths, (first, 0), (second, 0))));

    [Fact]
    public void Another_drum_on_the_stronger_place_does_not_take_the_syncopation_away() =>
        Assert.Equal(0.5, GridFeel.Syncopation(Rhythm(Sixteenths, (6, 0), (8, 1))));

    [Fact]
    public void A_triplet_leads_to_the_quarter_and_not_to_the_eighth() =>
        Assert.Equal((0, 1), (GridFeel.Syncopation(Rhythm(Twelfths, (8, 0), (12, 0))), GridFeel.Syncopation(Rhythm(Twelfths, (8, 0)))));

    [Theory]
    [InlineData(0, 3, 0)]
    [InlineData(0, 6, 0)]
    [InlineData(0, 9, 0)]
    [InlineData(1, 4, 0)]       // triplets of the quarter
    [InlineData(1, 8, 0)]
    [InlineData(1, 10, 0)]      // and of the eighth
    [InlineData(0.5, 3, 1)]     // half of the way to one
    [InlineData(-0.5, 3, -1)]
    public void Swing_is_the_share_of_the_way_to_a_triplet(double swing, int step, float offset) =>
        Assert.Equal(swing, GridFeel.Swing(new GridPhrase(Twelfths, new Hit(step, 2, 0.8f, offset), new Hit(0, 0, 1, 0.9f), new Hit(24, 0, 1, -0.9f))), 9);

    [Fact]
    public void Silence_and_a_rhythm_of_quarters_have_neither()
    {
        var quarters = Rhythm(Twelfths, [.. Every(Twelfths, 12, drum: 0)]);
        Assert.Equal((0, 0, 0, 0), (GridFeel.Syncopation(new GridPhrase(Twelfths)), GridFeel.Swing(new GridPhrase(Twelfths)), GridFeel.Syncopation(quarters), GridFeel.Swing(quarters)));
    }

    [Fact]
    public void Swing_is_told_where_the_grid_can_hold_it()
    {
        Assert.Equal(["density", "velocity", "offset", "syncopation", "swing"], Attributes.For(Sixteenths).Select(attribute => attribute.Name));
        Assert.DoesNotContain("swing", Attributes.For(DrumGrid.Named("drums-2x32x9")).Select(attribute => attribute.Name));
    }

    private static IEnumerable<(int Step, int Drum)> Every(DrumGrid grid, int steps, int drum) => Enumerable.Range(0, grid.Steps / steps).Select(i => (i * steps, drum));

    private static GridPhrase Rhythm(DrumGrid grid, params (int Step, int Drum)[] hits) => new(grid, [.. hits.Select(hit => new Hit(hit.Step, hit.Drum, 0.8f, 0))]);
}
