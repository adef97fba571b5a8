using Isorhythm.Tensors;

namespace Isorhythm.Tests.Tensors;

public sealed class RandomTests
{
    /// <summary>The known answers that Random123 publishes for philox4x32-10 (its tests/kat_vectors).</summary>
    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Philox_gives_the_published_answers(
        uint counter0, uint counter1, uint counter2, uint counter3, uint key0, uint key1, uint x0, uint x1, uint x2, uint x3) =>
        Assert.Equal((x0, x1, x2, x3), Philox.Block(counter0 | ((ulong)counter1 << 32), counter2 | ((ulong)counter3 << 32), key0 | ((ulong)key1 << 32)));

    [Fact]
    public void A_stream_goes_on_from_a_saved_position()
    {
        var first = new RandomStream(7, "noise");
        first.Normal(new float[13]);
        ulong saved = first.Position;
        float[] expected = new float[9];
        first.Normal(expected);
        var second = new RandomStream(7, "noise") { Position = saved };
        float[] actual = new float[9];
        second.Normal(actual);
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(10_001, 20)]
    public void Threads_that_share_out_a_tensor_draw_what_a_span_gets(int rows, int columns)
    {
        using var arena = new Arena();
        Tensor tensor = arena.Allocate(rows, columns);
        var shared = new RandomStream(7, "noise") { Position = 5 };
        shared.Normal(tensor, 1, 2);
        var alone = new RandomStream(7, "noise") { Position = 5 };
        float[] expected = new float[rows * columns];
        alone.Normal(expected, 1, 2);
        Assert.Equal(expected, tensor.ToArray());
        Assert.Equal(alone.Position, shared.Position);
    }

    [Fact]
    public void Names_and_seeds_give_other_numbers()
    {
        float[][] draws = [Draw(1, "noise"), Draw(2, "noise"), Draw(1, "order"), Draw(1, "noise")];
        Assert.Equal(draws[0], draws[3]);
        Assert.Empty(draws[0].Intersect(draws[1]));
        Assert.Empty(draws[0].Intersect(draws[2]));
        static float[] Draw(ulong seed, string name)
        {
            float[] values = new float[16];
            new RandomStream(seed, name).Normal(values);
            return values;
        }
    }

    [Fact]
    public void Uniform_and_normal_numbers_have_the_moments_of_their_distributions()
    {
        const int Count = 100_000;
        double Tolerance(double deviation) => 5 * deviation / Math.Sqrt(Count);
        var random = new RandomStream(5, "moments");
        float[] values = new float[Count];
        random.Uniform(values, 2, 4);
        Assert.All(values, value => Assert.InRange(value, 2, 4));
        Assert.Equal(3, values.Average(), Tolerance(1 / Math.Sqrt(3)));
        random.Normal(values, 1, 2);
        Assert.Equal(1, values.Average(), Tolerance(2));
        Assert.Equal(4, values.Average(value => (value - 1.0) * (value - 1)), Tolerance(4 * Math.Sqrt(2)));
        Assert.Equal(0, values.Average(value => Math.Pow((value - 1) / 2, 3)), Tolerance(Math.Sqrt(15)));
        Assert.Equal(3, values.Average(value => Math.Pow((value - 1) / 2, 4)), Tolerance(Math.Sqrt(96)));
    }

    [Fact]
    public void Shuffling_keeps_every_item_and_gives_each_order_as_often()
    {
        var random = new RandomStream(6, "order");
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < 6000; i++)
        {
            char[] items = ['a', 'b', 'c'];
            random.Shuffle<char>(items);
            seen[new string(items)] = seen.GetValueOrDefault(new string(items)) + 1;
        }

