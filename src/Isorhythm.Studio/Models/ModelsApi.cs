using System.Runtime.InteropServices;
using Isorhythm.Latent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isorhythm.Studio;

/// <summary>The endpoints of one model: its maps, what sounds at a point, where music lies, and how far it is heard to be.</summary>
internal static class ModelsApi
{
    /// <summary>Rows and columns that the page asks for.</summary>
    public const int UsualSize = 64;

    private const int LargestSize = 256;
    private const float HottestDraw = 2;
    private const int Rings = 4;

    // Of the side of the map: rings are as large as a hand moves at once.
    private const float ReachOfRings = 0.28f;

    public static void MapModels(this IEndpointRouteBuilder app)
    {
        var model = app.MapGroup("/api/models/{name}");
        model.MapGet("/map", Map);
        model.MapGet("/change", Change);
        model.MapGet("/decode", Decode);
        model.MapPost("/encode", Encode);
        model.MapGet("/sample", Sample);
        model.MapGet("/contours", Contours);
        model.MapGet("/flatness", Flatness);
        model.MapGet("/qualities", Qualities);
        model.MapDelete("", DeleteAsync);
    }

    // The codes are most of it, and a page that asks for another plane has them.
    private static Ok<MapView> Map(string name, ModelLibrary library, string plane = "", bool codes = true)
    {
        var model = library.Named(name);
        return TypedResults.Ok(MapView.Of(model.Open(), plane, model.Map(plane), codes));
    }

    // [row][column], from the top left (y = +extent), 0..1: apart from the map, for it takes seconds where a space is large, and nobody waits for it to play.
    private static FileContentHttpResult Change(string name, ModelLibrary library, int size = UsualSize, string plane = "") =>
        size is >= 2 and <= LargestSize
            ? Floats(library.Named(name).Change(plane, size))
            : throw Refusal.BadRequest($"A map of {size} x {size} cannot be drawn: ask for a size from 2 to {LargestSize}.");

    // Of a grid [feature][drum][step] in float32, of tracks the notes: the likeliest, or drawn at a temperature, the same for one seed.
    private static IResult Decode(
        string name, ModelLibrary library, float? x, float? y, string? code, string? rest, string plane = "", float temperature = 0, ulong seed = 1)
    {
        var model = library.Named(name);
        var space = model.Open();
        var at = PlaceQuery.CodeIn(model, x, y, code, plane, rest);
        if (temperature is not (>= 0 and <= HottestDraw))
        {
            throw Refusal.BadRequest($"Nothing is drawn at a temperature of {temperature}: send 0, the likeliest notes, to {HottestDraw}.");
        }

        if (space is not GridSpace grid)
        {
            var drawn = space.Decode(at, Decoding.Usual with { Temperature = temperature, Seed = seed })[0];
            return TypedResults.Ok(new NotesView(NoteView.Of((Music.TokenPhrase)drawn)));
        }

        if (temperature > 0)
        {
            throw Refusal.BadRequest($"\"{name}\" gives likelihoods, from which nothing is drawn: leave the temperature out.");
        }

        var values = new float[grid.Grid.Width];
        grid.DecodeValues(at, values);
        return Floats(values);
    }

    // Little endian: what the page reads straight into a Float32Array.
    private static FileContentHttpResult Floats(float[] values) =>
        TypedResults.Bytes(MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), "application/octet-stream");

    private static Ok<EncodeView> Encode(string name, EncodeRequest request, ModelLibrary library, string plane = "")
    {
        var model = library.Named(name);
        var space = model.Open();
        return TypedResults.Ok(EncodeView.Of(space.Encode(PatternView.ToPhrase(space, request.Hits, request.Notes)), model.Map(plane)));
    }

    // Anywhere in the space, or in the petal of a genre.
    private static Ok<EncodeView> Sample(string name, ModelLibrary library, string? genre, ulong seed = 1, string plane = "")
    {
        var model = library.Named(name);
        var space = model.Open();
        try
        {
            return TypedResults.Ok(EncodeView.Of(genre is null ? space.Sample(1, 1, seed)[0] : space.Style.Sample(genre, 1, 1, seed)[0], model.Map(plane)));
        }
        catch (IsorhythmException unknown)
        {
            throw Refusal.BadRequest(unknown.Message);
        }
    }

    private static Ok<ContoursView> Contours(string name, ModelLibrary library, float? x, float? y, string? code, string? rest, string plane = "")
    {
        var model = library.Named(name);
        var map = model.Map(plane);
        var at = PlaceQuery.CodeIn(model, x, y, code, plane, rest);
        return TypedResults.Ok(ContoursView.Of(model.Smooth().Contours(map, at, 2 * ReachOfRings * map.Extent, Rings)));
    }

    private static Ok<FlatnessView> Flatness(string name, ModelLibrary library) => TypedResults.Ok(library.Named(name).Flatness());

    // Apart from the map, as the change is: hundreds of places are decoded to see what each knob does.
    private static Ok<IReadOnlyList<AxisView>> Qualities(string name, ModelLibrary library) => TypedResults.Ok(AxisView.Of(library.Named(name).Open().Qualities));

    private static async Task<NoContent> DeleteAsync(string name, ModelLibrary library, StudioNews news)
    {
        library.Named(name).Delete();
        await news.ModelsChangedAsync();
        return TypedResults.NoContent();
    }
}

/// <summary>The notes at a place.</summary>
internal sealed record NotesView(IReadOnlyList<NoteView> Notes);

/// <summary>Music whose place is asked for: hits of a grid, or notes of tracks.</summary>
internal sealed record EncodeRequest(IReadOnlyList<HitView>? Hits = null, IReadOnlyList<NoteView>? Notes = null);

/// <summary>The place of a phrase: its latent code, and the point of the map.</summary>
internal sealed record EncodeView(IReadOnlyList<float> Code, float X, float Y)
{
    public static EncodeView Of(float[] code, LatentMap map)
    {
        var (x, y) = map.ToPoint(code);
        return new(code, x, y);
    }
}
