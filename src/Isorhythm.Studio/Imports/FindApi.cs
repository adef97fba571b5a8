using Isorhythm.Music;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isorhythm.Studio;

/// <summary>The endpoint that says where a dropped file lies in a space.</summary>
internal static class FindApi
{
    public static void MapFind(this IEndpointRouteBuilder app) => app.MapGet("/api/models/{name}/find", Find);

    // The place of the file's first phrase.
    private static Ok<EncodeView> Find(string name, string import, string path, ModelLibrary library, ImportShelf shelf, string plane = "")
    {
        var file = shelf.Files(import).FirstOrDefault(file => file.Path == path)
            ?? throw Refusal.NotFound($"There is no file \"{path}\" among those that were dropped: drop it again.");
        var model = library.Named(name);
        var space = model.Open();
        var reading = MidiReader.Read(file.Read().Span);
        var extraction = reading.Score is { } score ? space.Representation.ReadWhole(score) : new Extraction([], []);
        if (extraction.Phrases.Count == 0)
        {
            var why = reading.Faults.Select(fault => fault.Detail).Concat(extraction.Rejections.Select(rejection => rejection.Reason)).FirstOrDefault("it holds no music");
            throw Refusal.BadRequest($"{path} has no place in the space \"{name}\" ({why.TrimEnd('.')}): drop another.");
        }

        return TypedResults.Ok(EncodeView.Of(space.Encode(extraction.Phrases[0].Phrase), model.Map(plane)));
    }
}
