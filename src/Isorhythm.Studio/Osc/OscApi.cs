using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isorhythm.Studio;

/// <summary>What a page asks once about OSC: how it stands, and every address there is.</summary>
internal static class OscApi
{
    public static void MapOsc(this IEndpointRouteBuilder app) => app.MapGet("/api/osc", View);

    private static Ok<OscView> View(OscLink osc) =>
        TypedResults.Ok(new OscView(osc.State, OscAddress.Taken, OscAddress.Sent, OscAddress.SentToWekinator));
}
