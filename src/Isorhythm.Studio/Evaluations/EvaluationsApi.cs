using Isorhythm.Latent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isorhythm.Studio;

/// <summary>The endpoints that say how good a model is: what is known of it, measuring it, and the report itself.</summary>
internal static class EvaluationsApi
{
    // Nobody else's page may show a report within itself; only a header can say so.
    private const string NotFramed = "; frame-ancestors 'none'";

    public static void MapEvaluations(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/models/{name}/report", About);
        app.MapPost("/api/models/{name}/report", Start);
        app.MapDelete("/api/evaluations", Stop);
        app.MapGet("/models/{name}/report/{**path}", Read);
    }

    private static Ok<ReportView> About(string name, ModelLibrary library, ReportsFolder reports, Evaluations evaluations)
    {
        var model = library.Named(name);
        return TypedResults.Ok(new ReportView(model.Open().Description.Verdict, UrlOf(name), reports.MadeAt(model), evaluations.Latest));
    }

    private static Accepted Start(string name, Evaluations evaluations)
    {
        evaluations.Start(name);
        return TypedResults.Accepted((string?)null);
    }

    private static NoContent Stop(Evaluations evaluations) =>
        evaluations.Stop() ? TypedResults.NoContent() : throw Refusal.Conflict("Nothing is being measured: there is nothing to stop.");

    private static IResult Read(string name, HttpContext context, ModelLibrary library, ReportsFolder reports, string path = "")
    {
        // Without its slash the page's links would lead beside the report.
        if (path.Length == 0 && !context.Request.Path.Value!.EndsWith('/'))
        {
            return TypedResults.LocalRedirect(UrlOf(name));
        }

        var content = reports.Read(library.Named(name), path);
        context.Response.Headers.ContentSecurityPolicy = ReportDocument.Policy + NotFramed;
        context.Response.Headers.CacheControl = "no-cache";
        return Path.GetExtension(path) switch
        {
            ".mid" => TypedResults.Bytes(content, "audio/midi", Path.GetFileName(path)),
            ".json" => TypedResults.Bytes(content, "application/json"),
            _ => TypedResults.Bytes(content, "text/html; charset=utf-8"),
        };
    }

    private static string UrlOf(string name) => $"/models/{Uri.EscapeDataString(name)}/report/";
}

/// <summary>What is known of how good a model is.</summary>
/// <param name="Verdict">What its training said at its end.</param>
/// <param name="Url">Where the report is, or will be.</param>
/// <param name="MadeAt">When it was made; null where there is none.</param>
/// <param name="Running">The evaluation that runs, of this model or another; null where none does.</param>
internal sealed record ReportView(string Verdict, string Url, DateTimeOffset? MadeAt, EvaluationView? Running);
