using System.Numerics.Tensors;
using System.Text.Json;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>All that a run must remember to go on as if it had never stopped: weights, optimiser, step, and what decides the stop.</summary>
internal sealed class TrainingState : IDisposable
{
    private const string CountersKey = "counters";
    private const float Beta1 = 0.9f;
    private const string BestPrefix = "best.";

    internal TrainingState(Recipe recipe, ulong seed)
    {
        Model = Vae.Create(recipe);
        Model.Initialise(seed);
        if (recipe.Objective.IsBounded)
        {
            Multiplier = ConstraintMultiplier.Start(recipe.Objective.PlainMultiplier(Model.Representation.DecodedValues));
        }

        if (recipe.Objective.Adversarial.Weight > 0)
        {
            Adversary = new Adversary(recipe.Objective.Adversarial, Model, seed);
        }

        Optimiser = new Adam(Model.Weights, recipe.Training.LearningRate, Beta1, recipe.Training.Beta2, recipe.Training.Epsilon);
    }

    internal Vae Model { get; }

    internal Adam Optimiser { get; }

    /// <summary>Steps done.</summary>
    internal int Step { get; set; }

    /// <summary>Of a training whose codes a critic makes follow the prior.</summary>
    internal Adversary? Adversary { get; }

    /// <summary>Of a training under a bound on its error.</summary>
    internal ConstraintMultiplier? Multiplier { get; set; }

    /// <summary>The training loss, smoothed over the last steps.</summary>
    internal LossParts Train { get; set; }

    /// <summary>The validation loss when it was last looked at.</summary>
    internal LossParts? Validation { get; set; }

    internal EarlyStop Stop { get; set; } = EarlyStop.None;

    /// <summary>The weights with the lowest validation loss; empty without validation.</summary>
    internal IReadOnlyList<SafeTensor> Best { get; private set; } = [];

    internal void KeepBest() => Best = Model.Weights.Export();

    /// <summary>Puts the weights with the lowest validation loss into the model.</summary>
    internal void TakeBest() => Model.Weights.Import(new SafeTensors(Best));

    internal bool IsFinite => Model.Weights.Export().All(tensor => tensor.IsFinite);

    /// <summary>The weight that holds the largest numbers, or such that are none.</summary>
    internal string LoudestLayer() => Model.Weights.Export().MaxBy(Loudness)!.Name;

    internal SafeTensors Export(Recipe recipe, string corpus, ulong seed)
    {
        var counters = new Counters(Step, Optimiser.Steps, Train, Validation, double.IsFinite(Stop.Best) ? Stop.Best : null, Stop.BestStep, seed, corpus, recipe, Multiplier);
        var best = Best.Select(tensor => tensor with { Name = BestPrefix + tensor.Name });
        var text = new Dictionary<string, string> { [CountersKey] = JsonSerializer.Serialize(counters, LatentJson.Default.Counters) };
        return new SafeTensors([.. Model.Weights.Export(), .. Optimiser.Export(), .. Adversary?.Export() ?? [], .. best], text);
    }

    /// <summary>Takes everything from a checkpoint.</summary>
    /// <exception cref="SafeTensorsException">It is broken.</exception>
    internal void Import(SafeTensors file, Counters counters)
    {
        Model.Weights.Import(file);
        Optimiser.Import(file);
        Optimiser.Steps = counters.AdamSteps;
        Adversary?.Import(file, counters.Step);
        Step = counters.Step;
        Multiplier = counters.Multiplier;
        Train = counters.Train;
        Validation = counters.Validation;
        Stop = new EarlyStop(counters.BestLoss ?? double.PositiveInfinity, counters.BestStep);
        Best = [.. file.Tensors.Where(tensor => tensor.Name.StartsWith(BestPrefix, StringComparison.Ordinal))
            .Select(tensor => tensor with { Name = tensor.Name[BestPrefix.Length..] })];
    }

    /// <summary>What a checkpoint says besides its arrays.</summary>
    /// <exception cref="SafeTensorsException">It is no checkpoint.</exception>
    internal static Counters CountersOf(SafeTensors file)
    {
        try
        {
            return JsonSerializer.Deserialize(file.Metadata.GetValueOrDefault(CountersKey, ""), LatentJson.Default.Counters)!;
        }
        catch (JsonException error)
        {
            throw new SafeTensorsException("it is no checkpoint of this version", error);
        }
    }

    private static float Loudness(SafeTensor tensor) =>
        tensor.IsFinite ? MathF.Abs(TensorPrimitives.MaxMagnitude(tensor.Values.Span)) : float.PositiveInfinity;

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Adversary?.Dispose();
        Optimiser.Dispose();
        Model.Dispose();
    }

    /// <summary>The numbers of a checkpoint, and what it is of.</summary>
    internal sealed record Counters(
        int Step, int AdamSteps, LossParts Train, LossParts? Validation, double? BestLoss, int BestStep, ulong Seed, string Corpus, Recipe Recipe,
        ConstraintMultiplier? Multiplier = null);
}
