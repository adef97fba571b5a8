using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>One training at work: a recipe on a corpus. <see cref="Trainer"/> decides when it steps and when it ends.</summary>
internal sealed class TrainingRun : IDisposable
{
    /// <summary>The smoothed loss remembers about this many steps.</summary>
    private const double SmoothingSteps = 50;

    /// <summary>More phrases than this make no measurement better, only slower.</summary>
    private const int MostToMeasure = 2048;

    /// <summary>Gradients as long as this come from a step that is not worth taking, and are not clipped but forgotten.</summary>
    private const double HopelessNorm = 10_000;

    private const int MostToRecall = 64;

    /// <summary>A look at how far the training is takes at most this share of its time.</summary>
    private const double ShareToRecall = 0.02;

    /// <summary>Phrases that keep their codes in a model of tokens: enough for attribute vectors, soon encoded.</summary>
    private const int MostOnMap = 4096;

    /// <summary>Phrases that keep their codes in a model of rhythms on a grid, whose map a person looks at.</summary>
    private const int MostOnGridMap = 1 << 16;

    private readonly Corpus corpus;
    private readonly IReadOnlyList<Phrase> phrases;
    private readonly Workspace work;
    private readonly Workspace looking;
    private readonly BatchOrder order;
    private readonly int[] positions;
    private readonly int[] batch;
    private readonly int[] toRecall;
    private readonly int[] toValidate;
    private readonly RandomStream noise;
    private readonly RandomStream adversaryNoise;
    private readonly TranspositionDraw transposition;
    private readonly PetalDraw petals;
    private readonly ulong seed;
    private double recognised;
    private long recognisedAt;
    private TimeSpan recognisedIn;

    internal TrainingRun(Recipe recipe, Corpus corpus, ulong seed)
    {
        this.corpus = corpus;
        this.seed = seed;
        Recipe = recipe;
        Split = CorpusSplit.Of(corpus, seed);
        Plan = TrainingPlan.For(recipe.Training, Split.Training.Length, Split.Validation.Length);
        State = new TrainingState(recipe, seed);
        phrases = corpus.Music;
        work = State.Model.NewWorkspace(gradients: true, weightsChange: true);
        looking = State.Model.NewWorkspace(gradients: false, weightsChange: true);
        order = new BatchOrder(Plan, Split.Training.Length, seed);
        positions = new int[Plan.Batch];
        batch = new int[Plan.Batch];
        toRecall = Spread(Split.Training, MostToRecall);
        toValidate = Spread(
            Split.Validation, Math.Clamp(Plan.LogEvery * Plan.Batch / TrainingPlan.TrainedForOneLookedAt, TrainingPlan.FewestToMeasure, MostToMeasure));
        noise = new RandomStream(seed, "noise");
        adversaryNoise = new RandomStream(seed, "adversary noise");
        transposition = new TranspositionDraw(recipe.Training, Plan.Batch, seed);
        petals = new PetalDraw(recipe.Prior, corpus, Plan.Batch, seed);
    }

    internal Recipe Recipe { get; }

    internal CorpusSplit Split { get; }

    internal TrainingPlan Plan { get; }

    internal TrainingState State { get; }

    /// <summary>One step of the optimiser. It allocates nothing on the managed heap. A loss that is no number leaves the weights as they were.</summary>
    internal void Step()
    {
        order.Fill(State.Step, positions);
        for (var b = 0; b < batch.Length; b++)
        {
            batch[b] = Split.Training[positions[b]];
        }

        work.Load(phrases, batch, transposition.At(State.Step));
        var epsilon = Noise(work, noise, batch.Length, State.Step);                 // [B, Z]
        var at = new TrainingPoint(State.Step, seed, IsTraining: true, State.Multiplier);
        var (loss, parts) = State.Model.Loss(work, epsilon, at);
        State.Train = State.Step == 0 ? parts : State.Train.Mix(parts, 1 / SmoothingSteps) with { Condition = State.Train.Condition };
        if (double.IsFinite(parts.Total))
        {
            work.Tape.Backward(loss);
            if (Recipe.Training.ClipNorm > 0)
            {
                State.Model.Weights.ClipGradients(Recipe.Training.ClipNorm, HopelessNorm);
            }

            State.Optimiser.LearningRate = Schedules.LearningRate(Recipe.Training, Plan, State.Step - UnboundedSteps);
            State.Optimiser.Step();
            FollowPrior(at);
            if (State.Multiplier is { } multiplier)
            {
                State.Multiplier = multiplier.After(State.Step, parts.Error, Recipe.Objective.Kappa, Recipe.Objective.PlainMultiplier(State.Model.Representation.DecodedValues));
            }

            State.Step++;
        }
    }

