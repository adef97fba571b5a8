using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Isorhythm.Tests;

/// <summary>
/// Talks to the hub as a page does: SignalR's JSON protocol, records that end in 0x1e, over a WebSocket. It reads all the time, since a socket that is not
/// read answers no ping and is taken for dead.
/// </summary>
internal sealed class HubClient : IDisposable
{
    private const byte RecordEnd = 0x1e;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket socket = new();
    private readonly Channel<JsonElement> records = Channel.CreateUnbounded<JsonElement>();

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
        _ = client.ReceiveAsync();
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

    /// <summary>The next record; where the connection is lost, what lost it is thrown.</summary>
    private async Task<JsonElement> NextRecordAsync(CancellationToken cancel)
    {
        await records.Reader.WaitToReadAsync(cancel);
        return await records.Reader.ReadAsync(cancel);
    }

    private async Task ReceiveAsync()
    {
        try
        {
            var rest = new ArrayBufferWriter<byte>(16 << 10);
            while (await socket.ReceiveAsync(rest.GetMemory(4 << 10), CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } received)
            {
                rest.Advance(received.Count);
                Read(rest);
            }

            records.Writer.Complete(new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "The studio closed the hub's connection."));
        }
        catch (Exception lost) when (lost is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            records.Writer.Complete(lost);
        }
    }

    /// <summary>Passes on the records that are whole, and keeps the rest.</summary>
    private void Read(ArrayBufferWriter<byte> received)
    {
        var last = received.WrittenSpan.LastIndexOf(RecordEnd);
        if (last < 0)
        {
            return;
        }

        var whole = received.WrittenSpan[..last];
        foreach (var record in whole.Split(RecordEnd))
        {
            records.Writer.TryWrite(JsonDocument.Parse(whole[record].ToArray()).RootElement);
        }

        var left = received.WrittenSpan[(last + 1)..].ToArray();
        received.ResetWrittenCount();
        received.Write(left);
    }
}
