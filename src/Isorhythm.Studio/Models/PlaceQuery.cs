using System.Globalization;

namespace Isorhythm.Studio;

/// <summary>A place of a space in an address: x and y of a plane, with a rest that the point's code keeps; or the whole code. Numbers have commas between.</summary>
internal static class PlaceQuery
{
    /// <summary>The code of the place, <c>[Z]</c>.</summary>
    /// <exception cref="RefusedException">The place is none of the model's.</exception>
    public static float[] CodeIn(Model model, float? x, float? y, string? code, string plane, string? rest)
    {
        if (code is not null)
        {
            return Numbers("code", code, model.Open().Dimensions);
        }

        float[] besides = rest is null ? [] : Numbers("rest", rest, model.Open().Dimensions);
        return x is { } right && y is { } up && float.IsFinite(right) && float.IsFinite(up)
            ? model.Map(plane).Plane.ToCode(right, up, besides)
            : throw Refusal.BadRequest("A point needs x and y, or a code with all its numbers: add them to the address.");
    }

    private static float[] Numbers(string what, string text, int count)
    {
        var numbers = text.Split(',')
            .Select(part => float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : float.NaN)
            .ToArray();
        return numbers.Length == count && numbers.All(float.IsFinite)
            ? numbers
            : throw Refusal.BadRequest($"The {what} \"{text}\" is not {count} numbers with commas between: send as many as the space has dimensions.");
    }
}
