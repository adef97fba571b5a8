using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>
/// The decoder that R-VAE and M4L.RhythmVAE save: model.json and weights.bin, or both in a folder "decoder". Opened, it is a space as any other; its encoder was
/// never saved with it, so that codes are sought (<see cref="SoughtEncoder"/>).
/// </summary>
internal sealed class RhythmVaeCheckpoint
{
    private const string DecoderFolder = "decoder";

    /// <summary>Two bars in twelfths, two bars and one bar in sixteenths, read with the map of notes that the models were trained with.</summary>
    private static readonly string[] Grids = ["drums-12x8x9-greedy", "drums-4x8x9-greedy", "drums-4x4x9-greedy"];

    private readonly string name;
    private readonly CheckpointFolder folder;
    private readonly CheckpointWeights weights;
    private readonly RhythmVaeGraph graph;
    private readonly Recipe recipe;

    private RhythmVaeCheckpoint(string path)
    {
        name = new CheckpointFolder(path).Name;
        folder = new CheckpointFolder(LayersModel.IsIn(path) ? path : Path.Combine(path, DecoderFolder));
        var model = folder.Read(LayersModel.File, CheckpointJson.Default.LayersModel);
        weights = new CheckpointWeights(folder, LayersModel.File, model.WeightsManifest ?? []);
        graph = new RhythmVaeGraph(folder, model.ModelTopology?.Config);
        recipe = Resolve();
    }

    /// <summary>Whether the folder is such a decoder, complete or not.</summary>
    internal static bool IsIn(string folder) => LayersModel.IsIn(folder) || LayersModel.IsIn(Path.Combine(folder, DecoderFolder));

    /// <summary>Opens it; its corpus is not known, so the space holds no phrases.</summary>
    /// <exception cref="IsorhythmException">A file is missing or broken, or the model is of a kind that is not read.</exception>
    internal static GridSpace Open(string folder)
    {
        var checkpoint = new RhythmVaeCheckpoint(folder);
        var model = (GridVae)Vae.Create(checkpoint.recipe);
        new RhythmVaeConversion(checkpoint.weights, model).Fill(checkpoint.graph);
        return new GridSpace(checkpoint.Describe(), model, []);
    }

    /// <summary>What it is, without reading its weights.</summary>
    /// <exception cref="IsorhythmException">A file is missing or broken, or the model is of a kind that is not read.</exception>
    internal static ModelDescription Describe(string folder) => new RhythmVaeCheckpoint(folder).Describe();

    private Recipe Resolve()
    {
        var trunk = graph.Branches[0][..^2];
        var (dimensions, _) = weights.ShapeOf(trunk[0].Dense + "/kernel");
        var (_, cells) = weights.ShapeOf(graph.Branches[0][^1].Dense + "/kernel");
        var grid = Grids.FirstOrDefault(grid => DrumGrid.Named(grid).Cells == cells);
        if (grid is null || dimensions != 2)
        {
            throw graph.Unread($"it decodes {dimensions} numbers to {cells} cells, where 2 are read, to {string.Join(", ", Grids.Select(one => DrumGrid.Named(one).Cells))}");
        }

        // The widest layer gives the width of all: units that are not there have no weight.
        var width = graph.Branches.SelectMany(branch => branch[..^1]).Max(layer => weights.ShapeOf(layer.Dense + "/kernel").Columns);
        return new Recipe(
            $"tfjs-{grid}",
            $"{name}, a model of R-VAE",
            "Vigliensoni, McCallum and Fiebrink 2020 as released: three branches after Tokui, M4L.RhythmVAE, arXiv:2004.01525",
            grid,
            new EncoderRecipe(SoughtEncoder.Kind),
            new DecoderRecipe("branches", width, Layers: trunk.Length),
            new PriorRecipe(dimensions),
            new ObjectiveRecipe(),
            new TrainingRecipe());
    }

    private ModelDescription Describe() => ModelDescription.OfAnotherProgram(
        name,
        recipe,
        folder.WrittenAt(LayersModel.File),
        "A model of R-VAE: what it learned from, and how well, is not in its files." + (graph.IsConditional ? " It is played with the mean of its conditions." : ""));
}
