using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Isorhythm.Studio;

/// <summary>The door for pages: messages come by the hub's method <c>Jam</c>, and answers go by its event <c>jam</c>.</summary>
internal sealed class JamHub(JamSessions sessions, StudioOptions options, IHubContext<StudioHub> hub, ILogger<JamConnection> log)
{
    public const string Event = "jam";

    private readonly ConcurrentDictionary<string, JamConnection> connections = new(StringComparer.Ordinal);

    /// <summary>Takes a page's message and returns at once.</summary>
    public void Say(HubCallerContext page, JsonElement message) =>
        connections.GetOrAdd(page.ConnectionId, _ => Open(page)).Say(() => JamMessage.Read(message));

    /// <summary>The page went away.</summary>
    public async Task CloseAsync(HubCallerContext page)
    {
        if (connections.TryRemove(page.ConnectionId, out var connection))
        {
            await connection.DisposeAsync();
        }
    }

    private JamConnection Open(HubCallerContext page)
    {
        var client = hub.Clients.Client(page.ConnectionId);
        var connection = new JamConnection(
            sessions, options.JamLimits, (answer, cancel) => client.SendAsync(Event, answer, cancel), page.Abort, log);
        connection.Start();
        return connection;
    }
}
