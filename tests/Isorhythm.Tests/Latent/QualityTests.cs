using Isorhythm.Latent;

namespace Isorhythm.Tests;

public sealed class QualityTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_knob_says_how_surely_what_is_heard_follows_it()
    {
        var space = TinyModels.Open(folder, TinyModels.Corpus(12));
        var density = space.Qualities.Single(quality => quality.Attribute == "density");

        // The same of moves that are drawn here: a knob that turned anything else would show.
        var random = new Random(7);
        var (amounts, changes) = (new double[400], new double[400]);
        for (var i = 0; i < amounts.Length; i++)
        {
            var from = space.Phrases[random.Next(space.Phrases.Count)].Code;
            amounts[i] = (4 * random.NextDouble()) - 2;
            float[] to = [.. from.Select((value, z) => value + (float)(amounts[i] * density.Deviation * density.Direction[z]))];
            changes[i] = Isorhythm.Music.Attributes.Density(space.Decode(to, 0.5f)) - Isorhythm.Music.Attributes.Density(space.Decode(from, 0.5f));
        }

        Assert.Equal(Correlation.Pearson(amounts, changes, [.. Enumerable.Range(0, amounts.Length)]), density.Correlation, 0.1);
        Assert.InRange(density.Correlation, 0.2, 1);
    }

    [Fact]
    public void A_knob_lies_along_its_vector_to_one_side_or_the_other_with_the_phrases_round_its_middle()
    {
        var space = TinyModels.Open(folder, TinyModels.Corpus(12));
        foreach (var quality in space.Qualities)
        {
            var vector = space.Attribute(quality.Attribute).Direction;
            var length = Math.Sqrt(vector.Sum(value => (double)value * value));
            Assert.Equal(vector.Select(value => Math.Abs(value) / length), quality.Direction.Select(value => (double)Math.Abs(value)), (a, b) => Math.Abs(a - b) < 1e-5);
            double[] along = [.. space.Phrases.Select(phrase => phrase.Code.Zip(quality.Direction, (a, b) => (double)a * b).Sum())];
            Assert.Equal((along.Average(), Math.Sqrt(along.Average(place => Math.Pow(place - along.Average(), 2)))), (quality.Middle, quality.Deviation), (a, b) =>
                Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-4);
        }
    }

    [Theory]
    [InlineData("tfjs/two-bars")]
    [InlineData("magenta/tiny-mel_2bar")]
    public void A_space_without_phrases_tells_from_draws_and_is_believed_for_others(string model)
    {
        var space = LatentSpace.Open(Path.Combine(Requirements.Repository, "tests", "Isorhythm.Tests", "Golden", model));
        var density = space.Qualities.Single(quality => quality.Attribute == "density");

        // Draws of another seed than either of the space's own.
        var draws = space.Draws(seed: 9);
        var vector = space.Attribute("density").Direction;
        double[] along = [.. draws.Select(draw => draw.Code.Zip(vector, (a, b) => (double)a * b).Sum())];
        var attribute = space.Representation.Attributes.Single(one => one.Name == "density");
        var fresh = Correlation.Pearson(along, [.. draws.Select(draw => attribute.Of(draw.Phrase))], [.. Enumerable.Range(0, draws.Count)]);
        Assert.InRange(density.Correlation, 0, 1);
        Assert.True(space.IsSmooth || Math.Abs(fresh - density.Correlation) < 0.2, $"{density.Correlation} is said, and {fresh} is found.");
    }
}