    /// <summary>The phases of a critic, where the recipe has one, on the phrases of the step and other draws of their posteriors.</summary>
    private void FollowPrior(TrainingPoint at)
    {
        if (State.Adversary is { } adversary)
        {
            work.Load(phrases, batch, transposition.At(at.Step));
            var epsilon = Noise(work, adversaryNoise, batch.Length, at.Step);       // [B, Z]
            var (distance, penalty) = adversary.Step(work, petals.At(at.Step, batch), epsilon, at, State.Optimiser.LearningRate);
            var share = at.Step == 0 ? 1 : 1 / SmoothingSteps;
            State.Train = State.Train with { Distance = State.Train.Distance + (share * distance), Penalty = State.Train.Penalty + (share * penalty) };
        }
    }

    /// <summary>
    /// Steps to the end. Under a bound on the error they count from where it was first met, for what is learned after it is another thing; a run that never
    /// meets it ends after as many steps as one without.
    /// </summary>
    internal int Steps => Plan.Steps + (State.Multiplier?.MetAt ?? 0);

    /// <summary>Steps before the error met its bound; all that were done, while it has not.</summary>
    private int UnboundedSteps => State.Multiplier is { } multiplier ? multiplier.MetAt ?? State.Step : 0;

    /// <summary>Measures the files held out, and gives the loss that decides to the early stop.</summary>
    internal void Look()
    {
        State.Train = State.Train with { Condition = Condition() };
        if (Split.Validation.Length > 0)
        {
            State.Validation = Measure(toValidate);
        }

        var deciding = (State.Validation ?? State.Train).Total;
        if (State.Validation is not null && Recipe.Training.Keep == "best" && State.Stop.Improves(deciding))
        {
            State.KeepBest();
        }

        State.Stop = State.Stop.After(State.Step, deciding);
    }

    /// <summary>Puts the weights that did best on the files held out into the model, where those of now do worse.</summary>
    internal void TakeBest()
    {
        if (Split.Validation.Length > 0)
        {
            State.Validation = Measure(toValidate);
            if (State.Best.Count > 0 && State.Stop.Best < State.Validation.Value.Total)
            {
                State.TakeBest();
                State.Validation = Measure(toValidate);
            }
        }
    }

    /// <summary>The objective on the given phrases, with the same noise every time, so that two measurements differ by the weights alone.</summary>
    internal LossParts Measure(ReadOnlySpan<int> indices)
    {
        var random = new RandomStream(seed, "validation");
        var sum = default(LossParts);
        for (var first = 0; first < indices.Length; first += Plan.Batch)
        {
            var some = indices.Slice(first, Math.Min(Plan.Batch, indices.Length - first));
            looking.Load(phrases, some);
            var (_, parts) = State.Model.Loss(
                looking, Noise(looking, random, some.Length, first / Plan.Batch), new TrainingPoint(State.Step, seed, IsTraining: false));
            sum = sum.Mix(parts, (double)some.Length / (first + some.Length));
        }

        return sum;
    }

    /// <summary>The median condition number of the metric at a few phrases, held out if any are; 0 where training does not care.</summary>
    private double Condition()
    {
        const int Points = 5;
        var model = State.Model;
        if (model.WritesStepByStep || !(Recipe.Objective.IsBounded || Recipe.Objective.Flatness.Weight > 0))
        {
            return 0;
        }

        var phrasesToMeasure = Spread(toValidate.Length > 0 ? toValidate : toRecall, Points);
        looking.Load(phrases, phrasesToMeasure);
        var codes = model.Encode(looking).Mean.Value.ToArray().Chunk(model.Dimensions).ToArray();
        var observed = new ObservedSpace(model.Dimensions, model.Representation.DecodedValues, (some, heard) => model.Hear(looking, some, heard));
        return MetricTensor.At(observed, codes).Select(metric => metric.ConditionNumber).Order().ElementAt(codes.Length / 2);
    }

    /// <summary>How well the training phrases come back from the means of their posteriors: the mean F1 of their hits, over at most 64 of them.</summary>
    internal double Recall()
    {
        var model = State.Model;
        looking.Load(phrases, toRecall);
        var codes = model.Encode(looking).Mean.Value.ToArray();
        var decoded = model.Decode(looking, codes, Decoding.Usual);
        return toRecall.Zip(decoded, (truth, again) => OnsetAgreement.Of(phrases[truth], again).F1).Average();
    }

    /// <summary>
    /// How far the training is, 0..1, in a moment: where a phrase is written step by step, by its steps instead of its notes; else as it was when there was
    /// last time to look.
    /// </summary>
    private double Recognition()
    {
        if (State.Model.WritesStepByStep)
        {
            return State.Train.Accuracy;
        }

        var began = Stopwatch.GetTimestamp();
        if (Stopwatch.GetElapsedTime(recognisedAt, began) >= recognisedIn / ShareToRecall)
        {
            recognised = Recall();
            recognisedAt = Stopwatch.GetTimestamp();
            recognisedIn = Stopwatch.GetElapsedTime(began, recognisedAt);
        }

        return recognised;
    }

