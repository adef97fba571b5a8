using System.Runtime.InteropServices;
using Isorhythm.Latent;

namespace Isorhythm.Studio;

/// <summary>The plane that the page draws, and what it needs to find its way in the space.</summary>
/// <param name="Plane">Its name as it was asked for.</param>
/// <param name="Extent">Half the side of the square: x and y run from -extent to +extent.</param>
/// <param name="Origin">The code at the middle, <c>[Z]</c>.</param>
/// <param name="Right">The direction of x, <c>[Z]</c>.</param>
/// <param name="Up">The direction of y, <c>[Z]</c>.</param>
/// <param name="Spacing">How far apart training phrases usually lie.</param>
/// <param name="Attributes">What two directions of a plane can be called after.</param>
/// <param name="Genres">The genres, and where in the plane of the petals each lies; none where the space knows none.</param>
/// <param name="Axes">What can be turned beside the plane.</param>
/// <param name="Codes">The codes of the clips, <c>[N, Z]</c>, little-endian float32 in base 64; null where they were not asked for.</param>
/// <param name="Clips">Where the training phrases lie.</param>
internal sealed record MapView(
    string Plane,
    float Extent,
    float[] Origin,
    float[] Right,
    float[] Up,
    SpacingView Spacing,
    IReadOnlyList<string> Attributes,
    IReadOnlyList<GenreView> Genres,
    IReadOnlyList<AxisView> Axes,
    string? Codes,
    IReadOnlyList<ClipView> Clips)
{
    // The first two principal axes are the overview; eight more can be turned.
    private const int FirstAxis = 2;

    public static MapView Of(LatentSpace space, string plane, LatentMap map, bool codes) => new(
        plane,
        map.Extent,
        map.Plane.Origin,
        map.Plane.Right,
        map.Plane.Up,
        new SpacingView(space.Spacing.Near, space.Spacing.Far),
        space.Dimensions > 2 ? [.. space.Representation.Attributes.Select(attribute => attribute.Name)] : [],
        space.HasGenres ? [.. space.Style.Genres.Select(genre => GenreView.Of(space.Style, genre))] : [],
        space.Dimensions > 2 ? [.. space.Axes.Skip(FirstAxis).Select(AxisView.Of)] : [],
        codes ? Convert.ToBase64String(MemoryMarshal.AsBytes(space.Phrases.SelectMany(phrase => phrase.Code).ToArray().AsSpan())) : null,
        ClipView.Of(space, map));
}

/// <summary>How far apart training phrases usually lie.</summary>
/// <param name="Near">The median distance of one to the nearest other.</param>
/// <param name="Far">What nine in ten keep within.</param>
internal sealed record SpacingView(double Near, double Far);

/// <summary>A genre and the middle of its petal.</summary>
internal sealed record GenreView(string Name, float X, float Y)
{
    public static GenreView Of(Style style, string genre)
    {
        var (x, y) = style.Middle(genre);
        return new(genre, x, y);
    }
}

/// <summary>A direction that can be turned: a principal axis or a quality.</summary>
/// <param name="Direction">Of length 1, <c>[Z]</c>.</param>
/// <param name="Middle">Where along it the middle of the phrases lies.</param>
/// <param name="Deviation">The deviation of the phrases along it.</param>
/// <param name="Attribute">What changes along it; null where nothing that has a name does.</param>
/// <param name="Correlation">How surely, -1..1.</param>
internal sealed record AxisView(float[] Direction, float Middle, float Deviation, string? Attribute, double Correlation)
{
    public static AxisView Of(PrincipalAxis axis) => new(axis.Direction, axis.Middle, axis.Deviation, axis.Attribute, axis.Correlation);

    public static IReadOnlyList<AxisView> Of(IReadOnlyList<Quality> qualities) =>
        [.. qualities.Select(quality => new AxisView(quality.Direction, quality.Middle, quality.Deviation, quality.Attribute, quality.Correlation))];
}

/// <summary>A training phrase on the map.</summary>
/// <param name="Name">The name of its file, with a number where the file gave several phrases.</param>
/// <param name="Source">The path of its file.</param>
/// <param name="Phrase">Its number among the phrases of its file, from 0.</param>
/// <param name="X">Where it lies, to the right.</param>
/// <param name="Y">Where it lies, upwards.</param>
internal sealed record ClipView(string Name, string Source, int Phrase, float X, float Y)
{
    public static IReadOnlyList<ClipView> Of(LatentSpace space, LatentMap map)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. space.Phrases.Select(phrase =>
        {
            var number = seen[phrase.Source] = seen.GetValueOrDefault(phrase.Source, -1) + 1;
            var (x, y) = map.ToPoint(phrase.Code);
            return new ClipView(phrase.Name, phrase.Source, number, x, y);
        })];
    }
}
