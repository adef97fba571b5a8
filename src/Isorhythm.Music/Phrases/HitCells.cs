namespace Isorhythm.Music;

/// <summary>Collects the hits of one phrase, one a cell.</summary>
internal sealed class HitCells(DrumGrid grid, CellCollision collision)
{
    private readonly Dictionary<(int Step, int Drum), Hit> hits = [];

    /// <summary>Puts a note on the grid, at its step and at every <paramref name="period"/> steps after it.</summary>
    internal void Add(Note note, int step, int period, float offset)
    {
        var drum = grid.Kit.IndexOf(note.Pitch);
        for (; step < grid.Steps; step += period)
        {
            var hit = new Hit(step, drum, note.Velocity / 127f, offset);
            if (collision == CellCollision.Last || !hits.TryGetValue((step, drum), out var there) || there.Velocity < hit.Velocity)
            {
                hits[(step, drum)] = hit;
            }
        }
    }

    internal int Count => hits.Count;

    internal GridPhrase ToPhrase() => new(grid, hits.Values);
}
