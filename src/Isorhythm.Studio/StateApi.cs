using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isorhythm.Studio;

/// <summary>What a page asks first: which models there are, and what is being trained.</summary>
internal static class StateApi
{
    private static readonly string Version =
        typeof(StateApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static void MapState(this IEndpointRouteBuilder app) => app.MapGet("/api/state", State);

    private static Ok<StateView> State(ModelLibrary library, Trainings trainings)
    {
        var models = library.List();
        return TypedResults.Ok(new StateView(Version, models, trainings.Latest, FirstStart: ModelLibrary.HasNoneOfTheUsers(models)));
    }
}

/// <summary>The studio as it stands.</summary>
/// <param name="Version">The program's.</param>
/// <param name="Models">The latest first.</param>
/// <param name="Training">The training that runs, or the one that ended last; null before the first.</param>
/// <param name="FirstStart">No model of the user's own can be played yet.</param>
internal sealed record StateView(string Version, IReadOnlyList<ModelSummary> Models, TrainingView? Training, bool FirstStart);
