using Isorhythm.Latent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isorhythm.Studio;

/// <summary>The endpoints that start a training and stop it.</summary>
internal static class TrainingsApi
{
    public static void MapTrainings(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/trainings", Start);
        app.MapDelete("/api/trainings", Stop);
    }

    private static Accepted<TrainingStarted> Start(TrainingRequest request, Trainings trainings, ImportShelf shelf, ModelLibrary library)
    {
        var files = shelf.Files(request.Import);
        var order = new TrainingOrder(
            library.NewName(request.Name), Recipe.Named(request.Recipe), representation => Corpus.Build(files, representation).Item1);
        trainings.Start(order);
        return TypedResults.Accepted((string?)null, new TrainingStarted(order.Name));
    }

    private static NoContent Stop(Trainings trainings) =>
        trainings.Stop() ? TypedResults.NoContent() : throw Refusal.Conflict("Nothing is being trained: there is nothing to stop.");
}

/// <summary>A training that the page asks for.</summary>
/// <param name="Import">Whose files to learn from.</param>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Name">What to call the model, in any script.</param>
internal sealed record TrainingRequest(string Import, string Recipe, string Name);

/// <summary>The training that began, and the name that its model really gets.</summary>
internal sealed record TrainingStarted(string Name);
