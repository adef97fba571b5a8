using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isorhythm.Latent;

/// <summary>One line of training.jsonl.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Seconds">Wall time since the run began or was resumed.</param>
/// <param name="LearningRate">Adam's step size.</param>
/// <param name="Train">The loss on the training phrases, smoothed.</param>
/// <param name="Validation">The loss on the files held out; null when none are.</param>
internal sealed record TrainingLogLine(int Step, double Seconds, float LearningRate, LossParts Train, LossParts? Validation)
{
    /// <summary>The lines of a log up to one that was cut short; none where there is no log.</summary>
    internal static IReadOnlyList<TrainingLogLine> ReadAll(string path) =>
        File.Exists(path) ? [.. File.ReadLines(path).Select(Parse).TakeWhile(line => line is not null).Select(line => line!)] : [];

    /// <summary>A line as it was written; null where it was cut short.</summary>
    internal static TrainingLogLine? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, LatentJsonLines.Default.TrainingLogLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal string Write() => JsonSerializer.Serialize(this, LatentJsonLines.Default.TrainingLogLine);
}

/// <summary>JSON on one line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TrainingLogLine))]
internal sealed partial class LatentJsonLines : JsonSerializerContext;
