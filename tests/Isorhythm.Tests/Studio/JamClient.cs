using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Isorhythm.Tests;

/// <summary>A drummer's program behind one of the two doors: it says messages and hears answers.</summary>
internal abstract class JamClient : IDisposable
{
    /// <summary>Says a message as it is.</summary>
    public abstract Task SayAsync(object message);

    /// <summary>The next answer of that type.</summary>
    public abstract Task<JsonElement> HearAsync(string type);

    public abstract void Dispose();

    public static async Task<JamClient> OverHubAsync(Uri studio, string? session = null) =>
        new Hub(await HubClient.ConnectAsync(studio, query: session is null ? null : $"session={Uri.EscapeDataString(session)}"));

    public static async Task<JamClient> OverSocketAsync(Uri studio, string? session = null, string? origin = null)
    {
        var client = new ClientWebSocket();
        if (origin is not null)
        {
            client.Options.SetRequestHeader("Origin", origin);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var address = new UriBuilder(studio) { Scheme = "ws", Path = "/ws/jam", Query = session is null ? null : $"session={Uri.EscapeDataString(session)}" };
        await client.ConnectAsync(address.Uri, patience.Token);
        return new Socket(client);
    }

    public static Task<JamClient> OverAsync(string door, Uri studio) => door == "hub" ? OverHubAsync(studio) : OverSocketAsync(studio);

    /// <summary>Joins a session of that name, by its token where there is one.</summary>
    public async Task<JsonElement> JoinAsync(string session, string? token = null, string? model = null, int bars = 2, double bpm = 120)
    {
        await SayAsync(new { type = "join", session, model = model ?? StudioFixture.ModelName, bpm, bars, token });
        return await HearAsync("joined");
    }

    /// <summary>Plays a phrase and hears the answer to it.</summary>
    public async Task<JsonElement> PlayAsync(int number, params (int Step, int Drum, int Velocity, double Offset)[] notes)
    {
        await PhraseAsync(number, notes);
        return await HearAsync("reply");
    }

    public Task PhraseAsync(int number, (int Step, int Drum, int Velocity, double Offset)[] notes, bool partial = false) => SayAsync(new
    {
        type = "phrase",
        number,
        partial,
        notes = notes.Select(note => new { note.Step, note.Drum, note.Velocity, note.Offset }),
    });

    /// <summary>The sentence of the next error: one, for people.</summary>
    public async Task<string> ErrorAsync()
    {
        var sentence = (await HearAsync("error")).GetProperty("message").GetString()!;
        Assert.EndsWith(".", sentence);
        Assert.DoesNotContain('\n', sentence);
        Assert.DoesNotContain("Exception", sentence);
        return sentence;
    }

    private sealed class Hub(HubClient hub) : JamClient
    {
        public override Task SayAsync(object message) => hub.CallAsync("Jam", message);

        public override Task<JsonElement> HearAsync(string type) => hub.NextAsync("jam", answer => answer.GetProperty("type").GetString() == type);

        public override void Dispose() => hub.Dispose();
    }

    private sealed class Socket(ClientWebSocket socket) : JamClient
    {
        private readonly byte[] buffer = new byte[4 << 20];

        public override async Task SayAsync(object message)
        {
            var text = message as string ?? JsonSerializer.Serialize(message, JsonSerializerOptions.Web);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, patience.Token);
        }

        public override async Task<JsonElement> HearAsync(string type)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (true)
            {
                var count = 0;
                ValueWebSocketReceiveResult received;
                do
                {
                    received = await socket.ReceiveAsync(buffer.AsMemory(count), patience.Token);
                    count += received.Count;
                }
                while (!received.EndOfMessage);

                if (received.MessageType == WebSocketMessageType.Close)
                {
                    throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, "The studio closed the socket.");
                }

                var answer = JsonDocument.Parse(buffer.AsMemory(0, count).ToArray()).RootElement;
                if (answer.GetProperty("type").GetString() == type)
                {
                    return answer;
                }
            }
        }

        public override void Dispose() => socket.Dispose();
    }
}