    /// <summary>The phrases of the corpus with their codes; of a larger corpus than is asked for so many, evenly spread.</summary>
    internal IReadOnlyList<MappedPhrase> Map(int? most)
    {
        var dimensions = State.Model.Dimensions;
        var onMap = Spread([.. Enumerable.Range(0, phrases.Count)], most ?? (State.Model is GridVae ? MostOnGridMap : MostOnMap));
        var mapped = new List<MappedPhrase>(onMap.Length);
        var names = NamesOf(onMap).ToList();
        foreach (var some in onMap.Chunk(Plan.Batch))
        {
            looking.Load(phrases, some);
            var codes = State.Model.Encode(looking).Mean.Value.ToArray();
            foreach (var (i, row) in some.Index().Select(pair => (pair.Item, pair.Index)))
            {
                var phrase = corpus.Phrases[i];
                var code = codes.AsSpan(row * dimensions, dimensions).ToArray();
                mapped.Add(new(names[mapped.Count], phrase.Source, phrase.At, phrase.Style, phrase.Phrase, code, Split.HeldOutSources.Contains(phrase.Source)));
            }
        }

        return mapped;
    }

    /// <summary>What the phrases of the given indices, which ascend, are called on the map.</summary>
    private IEnumerable<string> NamesOf(int[] indices)
    {
        var seen = new int[corpus.Sources.Count];
        var found = 0;
        foreach (var (i, (source, _)) in corpus.Keys.Index())
        {
            seen[source]++;
            if (found < indices.Length && indices[found] == i)
            {
                found++;
                yield return ModelFolder.NameOf(corpus.Sources[source], seen[source], corpus.PhrasesOfSources[source]);
            }
        }
    }

    /// <summary>Fits a linear model in one step: its least squares have a closed form.</summary>
    internal void FitComponents()
    {
        LinearFit.Fit((GridVae)State.Model, Split.Training.Select(i => (GridPhrase)phrases[i]));
        State.Step = 1;
        State.Train = Measure(Spread(Split.Training, MostToMeasure));
    }

    /// <summary>What the run needs to go on from here.</summary>
    internal SafeTensors Checkpoint() => State.Export(Recipe, corpus.Fingerprint, seed);

    /// <summary>Where the run stands, for people.</summary>
    internal TrainingProgress Progress(TrainingClock clock, int steps)
    {
        var left = clock.SecondsLeft(State.Step, steps);
        return new(State.Step, steps, clock.Seconds, left, State.Train, State.Validation, ProgressSentence.Of(corpus.Sources.Count, Recognition(), left));
    }

    /// <summary>What the model says of itself.</summary>
    internal ModelDescription Describe(string name)
    {
        var different = corpus.CountDifferent(Split.Training);
        return new(
            ModelDescription.CurrentFormat,
            typeof(TrainingRun).Assembly.GetName().Version!.ToString(3),
            name,
            Recipe,
            corpus.Representation.Width,
            State.Model.Weights.Count,
            phrases.Count,
            corpus.Sources.Count,
            Split.HeldOutSources.Count,
            corpus.Fingerprint,
            Name(),
            seed,
            State.Step,
            DateTimeOffset.UtcNow,
            State.Train,
            State.Validation,
            Verdict.Of(State.Train, State.Validation, different, Recall(), missedItsBound: State.Multiplier is { MetAt: null }, hasDivergence: State.Model.Prior.Petals == 0));
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        work.Dispose();
        looking.Dispose();
        State.Dispose();
    }

    /// <summary>A name for the training as it stands, the same for the same training: the model's files are equal when their trainings are.</summary>
    private string Name()
    {
        var what = $"{Recipe.ToJson()}\n{corpus.Fingerprint}\n{seed}\n{State.Step}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)))[..16];
    }

    /// <summary>The noise of a step, a function of the stream and the step alone.</summary>
    private Tensor Noise(Workspace workspace, RandomStream random, int rows, int step)
    {
        const int NumbersPerBlock = 4;
        var dimensions = State.Model.Dimensions;
        var blocks = (ulong)((Plan.Batch * dimensions) + NumbersPerBlock - 1) / NumbersPerBlock;
        var epsilon = workspace.Tape.Allocate(rows, dimensions);
        random.Position = (ulong)step * blocks;
        random.Normal(epsilon);
        return epsilon;
    }

    private static int[] Spread(int[] indices, int most) =>
        indices.Length <= most ? indices : [.. Enumerable.Range(0, most).Select(i => indices[(long)i * indices.Length / most])];
}
