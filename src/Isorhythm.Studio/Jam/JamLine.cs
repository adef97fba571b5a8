using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isorhythm.Studio;

/// <summary>A line of a recorded session.</summary>
/// <param name="Type">Which line it is.</param>
internal abstract record JamLine([property: JsonPropertyOrder(-1)] string Type)
{
    /// <summary>The line as JSON in UTF-8 with its end.</summary>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, GetType(), StudioJson.Default), (byte)'\n'];

    /// <summary>The line that <see cref="ToBytes"/> wrote; null for one that was torn, or that a later version wrote.</summary>
    public static JamLine? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, StudioJson.Default.JamLineType)?.Type switch
            {
                "jam" => JsonSerializer.Deserialize(line, StudioJson.Default.JamHead),
                "set" => JsonSerializer.Deserialize(line, StudioJson.Default.JamSet),
                "turn" => JsonSerializer.Deserialize(line, StudioJson.Default.JamTurn),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What is read first of a line: which it is.</summary>
internal sealed record JamLineType(string? Type);

/// <summary>The first line: what was agreed on.</summary>
/// <param name="Session">The session's name.</param>
/// <param name="Model">Whose space is played.</param>
/// <param name="Bpm">Quarters a minute.</param>
/// <param name="Bars">Bars of a phrase.</param>
/// <param name="Seed">Of the stream that the machine's points are drawn from.</param>
/// <param name="TokenHash">SHA-256 of the player's token, in hexadecimal: who reads the file cannot play in its name.</param>
/// <param name="Begun">When.</param>
internal sealed record JamHead(string Session, string Model, double Bpm, int Bars, ulong Seed, string TokenHash, DateTimeOffset Begun) : JamLine("jam");

/// <summary>The player changed how the machine moves.</summary>
internal sealed record JamSet(double Sigma, double Drift) : JamLine("set");

/// <summary>A phrase and its answer.</summary>
/// <param name="Number">The phrase's.</param>
/// <param name="Notes">What the player played.</param>
/// <param name="Reply">What the machine answered.</param>
/// <param name="Human">Where the player's phrase lies, [x, y, z].</param>
/// <param name="Machine">Where the machine's lies, [x, y, z].</param>
/// <param name="HumanCodes">The player's latent codes, one a window.</param>
/// <param name="MachineCodes">The machine's.</param>
/// <param name="Sigma">The deviation in force.</param>
/// <param name="Drift">The drift in force.</param>
/// <param name="Milliseconds">From the phrase's arrival to its answer, but for the writing of this line.</param>
/// <param name="At">When it was answered.</param>
internal sealed record JamTurn(
    int Number,
    IReadOnlyList<JamNote> Notes,
    IReadOnlyList<JamNote> Reply,
    float[] Human,
    float[] Machine,
    float[][] HumanCodes,
    float[][] MachineCodes,
    double Sigma,
    double Drift,
    double Milliseconds,
    DateTimeOffset At) : JamLine("turn")
{
    /// <summary>The turn for spectators.</summary>
    public JamTurnView View() => new(Number, Notes, Reply, Human, Machine);

    /// <summary>The turn for the player, answered in the given time.</summary>
    public JamReply Answer(double milliseconds) => new(Number, Reply, Human, Machine, milliseconds);
}
