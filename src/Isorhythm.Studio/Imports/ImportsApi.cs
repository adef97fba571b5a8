using Isorhythm.Latent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isorhythm.Studio;

/// <summary>The endpoint that takes dropped files and says what is in them.</summary>
internal static class ImportsApi
{
    // What the page trains with unless it is told otherwise.
    private const string Recipe = "r-vae-2bar";

    // R-VAE's authors trained on a dozen clips; under a handful of phrases there is nothing between them to explore.
    private const int FewPhrases = 4;

    public static void MapImports(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/imports", AddAsync).WithMetadata(new BodyLimit(Upload.MostRead));

    private static async Task<Ok<ImportView>> AddAsync(HttpRequest request, ImportShelf shelf, CancellationToken cancel)
    {
        var upload = await Upload.ReadAsync(request, cancel);
        var representation = Representation.Named(Latent.Recipe.Named(Recipe).Representation);
        var (_, report) = Corpus.Build(upload.Files, representation);
        var import = shelf.Add(upload.Files, upload.Bytes);
        return TypedResults.Ok(new ImportView(import.Id, report, Advice(report), Ready: report.Phrases > 0));
    }

    private static string Advice(ImportReport report)
    {
        var clips = report.Files.Count(file => file.Phrases > 0);
        var found = $"{Counted(clips, "clip")}, {Counted(report.Phrases, "phrase")}";
        return report.Phrases switch
        {
            0 => "No rhythm was found in these files: the list says why; drop others.",
            < FewPhrases => $"{found}: it will play little more than these; a dozen clips make a space.",
            _ => $"{found}: enough to train.",
        };
    }

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}

/// <summary>What became of an import.</summary>
/// <param name="Id">Names it when a training starts.</param>
/// <param name="Report">What was taken from every file, and why not more.</param>
/// <param name="Advice">Whether that is enough, in one sentence.</param>
/// <param name="Ready">Whether a training can start with it.</param>
internal sealed record ImportView(string Id, ImportReport Report, string Advice, bool Ready);
