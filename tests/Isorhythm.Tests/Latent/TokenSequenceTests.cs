using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

/// <summary>From independent steps to the tokens of music.</summary>
public sealed class TokenSequenceTests
{
    private const int Steps = 5;
    private static readonly ushort[] Some = [Vocabulary.Hold, Vocabulary.Off, 40, 45];

    public static TheoryData<string> Vocabularies => ["melody-90", "band-130", "band-drums-130"];

    [Theory]
    [MemberData(nameof(Vocabularies))]
    public void The_likeliest_sequence_is_the_best_of_all_that_are_music(string name)
    {
        var vocabulary = Named(name);
        for (ulong seed = 1; seed <= 50; seed++)
        {
            var logits = Logits(vocabulary, seed);
            var best = Music(vocabulary).MaxBy(tokens => Score(logits, vocabulary, tokens))!;
            Assert.Equal(best, Chosen(logits, vocabulary, temperature: 0, []));
        }
    }

    [Theory]
    [MemberData(nameof(Vocabularies))]
    public void A_drawn_sequence_has_its_share_of_all_that_are_music(string name)
    {
        const int Draws = 20_000;
        const float Temperature = 1.5f;
        var vocabulary = Named(name);
        var logits = Logits(vocabulary, seed: 3);
        var random = new RandomStream(1, "draws");

        var drawn = Enumerable.Range(0, Draws)
            .Select(_ => string.Join(' ', Chosen(logits, vocabulary, Temperature, [.. Enumerable.Range(0, Steps).Select(_ => random.Uniform())])))
            .CountBy(tokens => tokens).ToDictionary();

        var weights = Music(vocabulary).ToDictionary(tokens => string.Join(' ', tokens), tokens => Math.Exp(Score(logits, vocabulary, tokens) / Temperature));
        var sum = weights.Values.Sum();
        Assert.All(drawn.Keys, tokens => Assert.Contains(tokens, weights));
        Assert.All(weights, one =>
        {
            var p = one.Value / sum;
            Assert.Equal(p, drawn.GetValueOrDefault(one.Key) / (double)Draws, (5 * Math.Sqrt(p * (1 - p) / Draws)) + (1.0 / Draws));
        });
    }

    [Fact]
    public void A_long_note_begins_where_a_rest_is_likelier_but_what_follows_holds()
    {
        // Step by step a rest comes first, and then the holds hold nothing: a bass of whole notes would be silent.
        var vocabulary = Vocabulary.Band130;
        var logits = Enumerable.Repeat(-9f, 4 * vocabulary.Size).ToArray();
        (logits[Vocabulary.Rest], logits[42], logits[43]) = (2, 1.5f, 1);
        for (var step = 1; step < 4; step++)
        {
            (logits[(step * vocabulary.Size) + Vocabulary.Hold], logits[(step * vocabulary.Size) + Vocabulary.Rest]) = (3, 2);
        }

        var tokens = new ushort[4];
        TokenSequence.Choose(logits, vocabulary, temperature: 0, [], tokens);

        Assert.Equal([42, Vocabulary.Hold, Vocabulary.Hold, Vocabulary.Hold], tokens);
    }

    [Fact]
    public void Any_set_of_drums_may_follow_any_other()
    {
        var vocabulary = Vocabulary.Drums512;
        var logits = new float[3 * vocabulary.Size];
        (logits[0], logits[vocabulary.Size + 1], logits[(2 * vocabulary.Size) + 511]) = (1, 1, 1);

        var tokens = new ushort[3];
        TokenSequence.Choose(logits, vocabulary, temperature: 0, [], tokens);

        Assert.Equal([0, 1, 511], tokens);
    }

    private static Vocabulary Named(string name) => Vocabulary.All.Single(vocabulary => vocabulary.Name == name);

    /// <summary>Logits of which only <see cref="Some"/> tokens are worth anything, and holds and offs more than pitches.</summary>
    private static float[] Logits(Vocabulary vocabulary, ulong seed)
    {
        var random = new RandomStream(seed, "logits");
        var logits = Enumerable.Repeat(float.NegativeInfinity, Steps * vocabulary.Size).ToArray();
        for (var step = 0; step < Steps; step++)
        {
            foreach (var token in Some)
            {
                logits[(step * vocabulary.Size) + token] = (4 * random.Uniform()) + (token < Vocabulary.FirstPitch ? 1 : 0);
            }
        }

        return logits;
    }

    private static ushort[] Chosen(float[] logits, Vocabulary vocabulary, float temperature, float[] uniforms)
    {
        var tokens = new ushort[Steps];
        TokenSequence.Choose(logits.ToArray(), vocabulary, temperature, uniforms, tokens);
        return tokens;
    }

    private static double Score(float[] logits, Vocabulary vocabulary, ushort[] tokens) =>
        tokens.Index().Sum(token => (double)logits[(token.Index * vocabulary.Size) + token.Item]);

    /// <summary>Every sequence of <see cref="Some"/> tokens that is spelt as reading spells music.</summary>
    private static List<ushort[]> Music(Vocabulary vocabulary)
    {
        IEnumerable<ushort[]> all = [[]];
        for (var step = 0; step < Steps; step++)
        {
            all = all.SelectMany(_ => Some, (tokens, next) => (ushort[])[.. tokens, next]);
        }

        return [.. all.Where(IsCanonical)];

        bool IsCanonical(ushort[] tokens)
        {
            var canonical = tokens.ToArray();
            TokenStates.MakeCanonical(canonical, vocabulary);
            return canonical.SequenceEqual(tokens);
        }
    }
}
