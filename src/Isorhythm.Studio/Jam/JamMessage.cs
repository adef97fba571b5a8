using System.Text.Json;

namespace Isorhythm.Studio;

/// <summary>What a player or a spectator says, over the hub or the raw WebSocket: one JSON object, of which each <see cref="Type"/> uses its part.</summary>
/// <param name="Type">"join", "phrase", "set" or "leave".</param>
/// <param name="Session">join: the session's name.</param>
/// <param name="Model">join: whose space is played.</param>
/// <param name="Bpm">join: quarters a minute.</param>
/// <param name="Bars">join: bars that player and machine trade, 1, 2 or 4.</param>
/// <param name="Token">join: what the first join was answered with, to come back as the player.</param>
/// <param name="Watch">join: to see and hear, not to play.</param>
/// <param name="Number">phrase: its number; the answer carries the same.</param>
/// <param name="Notes">phrase: what was played.</param>
/// <param name="Partial">phrase: it is not finished, and is answered in case the whole of it comes too late.</param>
/// <param name="Sigma">set: how far from the player's point the machine answers, the deviation of a Gaussian.</param>
/// <param name="Drift">set: -1..1, see <see cref="JamMove"/>.</param>
internal sealed record JamMessage(
    string? Type,
    string? Session = null,
    string? Model = null,
    double? Bpm = null,
    int? Bars = null,
    string? Token = null,
    bool Watch = false,
    int? Number = null,
    IReadOnlyList<JamNote>? Notes = null,
    bool Partial = false,
    double? Sigma = null,
    double? Drift = null)
{
    /// <summary>The message in UTF-8 JSON.</summary>
    /// <exception cref="RefusedException">It is none.</exception>
    public static JamMessage Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StudioJson.Default.JamMessage) ?? throw NoObject();
        }
        catch (JsonException fault)
        {
            throw Unreadable(fault);
        }
    }

    /// <summary>The message in a JSON value.</summary>
    /// <exception cref="RefusedException">It is none.</exception>
    public static JamMessage Read(JsonElement json)
    {
        try
        {
            return json.Deserialize(StudioJson.Default.JamMessage) ?? throw NoObject();
        }
        catch (JsonException fault)
        {
            throw Unreadable(fault);
        }
    }

    private static RefusedException NoObject() =>
        Refusal.BadRequest("This is no message: send one JSON object with a \"type\", such as {\"type\":\"leave\"}.");

    // The path names the field: "$.notes[3].step".
    private static RefusedException Unreadable(JsonException fault) => fault.Path is { Length: > 2 } path
        ? Refusal.BadRequest($"The field {path[2..]} of the message cannot be read: send it with the type that the contract gives it.")
        : NoObject();
}

/// <summary>A note as the command <c>decode --json</c> writes it.</summary>
/// <param name="Step">Which step of the phrase, from 0.</param>
/// <param name="Drum">Which drum of the kit, from 0.</param>
/// <param name="Velocity">0..127.</param>
/// <param name="Offset">How late, in steps: -0.5..0.5, late is positive.</param>
internal sealed record JamNote(int Step, int Drum, double Velocity = 100, double Offset = 0);
