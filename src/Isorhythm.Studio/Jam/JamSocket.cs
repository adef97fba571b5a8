using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Isorhythm.Studio;

/// <summary>The door for programs that know no SignalR: a WebSocket with one JSON object a message.</summary>
internal sealed class JamSocket
{
    public const string Path = "/ws/jam";

    // A message that never ends is not read for ever.
    private const long MostThrownAway = 64L << 20;
    private static readonly TimeSpan BetweenPings = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public static void Map(WebApplication app)
    {
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = BetweenPings, KeepAliveTimeout = Patience });
        app.Map(Path, (RequestDelegate)ServeAsync);
    }

    private static async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            throw Refusal.BadRequest("This address speaks WebSocket: open it as ws://, not as http://.");
        }

        var parts = context.RequestServices;
        var ending = parts.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ending);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await using var connection = new JamConnection(
            parts.GetRequiredService<JamSessions>(),
            parts.GetRequiredService<StudioOptions>().JamLimits,
            (answer, stop) => SendAsync(socket, answer, stop),
            context.Abort,
            parts.GetRequiredService<ILogger<JamConnection>>());
        connection.Start();
        try
        {
            await ReceiveAsync(socket, connection, cancel.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // Cut off, as happens on stages: the player comes back with the token.
        }
    }

    private static async Task SendAsync(WebSocket socket, JamAnswer answer, CancellationToken cancel) => await socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), StudioJson.Default).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, cancel);

    private static async Task ReceiveAsync(WebSocket socket, JamConnection connection, CancellationToken cancel)
    {
        var rented = ArrayPool<byte>.Shared.Rent(JamLimits.MessageBytes);
        try
        {
            var buffer = rented.AsMemory(0, JamLimits.MessageBytes);
            while (true)
            {
                var (count, thrownAway, received) = (0, 0L, default(ValueWebSocketReceiveResult));
                while (!received.EndOfMessage && thrownAway < MostThrownAway)
                {
                    (count, thrownAway) = count < buffer.Length ? (count, thrownAway) : (0, thrownAway + count);
                    received = await socket.ReceiveAsync(buffer[count..], cancel);
                    count += received.Count;
                }

                if (received.MessageType == WebSocketMessageType.Close || thrownAway >= MostThrownAway)
                {
                    var status = thrownAway > 0 ? WebSocketCloseStatus.MessageTooBig : WebSocketCloseStatus.NormalClosure;
                    await socket.CloseOutputAsync(status, null, cancel);
                    return;
                }

                connection.Say(() => thrownAway > 0 ? throw TooLong() : JamMessage.Read(buffer.Span[..count]));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static RefusedException TooLong() =>
        Refusal.TooLarge($"A message of more than {JamLimits.MessageBytes / 1024} KB is not read: send a phrase's notes and no more.");
}
