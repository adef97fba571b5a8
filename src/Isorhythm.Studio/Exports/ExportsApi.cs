using Isorhythm.Music;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isorhythm.Studio;

/// <summary>The endpoints that turn what sounded into MIDI files.</summary>
internal static class ExportsApi
{
    private const double Slowest = 20;
    private const double Fastest = 400;
    private const int MostPatterns = 1_000;
    private const long MostRead = 16L << 20;
    private const int MostListed = 200;

    public static void MapExports(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/models/{name}/exports", Save).WithMetadata(new BodyLimit(MostRead));
        app.MapGet("/api/exports", List);
        app.MapGet("/api/exports/{fileName}", Read);
    }

    private static Ok<ExportView> Save(string name, ExportRequest request, ModelLibrary library, ExportsFolder exports)
    {
        if (request.Tempo is not (>= Slowest and <= Fastest))
        {
            throw Refusal.BadRequest($"A tempo of {request.Tempo} cannot be written: choose one from {Slowest} to {Fastest} beats a minute.");
        }

        if (request.Groove?.Fault() is { } fault)
        {
            throw Refusal.BadRequest($"The groove {fault}: reload the page and try again.");
        }

        var count = request.Notes?.Count ?? request.Patterns?.Count ?? 0;
        if (count is 0 or > MostPatterns || request.Patterns?.Contains(null!) == true || request.Notes?.Contains(null!) == true)
        {
            throw Refusal.BadRequest($"A file holds 1 to {MostPatterns} patterns, and these are {count}: record a shorter path.");
        }

        var space = library.Named(name).Open();
        var phrases = Enumerable.Range(0, count).Select(i => PatternView.ToPhrase(space, request.Notes is null ? request.Patterns![i] : null, request.Notes?[i])).ToList();
        var fileName = exports.Save(request.Name, MidiWriter.Write(space.Representation.Play(phrases, request.Tempo, request.Groove)));
        return TypedResults.Ok(new ExportView(fileName, UrlOf(fileName)));
    }

    private static Ok<ExportsView> List(ExportsFolder exports) => TypedResults.Ok(new ExportsView(
        exports.Path, [.. exports.Newest(MostListed).Select(file => new ExportedFile(file.Name, UrlOf(file.Name), file.Length, file.LastWriteTimeUtc))]));

    private static FileContentHttpResult Read(string fileName, ExportsFolder exports) =>
        TypedResults.Bytes(exports.Read(fileName), "audio/midi", fileName);

    private static string UrlOf(string fileName) => $"/api/exports/{Uri.EscapeDataString(fileName)}";
}

/// <summary>Patterns to save, one after another.</summary>
/// <param name="Name">What to call the file, in any script.</param>
/// <param name="Tempo">Quarters a minute.</param>
/// <param name="Patterns">The hits of each pattern, of a model of rhythms.</param>
/// <param name="Notes">The notes of each pattern, of a model of tracks.</param>
/// <param name="Groove">How they are played; as they are written where it is null.</param>
internal sealed record ExportRequest(
    string Name, double Tempo, IReadOnlyList<IReadOnlyList<HitView>>? Patterns = null, IReadOnlyList<IReadOnlyList<NoteView>>? Notes = null, Groove? Groove = null);

/// <summary>The saved file, and where to fetch it.</summary>
internal sealed record ExportView(string FileName, string Url);

/// <summary>The folder of saved files as it is.</summary>
/// <param name="Folder">Its whole path.</param>
/// <param name="Files">The newest first, the older ones left out.</param>
internal sealed record ExportsView(string Folder, IReadOnlyList<ExportedFile> Files);

internal sealed record ExportedFile(string Name, string Url, long Bytes, DateTime SavedAt);
