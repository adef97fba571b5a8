using System.Text.Json.Serialization;

namespace Isorhythm.Studio;

/// <summary>What a session says to those in it. Points are [x, y, z] in the model's <see cref="Latent.SpatialView"/>.</summary>
/// <param name="Type">Which answer it is.</param>
internal abstract record JamAnswer([property: JsonPropertyOrder(-1)] string Type);

/// <summary>The answer to a join: all that a page needs to show the session as it stands.</summary>
/// <param name="Session">Its name.</param>
/// <param name="Steps">Steps of a phrase.</param>
/// <param name="Drums">The names of the kit's drums, in order.</param>
/// <param name="Token">To come back with as the player; null for spectators.</param>
/// <param name="Model">Whose space is played.</param>
/// <param name="Bpm">Quarters a minute.</param>
/// <param name="Bars">Bars of a phrase.</param>
/// <param name="StepsPerQuarter">Steps of a quarter.</param>
/// <param name="Sigma">The deviation in force.</param>
/// <param name="Drift">The drift in force.</param>
/// <param name="Cloud">Where the training phrases lie, or an even choice of them.</param>
/// <param name="Turns">What was played so far, by number.</param>
internal sealed record JamJoined(
    string Session,
    int Steps,
    IReadOnlyList<string> Drums,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Token,
    string Model,
    double Bpm,
    int Bars,
    int StepsPerQuarter,
    double Sigma,
    double Drift,
    IReadOnlyList<float[]> Cloud,
    IReadOnlyList<JamTurnView> Turns) : JamAnswer("joined");

/// <summary>The machine's answer to a phrase, for the player.</summary>
/// <param name="Number">The phrase's.</param>
/// <param name="Notes">What the machine plays.</param>
/// <param name="Human">Where the player's phrase lies.</param>
/// <param name="Machine">Where the machine's lies.</param>
/// <param name="Milliseconds">From the phrase's arrival to its answer.</param>
/// <param name="Partial">It answers an unfinished phrase, and the answer to the whole of it takes its place.</param>
internal sealed record JamReply(
    int Number,
    IReadOnlyList<JamNote> Notes,
    float[] Human,
    float[] Machine,
    double Milliseconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Partial = false) : JamAnswer("reply");

/// <summary>A phrase and its answer, for spectators and for whoever comes back.</summary>
/// <param name="Number">The phrase's.</param>
/// <param name="Notes">What the player played.</param>
/// <param name="Reply">What the machine answered.</param>
/// <param name="Human">Where the player's phrase lies.</param>
/// <param name="Machine">Where the machine's lies.</param>
internal sealed record JamTurnView(int Number, IReadOnlyList<JamNote> Notes, IReadOnlyList<JamNote> Reply, float[] Human, float[] Machine) : JamAnswer("turn");

/// <summary>What went wrong, in one sentence for people; the session goes on.</summary>
internal sealed record JamError(string Message) : JamAnswer("error");
