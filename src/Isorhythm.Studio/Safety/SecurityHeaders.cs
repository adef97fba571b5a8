using Microsoft.AspNetCore.Builder;

namespace Isorhythm.Studio;

/// <summary>Tells the browser to load and to talk to nothing but the studio.</summary>
internal static class SecurityHeaders
{
    // Style attributes carry the colours of the drums; they can load nothing but what img-src allows.
    private const string Policy =
        "default-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(context);
    });
}
