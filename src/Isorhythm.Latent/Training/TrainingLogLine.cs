using System.Text.Json.Serialization;

namespace Isorhythm.Latent;

/// <summary>One line of training.jsonl.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Seconds">Wall time since the run began or was resumed.</param>
/// <param name="LearningRate">Adam's step size.</param>
/// <param name="Train">The loss on the training phrases, smoothed.</param>
/// <param name="Validation">The loss on the files held out; null when none are.</param>
internal sealed record TrainingLogLine(int Step, double Seconds, float LearningRate, LossParts Train, LossParts? Validation);

/// <summary>JSON on one line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TrainingLogLine))]
internal sealed partial class LatentJsonLines : JsonSerializerContext;
