using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isorhythm.Studio;

/// <summary>What a page asks once about Link: how it stands.</summary>
internal static class LinkApi
{
    public static void MapLink(this IEndpointRouteBuilder app) => app.MapGet("/api/link", View);

    private static Ok<LinkState> View(LinkService link) => TypedResults.Ok(link.State);
}
