using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Isorhythm.Studio;

/// <summary>What streams to every open page: the events <c>training</c>, <c>evaluation</c>, <c>models</c> and <c>exports</c>; and what pages talk to, the jams, OSC and Link.</summary>
internal sealed partial class StudioHub(Trainings trainings, JamHub jams, OscLink osc, LinkService link, ILogger<StudioHub> log) : Hub
{
    public const string Path = "/hub";

    /// <summary>A page that comes while something trains, or after it failed, learns so at once; likewise that OSC is on, and how Link stands.</summary>
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

        await Clients.Caller.SendAsync(LinkService.Event, link.State);
    }

    /// <summary>SignalR closes the line of whoever sends more than it reads or what it cannot read, without a word to anybody.</summary>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        if (exception is InvalidDataException unread)
        {
            LogUnread(log, JamLimits.MessageBytes >> 10, unread.Message);
        }

        return jams.CloseAsync(Context);
    }

    /// <summary>A message of a jam; see <see cref="JamMessage"/>. What it leads to comes as the event <c>jam</c>.</summary>
    public void Jam(JsonElement message) => jams.Say(Context, message);

    /// <summary>What goes out over OSC, or whether it does. What comes in is the event <c>osc</c>.</summary>
    public Task Osc(OscOrder order) => osc.ObeyAsync(order);

    /// <summary>What a page wants of the Link session. How it stands is the event <c>link</c>.</summary>
    public void Link(LinkOrder order) => link.Obey(order);

    /// <summary>The host's clock, in milliseconds: a page that asks now and then knows how its own clock stands to it.</summary>
    public double LinkTime() => link.Time;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A page or program sent what is not read, or more than {Kilobytes} KB at once ({Why}): its line was closed, and it may come back.")]
    private static partial void LogUnread(ILogger log, int kilobytes, string why);
}
