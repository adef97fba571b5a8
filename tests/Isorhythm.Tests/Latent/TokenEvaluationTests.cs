using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

public sealed class TokenEvaluationTests
{
    [Theory]
    [InlineData("mel-2bar-small", "melody-2bar")]
    [InlineData("trio-16bar-small", "trio-4bar")]
    [InlineData("trio-16bar-flat-small", "trio-2bar")]
    public void Next_steps_are_those_of_the_training_objective(string name, string representation)
    {
        using var folder = new TemporaryFolder();
        var recipe = TokenModels.Small(name, representation);
        var space = TokenModels.Open(folder, recipe);
        var phrases = TokenModels.Corpus(representation, files: 5, seed: 7).Phrases.Select(phrase => phrase.Phrase).ToArray();

        var codes = space.Encode(phrases).SelectMany(code => code).ToArray();
        var expected = NextStepPrediction.Of(space, codes, phrases);

        var tracks = TokenView.Of(phrases[0]);
        var right = phrases.Zip(expected.Likeliest, (phrase, likeliest) =>
            tracks.Zip(likeliest, (track, window) => TokenAgreement.Accuracy(track.TokensOf(phrase), window)).Average()).Average();
        var (accuracy, tokens) = Objective(space, folder.PathOf($"{recipe.Name} model"), phrases);
        Assert.Equal(accuracy, right, 1e-6);
        // The probabilities' mean lies above the mean of their logarithms (Jensen 1906), and nowhere near it for a model that has learned nothing.
        Assert.InRange(expected.Certainty.Average(of => of.Average()), Math.Exp(-tokens / tracks.Count / tracks[0].TokensOf(phrases[0]).Length), 1);
    }

    [Theory]
    [InlineData("mel-2bar-small", "melody-2bar", "reconstruction", "interpolation", "attributes", "prior")]
    [InlineData("trio-16bar-small", "trio-2bar", "reconstruction", "interpolation")]
    public void Token_models_are_measured_by_every_protocol_and_track_by_track(string name, string representation, params string[] protocols)
    {
        using var folder = new TemporaryFolder();
        var corpus = TokenModels.Corpus(representation, files: 40);
        var space = TokenModels.Open(folder, TokenModels.Small(name, representation), corpus);

        var report = Evaluator.Run(space, corpus, protocols);

        Assert.Contains("of the files that training did not see", report.Data, StringComparison.Ordinal);
        Assert.All(report.Protocols.SelectMany(protocol => protocol.Metrics), metric => Assert.True(
            metric.Value is { N: > 0 } and { Low: var low, High: var high, Value: var value } && low <= high && double.IsFinite(low + value + high), metric.ToString()));
        var reconstruction = report.Protocols.Single(protocol => protocol.Name == "reconstruction").Metrics;
        string[] names = ["teacherForcedAccuracy", "sampledAccuracy", "sampledAccuracyOfMean", "onsetF1", "majorityBaseline", "copyBaseline"];
        Assert.All(names, metric => Assert.InRange(reconstruction[metric].Value, 0, 1));
        Assert.Equal(representation == "trio-2bar", reconstruction.ContainsKey("sampledAccuracy.bass"));
        if (representation == "trio-2bar")
        {
            string[] tracks = ["melody", "bass", "drums"];
            Assert.Equal(reconstruction["sampledAccuracy"].Value, tracks.Average(track => reconstruction["sampledAccuracy." + track].Value), 12);
        }

        // What is drawn is drawn anew from the same seeds.
        Assert.Equal((report with { Protocols = [report.Protocols[0]] }).ToJson(), Evaluator.Run(space, corpus, ["reconstruction"]).ToJson());
    }

    /// <summary>Accuracy, and nats of the tokens of a phrase, at the posteriors' means.</summary>
    private static (double Accuracy, double Tokens) Objective(LatentSpace space, string folder, Phrase[] phrases)
    {
        using var model = Vae.Create(space.Recipe);
        model.Weights.Import(SafeTensors.Read(Path.Combine(folder, "weights.safetensors")));
        using var work = model.NewWorkspace(gradients: false, weightsChange: false);
        work.Load(phrases, [.. Enumerable.Range(0, phrases.Length)]);
        var noise = work.Tape.Allocate(phrases.Length, model.Dimensions);
        noise.CopyFrom(new float[phrases.Length * model.Dimensions]);
        var (_, parts) = model.Loss(work, noise, new TrainingPoint(0, 1, IsTraining: false));
        return (parts.Accuracy, parts.Tokens);
    }
}
