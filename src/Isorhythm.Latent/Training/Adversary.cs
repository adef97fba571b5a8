using Isorhythm.Tensors;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Isorhythm.Latent;

/// <summary>
/// Makes the codes of a model follow a prior that can only be drawn from. A critic learns to tell codes from draws, and the encoder to please it, in
/// phases of their own with optimisers of their own: with one optimiser for both their gradients cancel (Eq. 2 to 6 of Valenti et al. 2020; Algorithm 1 of
/// Gulrajani et al. 2017). The critic sees which petal a code is to lie in.
/// </summary>
internal sealed class Adversary : IDisposable
{
    private const string CriticPrefix = "adversary.critic.";
    private const string EncoderPrefix = "adversary.encoder.";
    private const float Beta1 = 0.5f;
    private const float Beta2 = 0.9f;

    private readonly AdversarialRecipe recipe;
    private readonly Vae model;
    private readonly Parameters weights = new();
    private readonly Critic critic;
    private readonly Adam criticOptimiser;
    private readonly Adam encoderOptimiser;
    private readonly Tape tape = new();

    internal Adversary(AdversarialRecipe recipe, Vae model, ulong seed)
    {
        (this.recipe, this.model) = (recipe, model);
        critic = new Critic(weights, "critic", model.Dimensions, model.Prior.Petals, recipe.Hidden);
        weights.Initialise(new RandomStream(seed, "critic"));
        criticOptimiser = new Adam(weights, recipe.CriticRate, Beta1, Beta2);
        encoderOptimiser = new Adam(model.Weights, recipe.CriticRate, Beta1, Beta2);
    }

    /// <summary>
    /// The critic's phase and the encoder's, for phrases that lie in a workspace with nothing done on its tape: how far the critic holds codes and draws
    /// apart, which is nearly their Wasserstein distance, and the mean of (slope - 1)².
    /// </summary>
    /// <param name="work">The phrases.</param>
    /// <param name="petalOf">The petal of each, where there are some.</param>
    /// <param name="noise"><c>[B, Z]</c>, for a draw of each posterior.</param>
    /// <param name="at">Where in the training.</param>
    /// <param name="learningRate">The encoder's step size.</param>
    internal (double Distance, double Penalty) Step(Workspace work, ReadOnlySpan<int> petalOf, Tensor noise, TrainingPoint at, float learningRate)
    {
        var posterior = model.Encode(work);
        var codes = work.Tape.Reparameterise(posterior.Mean, posterior.LogVariance, noise);         // [B, Z]
        var random = at.Stream("critic");
        var told = (Distance: 0.0, Penalty: 0.0);
        for (var i = 0; i < recipe.CriticSteps; i++)
        {
            told = TellApart(codes.Value, petalOf, random);
        }

        if (recipe.WeightAt(at.Step) is > 0 and var beta && double.IsFinite(told.Distance))
        {
            Please(work.Tape, codes, petalOf, beta, learningRate);
        }

        return told;
    }

    /// <summary>What a checkpoint must hold of it.</summary>
    internal IEnumerable<SafeTensor> Export() =>
    [
        .. Named(weights.Export(), CriticPrefix),
        .. Named(criticOptimiser.Export(), CriticPrefix),
        .. Named(encoderOptimiser.Export(), EncoderPrefix),
    ];

    /// <summary>Takes it from a checkpoint of so many steps.</summary>
    /// <exception cref="SafeTensorsException">It is missing or of another shape.</exception>
    internal void Import(SafeTensors file, int steps)
    {
        weights.Import(Of(file, CriticPrefix));
        criticOptimiser.Import(Of(file, CriticPrefix));
        criticOptimiser.Steps = steps * recipe.CriticSteps;
        encoderOptimiser.Import(Of(file, EncoderPrefix));
        encoderOptimiser.Steps = Enumerable.Range(0, steps).Count(step => recipe.WeightAt(step) > 0);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        encoderOptimiser.Dispose();
        criticOptimiser.Dispose();
        weights.Dispose();
        tape.Dispose();
    }

    /// <summary>One step of the critic: codes low, draws high, slopes of 1 between them.</summary>
    private (double Distance, double Penalty) TellApart(Tensor codes, ReadOnlySpan<int> petalOf, RandomStream random)
    {
        tape.Reset();
        var draws = model.Prior.Draw(tape, codes.Rows, petalOf, temperature: 1, random);
        var fake = critic.MeanScore(tape, Conditioned(tape, tape.Constant(codes), petalOf));
        var real = critic.MeanScore(tape, Conditioned(tape, tape.Constant(draws), petalOf));
        var penalty = critic.GradientPenalty(tape, Conditioned(tape, tape.Constant(Between(draws, codes, random)), petalOf).Value);
        tape.Backward(tape.WeightedSum((fake, 1), (real, -1), (penalty, recipe.Penalty)));
        criticOptimiser.Step();
        return (real.Value.ToScalar() - fake.Value.ToScalar(), penalty.Value.ToScalar());
    }

    /// <summary>One step of the encoder: the critic's score of its codes rises. The critic stays as it is.</summary>
    private void Please(Tape onto, Variable codes, ReadOnlySpan<int> petalOf, float beta, float learningRate)
    {
        onto.Backward(onto.WeightedSum((critic.MeanScore(onto, Conditioned(onto, codes, petalOf)), -beta)));
        weights.ClearGradients();
        encoderOptimiser.LearningRate = learningRate;
        encoderOptimiser.Step();
    }

    /// <summary>Points on the way from codes to draws, each somewhere else.</summary>
    private Tensor Between(Tensor draws, Tensor codes, RandomStream random)
    {
        var points = tape.Allocate(codes.Rows, codes.Columns);
        var (draw, code) = (new float[codes.Columns], new float[codes.Columns]);
        for (var b = 0; b < codes.Rows; b++)
        {
            draws.Row(b).CopyTo(draw);
            codes.Row(b).CopyTo(code);
            TensorPrimitives.Lerp(code, draw, random.Uniform(), code);
            points.Row(b).CopyFrom(code);
        }

        return points;
    }

    /// <summary>Codes with their petals behind them, where there are some, <c>[B, Z + petals]</c>.</summary>
    private Variable Conditioned(Tape onto, Variable codes, ReadOnlySpan<int> petalOf)
    {
        if (model.Prior.Petals == 0)
        {
            return codes;
        }

        var petals = onto.Allocate(petalOf.Length, model.Prior.Petals);
        var row = new float[model.Prior.Petals];
        for (var b = 0; b < petalOf.Length; b++)
        {
            Array.Clear(row);
            row[petalOf[b]] = 1;
            petals.Row(b).CopyFrom(row);
        }

        return onto.Concatenate(codes, onto.Constant(petals));
    }

    private static IEnumerable<SafeTensor> Named(IEnumerable<SafeTensor> tensors, string prefix) =>
        tensors.Select(tensor => tensor with { Name = prefix + tensor.Name });

    private static SafeTensors Of(SafeTensors file, string prefix) => new(
        [.. file.Tensors.Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(tensor => tensor with { Name = tensor.Name[prefix.Length..] })]);
}
