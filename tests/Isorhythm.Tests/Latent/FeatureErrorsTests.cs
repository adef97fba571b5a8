using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Tests;

public sealed class FeatureErrorsTests
{
    private static readonly DrumGrid Grid = ((GridRepresentation)Representation.Named("drums-4x8x9")).Grid;

    [Fact]
    public void Hits_are_counted_and_velocity_and_microtiming_squared_over_all_cells_and_over_true_hits()
    {
        var (truth, decoded) = (new float[Grid.Width], new float[Grid.Width]);
        Grid.Write(new GridPhrase(Grid, [new Hit(0, 0, 0.5f, 0.2f), new Hit(4, 1, 1, 0)]), truth);
        Grid.Write(new GridPhrase(Grid, [new Hit(0, 0, 0.75f, -0.2f), new Hit(6, 2, 0.5f, 0)]), decoded);

        var errors = FeatureErrors.Of(Grid, truth, decoded);

        Assert.Equal((2, 2.0 / 288), (errors.Hits, errors.Onset));
        Assert.Equal((0.0625 + 1 + 0.25) / 288, errors.Velocity, 1e-6);
        Assert.Equal(0.0625 + 1, errors.VelocityOfHits, 1e-6);
        Assert.Equal(0.16 / 288, errors.Microtiming, 1e-6);
        Assert.Equal(0.16, errors.MicrotimingOfHits, 1e-6);
        Assert.Equal(default(FeatureErrors) with { Hits = 2 }, FeatureErrors.Of(Grid, truth, truth));
    }
}
