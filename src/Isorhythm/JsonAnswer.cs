using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Isorhythm.Latent;

namespace Isorhythm.Cli;

/// <summary>What <c>--json</c> writes: one value on standard output, in UTF-8, and nothing else.</summary>
internal static class JsonAnswer
{
    private static readonly AnswerJson Readable = new(new JsonSerializerOptions(AnswerJson.Default.Options)
    {
        // For a terminal and for files, not for a web page: names stay as they are written.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    internal static void Write<T>(T answer)
    {
        using var output = Console.OpenStandardOutput();
        JsonSerializer.Serialize(output, answer, (JsonTypeInfo<T>)Readable.GetTypeInfo(typeof(T))!);
        output.WriteByte((byte)'\n');
    }

    /// <summary>An answer that is JSON already.</summary>
    internal static void WriteText(string json)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(Encoding.UTF8.GetBytes(json));
        output.WriteByte((byte)'\n');
    }
}

internal sealed record RecipeAnswer(string Name, string Paper, string Representation, int Latent, long Parameters);

internal sealed record CorpusShowAnswer(
    string Representation, int Phrases, string Fingerprint, IReadOnlyList<TagTotal> Tags, IReadOnlyList<SourceAnswer> Files);

internal sealed record SourceAnswer(
    string Path, int Phrases, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Tags);

internal sealed record TrainAnswer(string Model, int Steps, double Seconds, LossParts Train, LossParts? Validation);

internal sealed record SampleAnswer(string Path, float[] Code);

internal sealed record EncodeAnswer(string Path, int Phrase, float[] Code);

internal sealed record DecodeAnswer(float[] Code, IReadOnlyList<NoteAnswer> Notes);

/// <summary>
/// Velocity in 0..127, offset in steps (late positive), drum as the index in the kit's order; for notes on tracks also the length in steps and
/// the track, and for those of no drum kit the pitch instead of the drum.
/// </summary>
internal sealed record NoteAnswer(
    int Step,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Drum,
    int Velocity,
    float Offset,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Pitch = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Length = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Track = null);

/// <summary>The attribute is a mean over the phrases of the file.</summary>
internal sealed record AttributeAnswer(string Path, string Attribute, float Amount, double Before, double After);

/// <summary>The genre of each phrase's petal, null for that of none, and its code.</summary>
internal sealed record StyleAnswer(string Path, IReadOnlyList<string?> Genres, IReadOnlyList<float[]> Codes);

/// <summary>The file that each track is from.</summary>
internal sealed record BlendAnswer(string Path, IReadOnlyList<string> Tracks);

internal sealed record PathAnswer(string Path, IReadOnlyList<float[]> Codes);

/// <summary>The files that were written.</summary>
internal sealed record ExportAnswer(IReadOnlyList<string> Files);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RecipeAnswer[]))]
[JsonSerializable(typeof(ImportedFile))]
[JsonSerializable(typeof(TagReport))]
[JsonSerializable(typeof(CorpusShowAnswer))]
[JsonSerializable(typeof(TrainAnswer))]
[JsonSerializable(typeof(SampleAnswer[]))]
[JsonSerializable(typeof(EncodeAnswer[]))]
[JsonSerializable(typeof(DecodeAnswer[]))]
[JsonSerializable(typeof(PathAnswer))]
[JsonSerializable(typeof(AttributeAnswer))]
[JsonSerializable(typeof(StyleAnswer))]
[JsonSerializable(typeof(BlendAnswer))]
[JsonSerializable(typeof(ExportAnswer))]
[JsonSerializable(typeof(float[][]))]
internal sealed partial class AnswerJson : JsonSerializerContext;
