using Isorhythm.Latent;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

public sealed class AdversaryTests : IDisposable
{
    private const int Phrases = 64;
    private const ulong Seed = 1;
    private const int Enough = 2000;

    private static readonly Recipe Flower = Recipe.Named("r-vae")
        .With("encoder.hidden=64").With("decoder.hidden=8").With("prior.dimensions=3").With("objective.kl=0").With("prior.kind=flower")
        .With("prior.genres=blues; jazz; rock").With("objective.adversarial.weight=1").With("objective.adversarial.rise=1").With("objective.adversarial.riseEvery=1")
        .With("objective.adversarial.hidden=64").With("objective.adversarial.criticRate=0.005");

    private readonly Vae model = Vae.Create(Flower);
    private readonly Workspace work;
    private readonly IReadOnlyList<Isorhythm.Music.Phrase> phrases = TinyModels.Corpus(Phrases / 2).Music;
    private readonly int[] batch = [.. Enumerable.Range(0, Phrases)];
    private readonly int[] petalOf = [.. Enumerable.Range(0, Phrases).Select(i => i % 4)];

    public AdversaryTests()
    {
        model.Initialise(Seed);
        work = model.NewWorkspace(gradients: true, weightsChange: true);
    }

    public void Dispose()
    {
        work.Dispose();
        model.Dispose();
    }

    [Fact]
    public void Its_phases_alone_move_a_wrong_cloud_onto_the_flower_and_each_code_into_its_petal()
    {
        var before = DistanceToFlower();

        using var adversary = new Adversary(Flower.Objective.Adversarial, model, Seed);
        Train(adversary, 0, Enough);

        var after = DistanceToFlower();
        Assert.True(after < before / 5, $"the codes were {before} away and are {after} away");
        var right = Codes().Index().Count(code => NearestPetal(code.Item) == petalOf[code.Index]);
        Assert.True(right > 0.9 * Phrases, $"{right} of {Phrases} lie in their petal");
    }

    [Fact]
    public void While_its_weight_is_nothing_the_critic_learns_and_the_encoder_stays()
    {
        var recipe = Flower.With("objective.adversarial.riseEvery=1000").Objective.Adversarial;
        var weights = model.Weights.Values.ToArray();

        using var adversary = new Adversary(recipe, model, Seed);
        var critic = adversary.Export().First().Values.ToArray();
        Train(adversary, 0, 3);

        Assert.Equal(weights, model.Weights.Values.ToArray());
        Assert.NotEqual(critic, adversary.Export().First().Values.ToArray());
    }

    [Fact]
    public void Pleasing_the_critic_leaves_the_decoder_as_it_is()
    {
        var decoder = Decoder();

        using var adversary = new Adversary(Flower.Objective.Adversarial, model, Seed);
        Train(adversary, 1, 4);

        Assert.Equal(decoder, Decoder());

        float[] Decoder() => [.. model.Weights.All.Where(weight => weight.Name.StartsWith("decoder", StringComparison.Ordinal)).SelectMany(weight => weight.Value.ToArray())];
    }

    [Fact]
    public void Taken_from_a_checkpoint_it_goes_on_to_the_same_weights()
    {
        using var whole = new Adversary(Flower.Objective.Adversarial, model, Seed);
        Train(whole, 0, 3);
        var checkpoint = new SafeTensors([.. whole.Export()]);
        var weights = model.Weights.Export();
        Train(whole, 3, 6);
        var expected = model.Weights.Values.ToArray();

        model.Weights.Import(new SafeTensors(weights));
        using var resumed = new Adversary(Flower.Objective.Adversarial, model, Seed);
        resumed.Import(checkpoint, 3);
        Train(resumed, 3, 6);

        Assert.Equal(expected, model.Weights.Values.ToArray());
    }

    private void Train(Adversary adversary, int from, int to)
    {
        for (var step = from; step < to; step++)
        {
            work.Load(phrases, batch);
            var at = new TrainingPoint(step, Seed, IsTraining: true);
            var noise = work.Tape.Allocate(Phrases, model.Dimensions);
            at.Stream("noise").Normal(noise);
            adversary.Step(work, petalOf, noise, at, learningRate: 0.01f * Math.Max(0.02f, 1 - ((float)step / Enough)));
        }
    }

    private int NearestPetal(float[] code)
    {
        var flower = (FlowerPrior)model.Prior;
        return Enumerable.Range(0, flower.Petals).MaxBy(petal => (code[0] * flower.Middle(petal).X) + (code[1] * flower.Middle(petal).Y));
    }

    private double DistanceToFlower()
    {
        using var tape = new Tape(gradients: false);
        var draws = model.Prior.Draw(tape, Phrases, petalOf, 1, new RandomStream(Seed, "draws"));
        return SlicedWasserstein.Between(Codes(), [.. Enumerable.Range(0, Phrases).Select(row => draws.Row(row).ToArray())]).Value;
    }

    /// <summary>A draw of each posterior.</summary>
    private float[][] Codes()
    {
        work.Load(phrases, batch);
        var posterior = model.Encode(work);
        var noise = work.Tape.Allocate(Phrases, model.Dimensions);
        new RandomStream(Seed, "codes").Normal(noise);
        var codes = work.Tape.Reparameterise(posterior.Mean, posterior.LogVariance, noise).Value;
        return [.. Enumerable.Range(0, Phrases).Select(row => codes.Row(row).ToArray())];
    }
}
