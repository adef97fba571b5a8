using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Isorhythm.Studio;

/// <summary>Serves the page's files, which the build lays beside the program, each with its compressed twin.</summary>
internal static class PageFiles
{
    private const int SecondsInAYear = 31_536_000;
    private const string Compressed = ".br";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    public static void UsePage(this WebApplication app)
    {
        var files = new PhysicalFileProvider(Folder);
        var types = new FileExtensionContentTypeProvider();
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.Use((context, next) =>
        {
            PreferCompressed(context, files, types);
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = new TypesOfTwins(types), OnPrepareResponse = Prepare });
    }

    private static void PreferCompressed(HttpContext context, PhysicalFileProvider files, FileExtensionContentTypeProvider types)
    {
        var request = context.Request;
        if (request.Path.Value is { } path && types.TryGetContentType(path, out _) && files.GetFileInfo(path + Compressed).Exists && Reads(request))
        {
            request.Path = path + Compressed;
        }
    }

    private static bool Reads(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && encoding.Quality is null or > 0);

    // What lies in assets/ has a hash of its content in its name; the rest is asked for again each time.
    private static void Prepare(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets") ? $"public, max-age={SecondsInAYear}, immutable" : "no-cache";
        if (file.File.Name.EndsWith(Compressed, StringComparison.Ordinal))
        {
            headers.ContentEncoding = "br";
            headers.Vary = StringValues.Concat(headers.Vary, HeaderNames.AcceptEncoding);
        }
    }

    /// <summary>A compressed file is of the type of what it holds.</summary>
    private sealed class TypesOfTwins(FileExtensionContentTypeProvider types) : IContentTypeProvider
    {
        public bool TryGetContentType(string subpath, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string contentType) => types.TryGetContentType(
            subpath.EndsWith(Compressed, StringComparison.Ordinal) ? subpath[..^Compressed.Length] : subpath, out contentType);
    }
}
