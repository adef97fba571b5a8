using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Isorhythm.Studio;

/// <summary>Serves the page's files, which the build lays beside the program.</summary>
internal static class PageFiles
{
    private const int SecondsInAYear = 31_536_000;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    public static void UsePage(this WebApplication app)
    {
        var files = new PhysicalFileProvider(Folder);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = Cache });
    }

    // What lies in assets/ has a hash of its content in its name; the rest is asked for again each time.
    private static void Cache(StaticFileResponseContext context) => context.Context.Response.Headers.CacheControl =
        context.Context.Request.Path.StartsWithSegments("/assets") ? $"public, max-age={SecondsInAYear}, immutable" : "no-cache";
}
