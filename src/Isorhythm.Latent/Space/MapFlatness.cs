namespace Isorhythm.Latent;

/// <summary>How nearly a map is drawn to scale: whether equal steps are heard as equal changes in every direction.</summary>
/// <param name="Variation">
/// The coefficient of variation of the radius along the lines of equal heard distance round phrases of the corpus, the median over them: 0 where all are circles.
/// </param>
/// <param name="Places">How many phrases it was measured round.</param>
public sealed record MapFlatness(double Variation, int Places)
{
    private const int MostPlaces = 12;
    private const int Lines = 2;

    /// <summary>Rings reach so far over the map: as far as a hand moves at once.</summary>
    private const float Reach = 0.3f;

    /// <summary>Measures it, which decodes some thousand phrases.</summary>
    /// <exception cref="IsorhythmException">The model writes step by step.</exception>
    public static MapFlatness Of(LatentSpace space)
    {
        var map = space.Map;
        var count = Math.Min(MostPlaces, space.Phrases.Count);
        double[] variations =
        [
            .. Enumerable.Range(0, count).Select(i => space.Phrases[(int)((long)i * space.Phrases.Count / count)].Code)
                .Select(code => space.Contours(map, code, Reach * map.Extent, Lines).Variation).Where(double.IsFinite).Order(),
        ];
        return new(variations.Length == 0 ? double.NaN : variations[variations.Length / 2], variations.Length);
    }
}
