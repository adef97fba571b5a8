using System.Collections.Immutable;
using System.Numerics;

namespace Isorhythm.Music;

/// <summary>
/// How a rhythm becomes numbers: steps in time, drums, and what each cell holds. One representation for all drum systems here.
/// </summary>
/// <param name="StepsPerQuarter">Steps in a quarter.</param>
/// <param name="Quarters">Quarters in a phrase.</param>
/// <param name="Kit">The drums.</param>
/// <param name="Features">What each cell holds: at least onset or velocity, by which a hit is told.</param>
public sealed record DrumGrid(int StepsPerQuarter, int Quarters, DrumKit Kit, GridFeatures Features)
{
    private const GridFeatures EveryFeature = GridFeatures.Onset | GridFeatures.Velocity | GridFeatures.Microtiming;

    /// <summary>The grids that have a name: R-VAE's paper, its released models, McDermott 2018, two and four bars of Chen et al. 2022, and the bar of sixteenths of M4L.RhythmVAE.</summary>
    public static ImmutableArray<DrumGrid> All { get; } =
    [
        new(24, 4, DrumKit.Greedy3, EveryFeature),
        new(12, 8, DrumKit.General, EveryFeature),
        new(2, 32, DrumKit.DrumLoops, GridFeatures.Velocity),
        new(4, 8, DrumKit.Groove, EveryFeature),
        new(4, 16, DrumKit.Groove, EveryFeature),
        new(4, 4, DrumKit.General, EveryFeature),
    ];

    /// <summary>Steps in a phrase.</summary>
    public int Steps => StepsPerQuarter * Quarters;

    /// <summary>Drums of the kit.</summary>
    public int Drums => Kit.Drums.Length;

    /// <summary>Drums times steps: the length of one feature's part of the array.</summary>
    public int Cells => Drums * Steps;

    /// <summary>The length of a phrase's array: cells times features.</summary>
    public int Width => Cells * BitOperations.PopCount((uint)Features);

    /// <summary>"drums-12x8x9": steps a quarter, quarters, drums; "drums-12x8x9-strict" where the kit is not the one that this grid has by default.</summary>
    public string Name => All.Any(grid => grid.Size == Size && grid.Kit == Kit) ? Size : $"{Size}-{Kit}";

    private string Size => $"drums-{StepsPerQuarter}x{Quarters}x{Drums}";

    /// <summary>The grid of that name: one of <see cref="All"/>, or one of them with a dash and another kit of as many drums.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public static DrumGrid Named(string name) =>
        All.SelectMany(grid => DrumKit.All.Where(kit => kit.Drums.Length == grid.Drums).Select(kit => grid with { Kit = kit }))
            .FirstOrDefault(grid => grid.Name == name)
        ?? throw new ArgumentException(
            $"There is no drum grid \"{name}\": choose one of {string.Join(", ", All.Select(grid => grid.Name))}, with another drum kit if you like (drums-12x8x9-strict).",
            nameof(name));

    /// <summary>Whether cells hold the feature.</summary>
    public bool Has(GridFeatures feature) => (Features & feature) != GridFeatures.None;

    /// <summary>Writes a phrase as an array <c>[feature, drum, step]</c>, features in the order onset, velocity, microtiming.</summary>
    /// <exception cref="ArgumentException">The phrase lies on another grid, or the array is not <see cref="Width"/> long.</exception>
    public void Write(GridPhrase phrase, Span<float> values)
    {
        if (phrase.Grid != this)
        {
            throw new ArgumentException($"The phrase lies on {phrase.Grid.Name}, not on {Name}.", nameof(phrase));
        }

        CheckWidth(values);
        values.Clear();
        var onsets = Part(values, GridFeatures.Onset);
        var velocities = Part(values, GridFeatures.Velocity);
        var offsets = Part(values, GridFeatures.Microtiming);
        foreach (ref readonly var hit in phrase.Hits.AsSpan())
        {
            var cell = (hit.Drum * Steps) + hit.Step;
            Set(onsets, cell, 1);
            Set(velocities, cell, hit.Velocity);
            Set(offsets, cell, hit.Offset);
        }
    }

    /// <summary>Reads an array <c>[feature, drum, step]</c>, as <see cref="Write"/> or a decoder wrote it.</summary>
    /// <param name="values">The array; velocities are limited to 0..1 and offsets to -1..1.</param>
    /// <param name="threshold">A cell is a hit where its onset (its velocity on a grid without onsets) is greater.</param>
    /// <exception cref="ArgumentException">The array is not <see cref="Width"/> long.</exception>
    public GridPhrase Read(ReadOnlySpan<float> values, float threshold)
    {
        CheckWidth(values);
        var onsets = Part(values, Has(GridFeatures.Onset) ? GridFeatures.Onset : GridFeatures.Velocity);
        var velocities = Part(values, GridFeatures.Velocity);
        var offsets = Part(values, GridFeatures.Microtiming);
        var hits = ImmutableArray.CreateBuilder<Hit>();
        for (var step = 0; step < Steps; step++)
        {
            for (var drum = 0; drum < Drums; drum++)
            {
                var cell = (drum * Steps) + step;
                if (onsets[cell] > threshold)
                {
                    hits.Add(new Hit(step, drum, Limited(velocities, cell, 0), Limited(offsets, cell, -1)));
                }
            }
        }

        return new GridPhrase(this, hits);
    }

    /// <summary>The hit with what this grid does not hold made plain.</summary>
    internal Hit Plain(Hit hit) => hit with
    {
        Velocity = Has(GridFeatures.Velocity) ? hit.Velocity : Hit.PlainVelocity,
        Offset = Has(GridFeatures.Microtiming) ? hit.Offset : 0,
    };

    private Span<float> Part(Span<float> values, GridFeatures feature) =>
        Has(feature) ? values.Slice(StartOf(feature), Cells) : [];

    private ReadOnlySpan<float> Part(ReadOnlySpan<float> values, GridFeatures feature) =>
        Has(feature) ? values.Slice(StartOf(feature), Cells) : [];

    // As many parts come before as there are features with a lower bit.
    private int StartOf(GridFeatures feature) => Cells * BitOperations.PopCount((uint)Features & ((uint)feature - 1));

    private void CheckWidth(ReadOnlySpan<float> values)
    {
        if (values.Length != Width)
        {
            throw new ArgumentException($"{Name} takes {Width} numbers, not {values.Length}.", nameof(values));
        }
    }

    private static void Set(Span<float> part, int cell, float value)
    {
        if (!part.IsEmpty)
        {
            part[cell] = value;
        }
    }

    // A number that is none, as a diverged model may give, becomes 0.
    private static float Limited(ReadOnlySpan<float> part, int cell, float least) =>
        part.IsEmpty || float.IsNaN(part[cell]) ? 0 : Math.Clamp(part[cell], least, 1);
}