        Assert.Equal(["abc", "acb", "bac", "bca", "cab", "cba"], seen.Keys.Order(StringComparer.Ordinal));
        Assert.All(seen.Values, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void Rows_of_categories_start_standard_normal_and_the_others_as_ever()
    {
        using var parameters = new Parameters();
        var lstm = new Lstm(parameters, "lstm", 300, 100, start: new RecurrentStart(EmbeddedRows: 200));
        var gru = new Gru(parameters, "gru", 300, 100, start: new RecurrentStart(EmbeddedRows: 200));
        parameters.Initialise(new RandomStream(1, "weights"));
        Assert.Equal(1, Square(lstm.Weight.Value.Slice(0, 200)), 0.02);
        Assert.Equal(2.0 / (400 + 400), Square(lstm.Weight.Value.Slice(200, 100)), 1e-4);
        Assert.Equal(2.0 / (400 + 400), Square(lstm.Recurrent.Value), 1e-4);
        Assert.Equal(1, Square(gru.Weight.Value.Slice(0, 200)), 0.02);
        Assert.Equal(2.0 / (400 + 300), Square(gru.Weight.Value.Slice(200, 100)), 1e-4);
        static double Square(Tensor values) => values.ToArray().Average(value => (double)value * value);
    }

    [Fact]
    public void A_GRU_that_is_asked_for_a_memory_says_that_it_has_none()
    {
        using var parameters = new Parameters();
        Assert.Throws<ArgumentException>(() => new Gru(parameters, "gru", 3, 4, start: new RecurrentStart(Memory: 16)));
    }

    [Fact]
    public void Units_forget_at_all_rates_from_one_step_to_the_memory_asked_for()
    {
        const int Units = 100;
        const int Steps = 256;
        using var parameters = new Parameters();
        var lasting = new Lstm(parameters, "lasting", 3, Units, start: new RecurrentStart(Memory: Steps));
        var plain = new Lstm(parameters, "plain", 3, Units);
        parameters.Initialise(new RandomStream(1, "weights"));
        float[] bias = lasting.Bias.Value.ToArray();
        double[] lifetimes = [.. bias[Units..(2 * Units)].Select(forget => 1 / (1 - (1 / (1 + Math.Exp(-forget)))))];
        Assert.Equal(Steps / 2.0, lifetimes.Average() - 2, 1e-2);
        Assert.InRange(lifetimes.Min(), 1, 5);
        Assert.InRange(lifetimes.Max(), Steps - 2, Steps + 2);
        Assert.Equal(bias[..Units], bias[Units..(2 * Units)].Select(forget => -forget));
        Assert.All(bias[(2 * Units)..], value => Assert.Equal(0, value));
        Assert.Equal(Enumerable.Repeat(0f, Units).Concat(Enumerable.Repeat(1f, Units)).Concat(new float[2 * Units]), plain.Bias.Value.ToArray());
    }

    [Fact]
    public void Weights_start_as_their_initialiser_says()
    {
        using var parameters = new Parameters();
        Dense Layer(Initialiser initialiser) => new(parameters, initialiser.ToString(), 300, 200, default, initialiser);
        (Dense zeros, Dense normal, Dense uniform, Dense torch) =
            (Layer(Initialiser.Zeros), Layer(Initialiser.GlorotNormal), Layer(Initialiser.GlorotUniform), Layer(Initialiser.PyTorch));
        parameters.Initialise(new RandomStream(1, "weights"));
        Assert.All(zeros.Weight.Value.ToArray(), value => Assert.Equal(0, value));
        Assert.Equal(2.0 / 500, Square(normal.Weight), 1e-4);
        Assert.Equal(2.0 / 500, Square(uniform.Weight), 1e-4);
        Assert.Equal(1.0 / 300 / 3, Square(torch.Weight), 1e-5);
        Assert.All(uniform.Weight.Value.ToArray(), value => Assert.InRange(Math.Abs(value), 0, Math.Sqrt(6.0 / 500)));
        Assert.All(torch.Bias.Value.ToArray(), value => Assert.InRange(Math.Abs(value), 0, 1 / Math.Sqrt(300)));
        Assert.All(normal.Bias.Value.ToArray(), value => Assert.Equal(0, value));
        Assert.Contains(torch.Bias.Value.ToArray(), value => value != 0);
        static double Square(Parameter weight) => weight.Value.ToArray().Average(value => (double)value * value);
    }
}
