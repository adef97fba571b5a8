using System.Text.Json.Serialization;

namespace Isorhythm.Latent;

/// <summary>Every JSON text that this library writes or reads: camelCase, and an unknown key is an error.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Recipe))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(ModelDescription))]
[JsonSerializable(typeof(TrainingState.Counters))]
[JsonSerializable(typeof(CorpusDescription))]
[JsonSerializable(typeof(ReportDocument.Shape), TypeInfoPropertyName = "ReportShape")]
[JsonSerializable(typeof(ReportSound.Shape), TypeInfoPropertyName = "ReportSoundShape")]
internal sealed partial class LatentJson : JsonSerializerContext;
