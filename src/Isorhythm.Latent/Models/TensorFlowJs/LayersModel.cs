using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isorhythm.Latent;

/// <summary>model.json as the layers of TensorFlow.js write it: what the model consists of, and where its weights are.</summary>
/// <param name="Format">"layers-model".</param>
/// <param name="ModelTopology">What it consists of.</param>
/// <param name="WeightsManifest">Where the weights are.</param>
internal sealed record LayersModel(string? Format = null, LayersTopology? ModelTopology = null, WeightGroup[]? WeightsManifest = null)
{
    internal const string File = "model.json";
    internal const string FormatName = "layers-model";

    /// <summary>Whether the folder holds one, complete or not.</summary>
    internal static bool IsIn(string folder)
    {
        try
        {
            using var json = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(folder, File)));
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("format", out var format)
                && format.ValueKind == JsonValueKind.String && format.ValueEquals(FormatName);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

/// <summary>The graph of a model.</summary>
/// <param name="Config">Its layers.</param>
internal sealed record LayersTopology(LayersConfig? Config = null);

/// <summary>The layers of a model, and which of them are its outputs.</summary>
/// <param name="Layers">Every layer.</param>
/// <param name="OutputLayers">For each output the layer's name, the node and the tensor.</param>
internal sealed record LayersConfig(LayerNode[]? Layers = null, [property: JsonPropertyName("output_layers")] JsonElement[][]? OutputLayers = null);

/// <summary>A layer, and what goes into it.</summary>
/// <param name="Name">What its weights are called before the "/".</param>
/// <param name="ClassName">"Dense", "BatchNormalization", "LeakyReLU", "InputLayer", "Concatenate".</param>
/// <param name="Config">Its settings.</param>
/// <param name="InboundNodes">For each use of the layer, for each input the layer's name, the node, the tensor, and more.</param>
internal sealed record LayerNode(
    string Name,
    [property: JsonPropertyName("class_name")] string ClassName,
    LayerSettings Config,
    [property: JsonPropertyName("inbound_nodes")] JsonElement[][][]? InboundNodes = null);

/// <summary>The settings of a layer that matter here.</summary>
/// <param name="Activation">What a dense layer ends with: "linear", "sigmoid", "tanh".</param>
/// <param name="Epsilon">What a batch normalisation adds to the variance.</param>
/// <param name="Alpha">The slope of a LeakyReLU below zero.</param>
internal sealed record LayerSettings(string? Activation = null, double? Epsilon = null, double? Alpha = null);
