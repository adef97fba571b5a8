using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// The genres of a space whose prior is a flower (section 3.3 of Valenti et al. 2020): each lies in its petal of the plane of a code's first two numbers, and
/// all that makes a phrase what it is besides lies in the others.
/// </summary>
public sealed class Style
{
    private readonly string space;
    private readonly FlowerPrior flower;

    internal Style(string space, FlowerPrior flower, IReadOnlyList<string> genres) => (this.space, this.flower, Genres) = (space, flower, genres);

    /// <summary>The genres round the circle. Behind the last lies the petal of music of none.</summary>
    public IReadOnlyList<string> Genres { get; }

    /// <summary>Where in the plane the middle of a genre's petal is.</summary>
    /// <exception cref="IsorhythmException">The space does not know the genre.</exception>
    public (float X, float Y) Middle(string genre) => flower.Middle(PetalOf(genre));

    /// <summary>The genre, or null for that of none, in whose petal a code <c>[Z]</c> lies: the one in whose direction it is.</summary>
    public string? Of(ReadOnlySpan<float> code)
    {
        var (x, y) = (code[0], code[1]);
        var nearest = Enumerable.Range(0, flower.Petals).MaxBy(petal => (x * flower.Middle(petal).X) + (y * flower.Middle(petal).Y));
        return nearest < Genres.Count ? Genres[nearest] : null;
    }

    /// <summary>
    /// A code <c>[Z]</c> on its way to a genre, 0 as it is and 1 there: in the plane straight to the place that it has round its own petal, turned into the
    /// genre's; between opposite petals the way leads through the middle, where songs of many genres lie. The other numbers stay.
    /// </summary>
    /// <exception cref="IsorhythmException">The space does not know the genre.</exception>
    public float[] Toward(ReadOnlySpan<float> code, string genre, float amount)
    {
        var middle = Middle(genre);
        var moved = code.ToArray();
        var radius = MathF.Sqrt((code[0] * code[0]) + (code[1] * code[1]));
        moved[0] += amount * ((radius * middle.X) - code[0]);
        moved[1] += amount * ((radius * middle.Y) - code[1]);
        return moved;
    }

    /// <summary>Codes drawn from a genre's petal, every deviation scaled: 0 is its middle, 1 the prior itself.</summary>
    /// <exception cref="IsorhythmException">The space does not know the genre.</exception>
    public float[][] Sample(string genre, int count, float temperature, ulong seed) => Draw([.. Enumerable.Repeat(PetalOf(genre), count)], temperature, seed);

    /// <summary>A code drawn from each genre's petal; null, or a genre that the space does not know, is that of none.</summary>
    internal float[][] SampleEach(IReadOnlyList<string?> genres, ulong seed) =>
        Draw([.. genres.Select(genre => Genres.ToList().FindIndex(known => known == genre) is >= 0 and var petal ? petal : Genres.Count)], 1, seed);

    private float[][] Draw(int[] petals, float temperature, ulong seed)
    {
        using var tape = new Tape(gradients: false);
        var codes = flower.Draw(tape, petals.Length, petals, temperature, new RandomStream(seed, "sample"));
        return [.. Enumerable.Range(0, petals.Length).Select(row => codes.Row(row).ToArray())];
    }

    private int PetalOf(string genre)
    {
        var petal = Genres.ToList().FindIndex(known => string.Equals(known, genre, StringComparison.OrdinalIgnoreCase));
        return petal >= 0 ? petal : throw new IsorhythmException($"{space} knows no genre \"{genre}\": choose one of {string.Join(", ", Genres)}.");
    }
}
