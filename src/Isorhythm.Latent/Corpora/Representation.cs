using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>How music becomes numbers: a grid, and which files and stretches of them give a phrase.</summary>
/// <param name="Name">"drums-12x8x9": steps a quarter, quarters, drums.</param>
/// <param name="Grid">The grid that a phrase lies on.</param>
/// <param name="Rules">What is taken from a file, and what is not.</param>
public sealed record Representation(string Name, DrumGrid Grid, ExtractionRules Rules)
{
    /// <summary>The representations that recipes use.</summary>
    public static IReadOnlyList<Representation> All { get; } =
    [
        new("drums-24x4x3", DrumGrid.Named("drums-24x4x3"), ExtractionRules.RVae),
        new("drums-12x8x9", DrumGrid.Named("drums-12x8x9"), ExtractionRules.RVae),
        new("drums-2x32x9", DrumGrid.Named("drums-2x32x9"), ExtractionRules.DrumLoops),
    ];

    /// <summary>The representation of that name: one of <see cref="All"/>, or one of them with a dash and another drum kit, as "drums-12x8x9-strict".</summary>
    /// <exception cref="IsorhythmException">There is none: the message lists those there are.</exception>
    public static Representation Named(string name)
    {
        try
        {
            var grid = DrumGrid.Named(name);
            return All.First(usual => usual.Grid with { Kit = grid.Kit } == grid) with { Name = name, Grid = grid };
        }
        catch (ArgumentException error)
        {
            throw new IsorhythmException(
                $"There is no representation \"{name}\": choose one of {string.Join(", ", All.Select(usual => usual.Name))}, "
                + "with a dash and another drum kit if you like (drums-12x8x9-strict).",
                error);
        }
    }
}
