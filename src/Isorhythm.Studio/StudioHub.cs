using System.Text.Json;
using Microsoft.AspNetCore.SignalR;

namespace Isorhythm.Studio;

/// <summary>What streams to every open page: the events <c>training</c>, <c>evaluation</c>, <c>models</c> and <c>exports</c>; and what pages talk to, the jams and OSC.</summary>
internal sealed class StudioHub(Trainings trainings, JamHub jams, OscLink osc) : Hub
{
    public const string Path = "/hub";

    /// <summary>A page that comes while something trains, or after it failed, learns so at once; likewise that OSC is on.</summary>
    public override async Task OnConnectedAsync()
    {
        if (trainings.Latest is { } training)
        {
            await Clients.Caller.SendAsync(StudioNews.Training, training);
        }

        if (osc.State is { On: true } state)
        {
            await Clients.Caller.SendAsync(OscLink.Event, new OscEvent(state));
        }
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception) => jams.CloseAsync(Context);

    /// <summary>A message of a jam; see <see cref="JamMessage"/>. What it leads to comes as the event <c>jam</c>.</summary>
    public void Jam(JsonElement message) => jams.Say(Context, message);

    /// <summary>What goes out over OSC, or whether it does. What comes in is the event <c>osc</c>.</summary>
    public Task Osc(OscOrder order) => osc.ObeyAsync(order);
}
