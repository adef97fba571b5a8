using System.Globalization;
using System.Runtime.InteropServices;
using Isorhythm.Latent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isorhythm.Studio;

/// <summary>The endpoints of one model: its map, what sounds at a point, where a rhythm lies.</summary>
internal static class ModelsApi
{
    /// <summary>Rows and columns that the page asks for.</summary>
    public const int UsualSize = 64;

    private const int LargestSize = 256;

    public static void MapModels(this IEndpointRouteBuilder app)
    {
        var model = app.MapGroup("/api/models/{name}");
        model.MapGet("/map", Map);
        model.MapGet("/change", Change);
        model.MapGet("/decode", Decode);
        model.MapPost("/encode", Encode);
        model.MapDelete("", DeleteAsync);
    }

    private static Ok<MapView> Map(string name, ModelLibrary library) => TypedResults.Ok(MapView.Of(library.Named(name).Open()));

    // [row][column], from the top left (y = +extent), 0..1: apart from the map, for it takes seconds where a space is large, and nobody waits for it to play.
    private static FileContentHttpResult Change(string name, ModelLibrary library, int size = UsualSize) =>
        size is >= 2 and <= LargestSize
            ? Floats(library.Named(name).Change(size))
            : throw Refusal.BadRequest($"A map of {size} x {size} cannot be drawn: ask for a size from 2 to {LargestSize}.");

    // [feature][drum][step]
    private static FileContentHttpResult Decode(string name, ModelLibrary library, float? x, float? y, string? code)
    {
        var space = library.Named(name).Open();
        var values = new float[space.Grid.Width];
        space.DecodeValues(CodeOf(space, x, y, code), values);
        return Floats(values);
    }

    // Little endian: what the page reads straight into a Float32Array.
    private static FileContentHttpResult Floats(float[] values) =>
        TypedResults.Bytes(MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), "application/octet-stream");

    private static Ok<EncodeView> Encode(string name, EncodeRequest request, ModelLibrary library)
    {
        var space = library.Named(name).Open();
        var code = space.Encode(HitView.ToPhrase(request.Hits, space.Grid));
        var (x, y) = space.Map.ToPoint(code);
        return TypedResults.Ok(new EncodeView(code, x, y));
    }

    private static async Task<NoContent> DeleteAsync(string name, ModelLibrary library, StudioNews news)
    {
        library.Named(name).Delete();
        await news.ModelsChangedAsync();
        return TypedResults.NoContent();
    }

    private static float[] CodeOf(LatentSpace space, float? x, float? y, string? code)
    {
        if (code is null)
        {
            return x is { } right && y is { } up && float.IsFinite(right) && float.IsFinite(up)
                ? space.Map.ToCode(right, up)
                : throw Refusal.BadRequest("A point needs x and y, or a code with all its numbers: add them to the address.");
        }

        var numbers = code.Split(',')
            .Select(text => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : float.NaN)
            .ToArray();
        return numbers.Length == space.Dimensions && numbers.All(float.IsFinite)
            ? numbers
            : throw Refusal.BadRequest($"The code \"{code}\" is not {space.Dimensions} numbers with commas between: send as many as the space has dimensions.");
    }
}

/// <summary>A rhythm whose place is asked for.</summary>
internal sealed record EncodeRequest(IReadOnlyList<HitView> Hits);

/// <summary>The place of a rhythm: its latent code, and the point of the map.</summary>
internal sealed record EncodeView(IReadOnlyList<float> Code, float X, float Y);
