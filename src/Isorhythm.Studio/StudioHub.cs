using Microsoft.AspNetCore.SignalR;

namespace Isorhythm.Studio;

/// <summary>What streams to every open page: the events <c>training</c> and <c>models</c>. Pages say nothing here.</summary>
internal sealed class StudioHub(Trainings trainings) : Hub
{
    public const string Path = "/hub";

    /// <summary>A page that comes while something trains, or after it failed, learns so at once.</summary>
    public override Task OnConnectedAsync() =>
        trainings.Latest is { } training ? Clients.Caller.SendAsync(StudioNews.Training, training) : Task.CompletedTask;
}
