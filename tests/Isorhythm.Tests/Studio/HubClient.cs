using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Isorhythm.Tests;

/// <summary>Talks to the hub as a page does: SignalR's JSON protocol, records that end in 0x1e, over a WebSocket.</summary>
internal sealed class HubClient : IDisposable
{
    private const byte RecordEnd = 0x1e;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket socket = new();
    private readonly Queue<JsonElement> records = new();
    private readonly ArrayBufferWriter<byte> rest = new(16 << 10);

    private HubClient()
    {
    }

    public static async Task<HubClient> ConnectAsync(Uri studio, string? origin = null, string? query = null)
    {
        var client = new HubClient();
        if (origin is not null)
        {
            client.socket.Options.SetRequestHeader("Origin", origin);
        }

        using var patience = new CancellationTokenSource(Patience);
        await client.socket.ConnectAsync(new UriBuilder(studio) { Scheme = "ws", Path = "/hub", Query = query }.Uri, patience.Token);
        await client.SendAsync("{\"protocol\":\"json\",\"version\":1}");
        await client.NextRecordAsync(patience.Token);
        return client;
    }

    /// <summary>Calls a method of the hub and waits for no result.</summary>
    public Task CallAsync(string method, object argument) =>
        SendAsync($$"""{"type":1,"target":"{{method}}","arguments":[{{JsonSerializer.Serialize(argument, JsonSerializerOptions.Web)}}]}""");

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

    /// <summary>Cuts the connection as a pulled cable does: without a word.</summary>
    public void Cut() => socket.Abort();

    public void Dispose() => socket.Dispose();

    private async Task SendAsync(string record)
    {
        using var patience = new CancellationTokenSource(Patience);
        await socket.SendAsync(Encoding.UTF8.GetBytes(record + (char)RecordEnd), WebSocketMessageType.Text, true, patience.Token);
    }

    private async Task<JsonElement> NextRecordAsync(CancellationToken cancel)
    {
        while (records.Count == 0)
        {
            var received = await socket.ReceiveAsync(rest.GetMemory(4 << 10), cancel);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "The studio closed the hub's connection.");
            }

            rest.Advance(received.Count);
            var last = rest.WrittenSpan.LastIndexOf(RecordEnd);
            if (last >= 0)
            {
                Read(rest.WrittenSpan[..last]);
                var left = rest.WrittenSpan[(last + 1)..].ToArray();
                rest.ResetWrittenCount();
                rest.Write(left);
            }
        }

        return records.Dequeue();
    }

    private void Read(ReadOnlySpan<byte> whole)
    {
        foreach (var record in whole.Split(RecordEnd))
        {
            records.Enqueue(JsonDocument.Parse(whole[record].ToArray()).RootElement);
        }
    }
}
