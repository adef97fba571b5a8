using Microsoft.AspNetCore.SignalR;

namespace Isorhythm.Studio;

/// <summary>Tells every open page what changed.</summary>
internal sealed class StudioNews(IHubContext<StudioHub> hub)
{
    public const string Training = "training";
    public const string Evaluation = "evaluation";
    public const string Models = "models";
    public const string Exports = "exports";

    public Task TrainingAsync(TrainingView training) => hub.Clients.All.SendAsync(Training, training);

    public Task EvaluationAsync(EvaluationView evaluation) => hub.Clients.All.SendAsync(Evaluation, evaluation);

    public Task ModelsChangedAsync() => hub.Clients.All.SendAsync(Models);

    public Task ExportsChangedAsync() => hub.Clients.All.SendAsync(Exports);
}
