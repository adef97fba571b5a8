using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Isorhythm.Latent;

namespace Isorhythm.Cli;

/// <summary>The JSON of <c>corpus build</c>, written file by file: the report of a million files is never in memory. It ends whole whatever happens.</summary>
internal sealed class CorpusBuildJson : IDisposable
{
    private const int FlushAt = 1 << 16;

    private readonly Stream output = Console.OpenStandardOutput();
    private readonly Utf8JsonWriter json;
    private readonly long start = Stopwatch.GetTimestamp();
    private int phrases;
    private TagReport? tags;

    internal CorpusBuildJson()
    {
        json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteStartArray("files");
    }

    internal void Add(ImportedFile file)
    {
        phrases += file.Phrases;
        JsonSerializer.Serialize(json, file, AnswerJson.Default.ImportedFile);
        if (json.BytesPending > FlushAt)
        {
            json.Flush();
        }
    }

    /// <summary>What became of the tags; nothing is written where none were asked for.</summary>
    internal void Add(TagReport? report) => tags = report;

    public void Dispose()
    {
        json.WriteEndArray();
        json.WriteNumber("phrases", phrases);
        json.WriteNumber("seconds", Stopwatch.GetElapsedTime(start).TotalSeconds);
        if (tags is not null)
        {
            json.WritePropertyName("tags");
            JsonSerializer.Serialize(json, tags, AnswerJson.Default.TagReport);
        }

        json.WriteEndObject();
        json.Dispose();
        output.WriteByte((byte)'\n');
        output.Dispose();
    }
}
