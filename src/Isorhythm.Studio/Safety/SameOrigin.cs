using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Isorhythm.Studio;

/// <summary>
/// Lets in only requests that name this studio. A page elsewhere whose name an attacker points at this machine (DNS rebinding)
/// fails at the Host header; a page elsewhere that posts here or opens the hub (cross-site request forgery) fails at Origin.
/// </summary>
internal sealed class SameOrigin(string bind, Uri? publicAddress)
{
    private readonly HashSet<string> hosts = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };
    private readonly bool everyAddress = IPAddress.TryParse(bind, out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    public static void Use(WebApplication app, StudioOptions options)
    {
        var bind = options.Bind;
        var check = new SameOrigin(bind, options.PublicAddress);
        check.hosts.Add(IPAddress.TryParse(bind, out var address) && address.GetAddressBytes().Length == 16 ? $"[{bind}]" : bind);
        app.Use((context, next) => check.Fault(context) is { } fault
            ? Refusal.AnswerAsync(context, StatusCodes.Status403Forbidden, fault)
            : next(context));
    }

    private string? Fault(HttpContext context)
    {
        var host = context.Request.Host;
        var isPublic = publicAddress is not null && string.Equals(host.Value, publicAddress.Authority, StringComparison.OrdinalIgnoreCase);
        if (!isPublic && (!Known(host.Host) || (host.Port ?? 80) != context.Connection.LocalPort))
        {
            return "The studio does not answer to this address: open the one that its terminal shows.";
        }

        var origin = context.Request.Headers.Origin;
        return origin.Count == 0 || !Changes(context.Request) || origin == $"{(isPublic ? publicAddress!.Scheme : "http")}://{host.Value}"
            ? null
            : "Only the studio's own page may do this: open the address that the studio's terminal shows.";
    }

    // Programs other than browsers send no Origin, and cannot be tricked into a request by a page.
    private static bool Changes(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) 
        || request.Path.StartsWithSegments(StudioHub.Path) || request.Path.StartsWithSegments(JamSocket.Path);

    // A name can be pointed at this machine by its owner; a bare address or this machine's own name cannot.
    private bool Known(string host) =>
        hosts.Contains(host)
        || (everyAddress && (IPAddress.TryParse(host, out _) || string.Equals(host, Environment.MachineName, StringComparison.OrdinalIgnoreCase)));
}
