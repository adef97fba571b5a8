using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Isorhythm.Tests;

/// <summary>Listens to the hub as a page does: SignalR's JSON protocol, records that end in 0x1e, over a WebSocket.</summary>
internal sealed class HubClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket socket = new();
    private readonly Queue<JsonElement> records = new();
    private readonly List<byte> rest = [];

    private HubClient()
    {
    }

    public static async Task<HubClient> ConnectAsync(Uri studio, string? origin = null)
    {
        var client = new HubClient();
        if (origin is not null)
        {
            client.socket.Options.SetRequestHeader("Origin", origin);
        }

        using var patience = new CancellationTokenSource(Patience);
        await client.socket.ConnectAsync(new UriBuilder(studio) { Scheme = "ws", Path = "/hub" }.Uri, patience.Token);
        await client.socket.SendAsync(
            Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, patience.Token);
        await client.NextRecordAsync(patience.Token);
        return client;
    }

    /// <summary>The argument of the next event of that name that fits; default for an event without one.</summary>
    public async Task<JsonElement> NextAsync(string target, Func<JsonElement, bool>? fits = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var record = await NextRecordAsync(patience.Token);
            if (record.TryGetProperty("target", out var name) && name.GetString() == target)
            {
                var argument = record.GetProperty("arguments").EnumerateArray().FirstOrDefault();
                if (fits is null || fits(argument))
                {
                    return argument;
                }
            }
        }
    }

    public void Dispose() => socket.Dispose();

    private async Task<JsonElement> NextRecordAsync(CancellationToken cancel)
    {
        var buffer = new byte[16 << 10];
        while (records.Count == 0)
        {
            var received = await socket.ReceiveAsync(buffer, cancel);
            Assert.NotEqual(WebSocketMessageType.Close, received.MessageType);
            rest.AddRange(buffer.AsSpan(0, received.Count));
            for (int end; (end = rest.IndexOf(0x1e)) >= 0; rest.RemoveRange(0, end + 1))
            {
                records.Enqueue(JsonDocument.Parse(rest.Take(end).ToArray()).RootElement);
            }
        }

        return records.Dequeue();
    }
}
