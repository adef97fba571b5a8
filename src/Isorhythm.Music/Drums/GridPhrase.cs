using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>A rhythm as long as its grid. Immutable; equal when grid and hits are.</summary>
public sealed class GridPhrase : Phrase
{
    /// <summary>A rhythm of the given hits.</summary>
    /// <param name="grid">The grid that it lies on.</param>
    /// <param name="hits">In any order, at most one a cell. What the grid does not hold is made plain: velocity 100/127, offset 0.</param>
    /// <exception cref="ArgumentException">A hit outside the grid or out of range, or two in one cell.</exception>
    public GridPhrase(DrumGrid grid, params IEnumerable<Hit> hits)
    {
        Grid = grid;
        Hits = [.. hits.Select(grid.Plain).OrderBy(hit => hit.Step).ThenBy(hit => hit.Drum)];
        for (var i = 0; i < Hits.Length; i++)
        {
            var hit = Hits[i];
            if ((uint)hit.Step >= grid.Steps || (uint)hit.Drum >= grid.Drums || hit.Velocity is not (>= 0 and <= 1) || hit.Offset is not (>= -1 and <= 1))
            {
                throw new ArgumentException($"{hit} is not on {grid.Name}: {grid.Steps} steps, {grid.Drums} drums, velocity 0..1, offset -1..1.", nameof(hits));
            }

            if (i > 0 && hit.Step == Hits[i - 1].Step && hit.Drum == Hits[i - 1].Drum)
            {
                throw new ArgumentException($"Two hits of {grid.Kit.Drums[hit.Drum].Name} on step {hit.Step}: a cell holds one.", nameof(hits));
            }
        }
    }

    /// <summary>The grid.</summary>
    public DrumGrid Grid { get; }

    /// <summary>The hits by step, then by drum; at most one a cell.</summary>
    public ImmutableArray<Hit> Hits { get; }

    /// <inheritdoc/>
    public override string Form => Grid.Name;

    /// <inheritdoc/>
    public override Quarters Length => new(Grid.Quarters);

    /// <inheritdoc/>
    public override IEnumerable<(int Step, int Voice)> Onsets => Hits.Select(hit => (hit.Step, hit.Drum));

    /// <inheritdoc/>
    public override bool Equals(Phrase? other) =>
        other is GridPhrase rhythm && Grid == rhythm.Grid && Hits.AsSpan().SequenceEqual(rhythm.Hits.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Grid);
        foreach (var hit in Hits)
        {
            hash.Add(hit);
        }

        return hash.ToHashCode();
    }
}
