using Isorhythm.Music;

namespace Isorhythm.Studio;

/// <summary>A hit as the page writes it.</summary>
/// <param name="Step">Which step, from 0.</param>
/// <param name="Drum">Which drum of the model's grid, from 0.</param>
/// <param name="Velocity">0..1.</param>
/// <param name="Offset">-1..1 of half a step, late is positive.</param>
internal sealed record HitView(int Step, int Drum, float Velocity, float Offset)
{
    /// <summary>The hits as a phrase on the grid.</summary>
    /// <exception cref="RefusedException">A hit lies off the grid, or two lie in one cell.</exception>
    public static GridPhrase ToPhrase(IReadOnlyList<HitView> hits, DrumGrid grid)
    {
        if (hits.Select(hit => Fault(hit, grid)).FirstOrDefault(fault => fault is not null) is { } fault)
        {
            throw Refusal.BadRequest($"A hit of the pattern {fault}: reload the page and try again.");
        }

        if (hits.GroupBy(hit => (hit.Step, hit.Drum)).FirstOrDefault(cell => cell.Count() > 1) is { Key: var (step, drum) })
        {
            throw Refusal.BadRequest($"Two hits of the pattern lie on step {step} of drum {drum}: send one.");
        }

        return new GridPhrase(grid, [.. hits
            .OrderBy(hit => hit.Step).ThenBy(hit => hit.Drum)
            .Select(hit => new Hit(hit.Step, hit.Drum, hit.Velocity, hit.Offset))]);
    }

    // JSON can hold a null where the type of the list promises none.
    private static string? Fault(HitView? hit, DrumGrid grid) => hit is null ? "is missing" : hit.Fault(grid);

    private string? Fault(DrumGrid grid) => this switch
    {
        _ when Step < 0 || Step >= grid.Steps => $"has step {Step}, and the grid has {grid.Steps}",
        _ when Drum < 0 || Drum >= grid.Drums => $"has drum {Drum}, and the grid has {grid.Drums}",
        _ when Velocity is not (>= 0 and <= 1) => $"has velocity {Velocity}, which is not in 0..1",
        _ when Offset is not (>= -1 and <= 1) => $"has offset {Offset}, which is not in -1..1",
        _ => null,
    };
}
