using System.Text.Json;
using Microsoft.AspNetCore.SignalR;

namespace Isorhythm.Studio;

/// <summary>What streams to every open page: the events <c>training</c> and <c>models</c>, and the jams, which alone pages talk to.</summary>
internal sealed class StudioHub(Trainings trainings, JamHub jams) : Hub
{
    public const string Path = "/hub";

    /// <summary>A page that comes while something trains, or after it failed, learns so at once.</summary>
    public override Task OnConnectedAsync() =>
        trainings.Latest is { } training ? Clients.Caller.SendAsync(StudioNews.Training, training) : Task.CompletedTask;

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception) => jams.CloseAsync(Context);

    /// <summary>A message of a jam; see <see cref="JamMessage"/>. What it leads to comes as the event <c>jam</c>.</summary>
    public void Jam(JsonElement message) => jams.Say(Context, message);
}
