using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using Isorhythm.Tests;

namespace Isorhythm.Benchmarks;

/// <summary>A scripted drummer with a connection to the hub, who remembers every answer.</summary>
internal sealed class JamDrummer(Uri studio, string session, int seed) : IDisposable
{
    private const int Steps = 32;
    private const int StepsPerQuarter = 4;

    private readonly Random random = new(seed);
    private HubClient? hub;
    private string? token;

    /// <summary>The answers that were heard, by number, as JSON.</summary>
    public Dictionary<int, string> Heard { get; } = [];

    /// <summary>Milliseconds from a lost connection to being back in the session.</summary>
    public List<double> Reconnections { get; } = [];

    public async Task<JsonElement> JoinAsync(string model, double bpm)
    {
        hub?.Dispose();
        hub = await HubClient.ConnectAsync(studio, query: $"session={session}");
        await hub.CallAsync("Jam", new { type = "join", session, model, bpm, bars = 2, token });
        var joined = await hub.NextAsync("jam", answer => answer.GetProperty("type").GetString() is "joined" or "error");
        if (joined.GetProperty("type").GetString() == "error")
        {
            throw new InvalidOperationException(joined.GetProperty("message").GetString());
        }

        token = joined.GetProperty("token").GetString();
        return joined;
    }

    /// <summary>Sends a phrase as the bar closes, and waits for its answer: the milliseconds that took.</summary>
    public async Task<double> PlayAsync(int number)
    {
        var phrase = new { type = "phrase", number, notes = Notes(Steps) };
        var closed = Stopwatch.GetTimestamp();
        await hub!.CallAsync("Jam", phrase);
        var reply = await hub.NextAsync("jam", answer => Answers(answer, number));
        var took = Stopwatch.GetElapsedTime(closed).TotalMilliseconds;
        Heard[number] = reply.GetProperty("notes").GetRawText();
        return took;
    }

    /// <summary>Sends the phrase so far, one beat before the bar closes.</summary>
    public Task PlayUnfinishedAsync(int number) =>
        hub!.CallAsync("Jam", new { type = "phrase", number, partial = true, notes = Notes(Steps - StepsPerQuarter) });

    /// <summary>Pulls the cable.</summary>
    public void Cut() => hub?.Cut();

    /// <summary>Comes back to the session, however long the studio is away.</summary>
    public async Task<JsonElement> ComeBackAsync(string model, double bpm)
    {
        var lost = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                var joined = await JoinAsync(model, bpm);
                Reconnections.Add(Stopwatch.GetElapsedTime(lost).TotalMilliseconds);
                return joined;
            }
            catch (Exception away) when (IsLost(away))
            {
                await Task.Delay(20);
            }
        }
    }

    public static bool IsLost(Exception failure) => failure is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException;

    public void Dispose() => hub?.Dispose();

    private static bool Answers(JsonElement answer, int number) => answer.GetProperty("type").GetString() switch
    {
        "reply" => answer.GetProperty("number").GetInt32() == number && !answer.TryGetProperty("partial", out _),
        "error" => throw new InvalidOperationException(answer.GetProperty("message").GetString()),
        _ => false,
    };

    // Kick and snare, eighths on the hat, and ghosts as they come: some forty notes in two bars.
    private List<object> Notes(int steps)
    {
        var notes = new List<object>();
        for (var step = 0; step < steps; step++)
        {
            Add(step, 0, step % 8 == 0 || random.Next(8) == 0);
            Add(step, 1, step % 8 == 4 || random.Next(12) == 0);
            Add(step, 2, step % 2 == 0 || random.Next(4) == 0);
        }

        return notes;

        void Add(int step, int drum, bool plays)
        {
            if (plays)
            {
                notes.Add(new { step, drum, velocity = random.Next(40, 128), offset = Math.Round(random.NextDouble() - 0.5, 3) / 2 });
            }
        }
    }
}
