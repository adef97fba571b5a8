using FsCheck;
using FsCheck.Fluent;
using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

/// <summary>Random grids, and phrases whose velocities are MIDI's and whose offsets are whole ticks of the writer.</summary>
internal static class PhraseGenerator
{
    // Of all these grids the writer divides a step's half by it.
    private const int TicksInHalfAStep = 40;

    private static readonly GridFeatures[] FeatureSets =
    [
        .. Enumerable.Range(1, 7).Select(bits => (GridFeatures)bits).Where(features => features != GridFeatures.Microtiming),
    ];

    internal static Arbitrary<List<GridPhrase>> PhrasesOfOneGrid =>
        (from grid in Grids
         from phrases in PhrasesOn(grid).NonEmptyListOf()
         select phrases).ToArbitrary();

    private static Gen<DrumGrid> Grids =>
        from stepsPerQuarter in Gen.Elements(1, 2, 4, 6, 12, 24)
        from quarters in Gen.Elements(4, 8, 16)
        from kit in Gen.Elements(DrumKit.All.AsEnumerable())
        from features in Gen.Elements(FeatureSets)
        select new DrumGrid(stepsPerQuarter, quarters, kit, features);

    private static Gen<GridPhrase> PhrasesOn(DrumGrid grid) =>
        from hits in HitsOn(grid).ListOf()
        select new GridPhrase(grid, hits.DistinctBy(hit => (hit.Step, hit.Drum)));

    private static Gen<Hit> HitsOn(DrumGrid grid) =>
        from step in Gen.Choose(0, grid.Steps - 1)
        from drum in Gen.Choose(0, grid.Drums - 1)
        from velocity in Gen.Choose(1, 127)
        from offset in Gen.Choose(step == 0 ? 0 : -TicksInHalfAStep, TicksInHalfAStep - 1) // a score has nothing before its first step
        select new Hit(step, drum, velocity / 127f, (float)offset / TicksInHalfAStep);
}
