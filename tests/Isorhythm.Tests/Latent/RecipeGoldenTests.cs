using System.Text.Json;
using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

/// <summary>The networks that recipes put together, against PyTorch 1.13.1 (Oracles/pytorch_recipes.py): ten losses of training.</summary>
public sealed class RecipeGoldenTests
{
    private const int Batch = 4;

    // Sums of up to 2,592 terms in float32, in another order, after up to nine steps of Adam.
    private const double Tolerance = 1e-3;

    [Theory]
    [InlineData("r-vae")]
    [InlineData("r-vae-2bar")]
    [InlineData("drum-loops")]
    public void Ten_steps_of_training_give_the_losses_of_PyTorch(string name)
    {
        var golden = Golden(name);
        var recipe = Recipe.Named(name).With("encoder.hidden=12").With("decoder.hidden=12");
        var grid = ((GridRepresentation)Representation.Named(recipe.Representation)).Grid;
        using var model = Vae.Create(recipe);
        using var work = model.NewWorkspace(gradients: true, weightsChange: true);
        SetWeights(model);
        using var adam = new Adam(model.Weights, recipe.Training.LearningRate, 0.9f, recipe.Training.Beta2, recipe.Training.Epsilon);
        var phrases = Enumerable.Range(0, Batch).Select(b => PhraseOf(grid, b)).ToArray();

        Assert.Equal(10, golden.Length);
        for (var step = 0; step < golden.Length; step++)
        {
            work.Load(phrases, [0, 1, 2, 3]);
            var noise = work.Tape.Allocate(Batch, model.Dimensions);
            noise.CopyFrom(Formula(noise.Count, i => 1.3 * Math.Sin((3 * step) + (1.7 * (i / model.Dimensions)) + (0.9 * (i % model.Dimensions)))));
            var (loss, parts) = model.Loss(work, noise, new TrainingPoint(step, Seed: 1, IsTraining: true));
            double[] ours = [parts.Total, parts.Onset, parts.Velocity, parts.Microtiming, parts.Kl];
            Assert.Equal(golden[step], ours, (a, b) => Math.Abs(a - b) <= Tolerance * (1 + Math.Abs(a)));
            work.Tape.Backward(loss);
            adam.Step();
        }
    }

    private static double[][] Golden(string name)
    {
        var path = Path.Combine(Requirements.Repository, "tests", "Isorhythm.Tests", "Golden", "pytorch", "recipe-losses.json");
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        return json.RootElement.GetProperty(name).Deserialize<double[][]>()!;
    }

    private static void SetWeights(Vae model)
    {
        foreach (var (index, weight) in model.Weights.All.Index())
        {
            var scale = weight.Name.EndsWith(".bias", StringComparison.Ordinal) ? 0.1 : 1 / Math.Sqrt(weight.Rows);
            weight.Value.CopyFrom(Formula(weight.Rows * weight.Columns, i => scale * Math.Sin((0.7 * i) + index)));
        }
    }

    private static float[] Formula(int count, Func<int, double> value) => [.. Enumerable.Range(0, count).Select(i => (float)value(i))];

    private static GridPhrase PhraseOf(DrumGrid grid, int b) => new(grid, Enumerable.Range(0, grid.Cells)
        .Where(cell => ((cell * 7) + (b * 13)) % 17 == 0)
        .Select(cell => new Hit(
            cell % grid.Steps, cell / grid.Steps, ((((cell * 5) + (b * 3)) % 120) + 4) / 127f, ((((cell * 3) + (b * 7)) % 19) - 9) / 10f)));
}
