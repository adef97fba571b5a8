using System.Text.Json.Serialization;

namespace Isorhythm.Latent;

/// <summary>The JSON of checkpoints: other programs write it, so keys that are not known are left.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(MagentaConfig))]
[JsonSerializable(typeof(WeightGroup[]))]
[JsonSerializable(typeof(LayersModel))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
