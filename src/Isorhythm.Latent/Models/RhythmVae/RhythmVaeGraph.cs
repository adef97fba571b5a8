using System.Text.Json;

namespace Isorhythm.Latent;

/// <summary>
/// Which layers make each of the three outputs, found by following the graph from the output back to the code: layers are called by a counter of the session that
/// trained them, so that their names say nothing.
/// </summary>
internal sealed class RhythmVaeGraph
{
    /// <summary>The slope of every LeakyReLU in R-VAE.</summary>
    private const double Leak = 0.3;

    private static readonly string[] Outputs = ["sigmoid", "sigmoid", "tanh"];

    private readonly CheckpointFolder folder;
    private readonly Dictionary<string, LayerNode> layers = new(StringComparer.Ordinal);

    /// <summary>Reads the graph.</summary>
    /// <exception cref="IsorhythmException">It is no decoder of R-VAE.</exception>
    internal RhythmVaeGraph(CheckpointFolder folder, LayersConfig? config)
    {
        this.folder = folder;
        foreach (var layer in config?.Layers ?? [])
        {
            layers[layer.Name] = layer;
        }

        string[] outputs = [.. (config?.OutputLayers ?? []).Select(NameIn)];
        Branches = outputs.Length == Outputs.Length
            ? [.. outputs.Zip(Outputs, Follow)]
            : throw Unread($"it has {outputs.Length} outputs, where three are read: onset, velocity and microtiming");
        var trunk = Branches[0][..^2];
        if (trunk.Length == 0 || !Branches.All(branch => branch.Length == Branches[0].Length && branch.AsSpan()[..^2].SequenceEqual(trunk)))
        {
            throw Unread("its outputs do not branch off from common layers");
        }
    }

    /// <summary>The layers of onset, velocity and microtiming, from the code to the output: the common ones, one of the branch, the output.</summary>
    internal GraphLayer[][] Branches { get; }

    /// <summary>Whether numbers beside the code go in.</summary>
    internal bool IsConditional { get; private set; }

    internal IsorhythmException Unread(string what) => new(
        $"The model {folder.Path} cannot be read ({what}): take a decoder that R-VAE or M4L.RhythmVAE saved, a folder with model.json and weights.bin.");

    private GraphLayer[] Follow(string output, string activation)
    {
        var found = new Stack<GraphLayer>();
        var (name, above) = (output, new GraphLayer("", null, activation));
        for (var steps = 0; steps <= layers.Count; steps++)
        {
            var layer = layers.GetValueOrDefault(name) ?? throw Unread($"there is no layer {name}");
            switch (layer.ClassName)
            {
                case "InputLayer":
                    return [.. found];
                case "LeakyReLU" when layer.Config.Alpha is null or Leak:
                    above = above with { Activation = "leakyRelu" };
                    break;
                case "BatchNormalization":
                    above = above with { Normalisation = new(layer.Name, layer.Config.Epsilon ?? 1e-3) };
                    break;
                case "Dense":
                    found.Push(Checked(layer, above, isOutput: found.Count == 0));
                    above = new GraphLayer("", null, "linear");
                    break;
                case "Concatenate":
                    RefuseUnlessConditions(layer);
                    break;
                default:
                    throw Unread($"it has a layer of the kind {layer.ClassName}");
            }

            name = Inputs(layer)[0];
        }

        throw Unread("its layers go round in a circle");
    }

    private GraphLayer Checked(LayerNode dense, GraphLayer above, bool isOutput)
    {
        var (own, wanted) = (dense.Config.Activation ?? "linear", isOutput ? above.Activation : "linear");
        return own == wanted && (isOutput ? above.Normalisation is null : above.Activation == "leakyRelu")
            ? above with { Dense = dense.Name }
            : throw Unread($"the layer {dense.Name} ends with {own} where R-VAE's ends with {(isOutput ? above.Activation : "leakyRelu")}");
    }

    /// <summary>Behind the layer may come the conditions of a conditional model, which are 0 where each is at its mean.</summary>
    private void RefuseUnlessConditions(LayerNode layer)
    {
        IsConditional = true;
        if (Inputs(layer).Skip(1).Any(name => layers.GetValueOrDefault(name)?.ClassName != "InputLayer"))
        {
            throw Unread($"the layer {layer.Name} joins what is no input");
        }
    }

    private string[] Inputs(LayerNode layer) => layer.InboundNodes is [{ Length: > 0 } inputs]
        ? [.. inputs.Select(NameIn)]
        : throw Unread($"the layer {layer.Name} is used {layer.InboundNodes?.Length ?? 0} times, where once is read");

    private string NameIn(JsonElement[] place) => place is [{ ValueKind: JsonValueKind.String } name, ..] ? name.GetString()! : throw Unread("a layer is not named");
}

/// <summary>A dense layer, and what comes after it.</summary>
/// <param name="Dense">Its name.</param>
/// <param name="Normalisation">The batch normalisation behind it.</param>
/// <param name="Activation">What it ends with.</param>
internal sealed record GraphLayer(string Dense, BatchNormalisation? Normalisation, string Activation);

/// <summary>A batch normalisation as it runs after training: gamma · (x - mean) / √(variance + epsilon) + beta.</summary>
/// <param name="Name">What its tensors are called before the "/".</param>
/// <param name="Epsilon">Added to the variance.</param>
internal sealed record BatchNormalisation(string Name, double Epsilon);
