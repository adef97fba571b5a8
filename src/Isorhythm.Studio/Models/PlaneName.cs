using System.Globalization;
using Isorhythm.Latent;

namespace Isorhythm.Studio;

/// <summary>
/// The planes that a page can ask for: none named is the usual one of the space, "overview" the one in which the phrases differ most, "density,velocity" that
/// of two attributes, and "3,14,15" that through three phrases by their place in the list of clips.
/// </summary>
internal static class PlaneName
{
    public const string Overview = "overview";

    /// <summary>The map of the plane of that name.</summary>
    /// <exception cref="RefusedException">The space has no such plane.</exception>
    public static LatentMap Find(LatentSpace space, string plane)
    {
        try
        {
            return plane.Split(',') switch
            {
                [""] => space.Map,
                [Overview] => space.MapOfPrincipalAxes(),
                [var right, var up] => space.MapOfAttributes(right, up),
                [var a, var b, var c] => space.MapOfCorners(CodeOf(space, a), CodeOf(space, b), CodeOf(space, c)),
                _ => throw Refusal.BadRequest($"There is no plane \"{plane}\": ask for {Overview}, for two attributes or for the numbers of three clips, with commas between."),
            };
        }
        catch (IsorhythmException unfit)
        {
            throw Refusal.BadRequest(unfit.Message);
        }
    }

    private static float[] CodeOf(LatentSpace space, string clip) =>
        int.TryParse(clip, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < space.Phrases.Count
            ? space.Phrases[number].Code
            : throw Refusal.BadRequest($"There is no clip {clip}: the space has {space.Phrases.Count}, counted from 0.");
}
