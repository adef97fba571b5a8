using System.Text.Json;
using Isorhythm.Latent;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

public sealed class NGramModelTests
{
    /// <summary>Against Oracles/kneser_ney.py, which writes the published equations with dictionaries.</summary>
    [Fact]
    public void Costs_are_those_of_the_published_equations()
    {
        var path = Path.Combine(Requirements.Repository, "tests", "Isorhythm.Tests", "Golden", "kneser-ney", "probabilities.json");
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        var checkedQueries = 0;
        foreach (var golden in json.RootElement.EnumerateArray())
        {
            var model = NGramModel.Train(
                golden.GetProperty("windows").Deserialize<ushort[][]>()!,
                golden.GetProperty("vocabulary").GetInt32(),
                golden.GetProperty("order").GetInt32());
            foreach (var query in golden.GetProperty("queries").EnumerateArray())
            {
                var tokens = query.GetProperty("tokens").Deserialize<ushort[]>()!;
                Assert.Equal(query.GetProperty("cost").GetDouble(), model.Cost(tokens), 1e-9);
                Assert.Equal(query.GetProperty("cost").GetDouble() / tokens.Length, model.CostPerToken(tokens), 1e-9);
                checkedQueries++;
            }
        }

        Assert.Equal(23, checkedQueries);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 5)]
    [InlineData(7, 3)]
    [InlineData(7, 5)]
    [InlineData(40, 4)]
    [InlineData(512, 5)]
    public void Probabilities_of_every_context_sum_to_one(int vocabulary, int order)
    {
        var random = new RandomStream(5, "n-grams");
        var windows = Windows(random, 40, 32, vocabulary);
        var model = NGramModel.Train(windows, vocabulary, order);
        for (var trial = 0; trial < 200; trial++)
        {
            // Half of the contexts were seen, half are noise that may not have been.
            var context = trial % 2 == 0
                ? windows[random.Below(windows.Length)][..random.Below(order + 1)]
                : Windows(random, 1, random.Below(order + 1), vocabulary)[0];
            Assert.Equal(1, Enumerable.Range(0, vocabulary).Sum(token => model.Probability(context, (ushort)token)), 1e-9);
        }
    }

    [Fact]
    public void What_was_often_seen_is_cheap_and_nothing_is_impossible()
    {
        ushort[] pattern = [3, 0, 5, 0];
        var window = Enumerable.Range(0, 32).Select(step => pattern[step % 4]).ToArray();
        var model = NGramModel.Train([.. Enumerable.Repeat(window, 20)], vocabulary: 8);

        Assert.InRange(model.CostPerToken(window), 0, 0.1);
        Assert.InRange(model.CostPerToken([.. Enumerable.Repeat((ushort)7, 32)]), Math.Log(8), 20);
        Assert.Equal(Math.Log(8), NGramModel.Train([], vocabulary: 8).CostPerToken(window), 1e-12);
    }

    [Fact]
    public void Only_the_last_four_tokens_before_a_token_count()
    {
        var random = new RandomStream(6, "n-grams");
        var model = NGramModel.Train(Windows(random, 30, 32, 9), vocabulary: 9);

        Assert.Equal(model.Probability([1, 2, 3, 4], 5), model.Probability([8, 8, 8, 1, 2, 3, 4], 5));
        Assert.NotEqual(model.Probability([], 5), model.Probability([1], 5));
    }

    [Fact]
    public void Tokens_outside_the_vocabulary_and_keys_that_are_too_long_are_refused()
    {
        Assert.Contains("9", Assert.Throws<ArgumentException>(() => NGramModel.Train([[1, 9]], vocabulary: 9)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NGramModel.Train([], vocabulary: 4096, order: 5));
        Assert.Throws<ArgumentException>(() => NGramModel.Train([[1]], vocabulary: 9).Cost([9]));
    }

    private static ushort[][] Windows(RandomStream random, int count, int length, int vocabulary) =>
        [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, length)
            .Select(_ => (ushort)Math.Min(random.Below(vocabulary), random.Below(vocabulary))).ToArray())];
}
