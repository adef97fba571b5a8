using Isorhythm.Tensors;

namespace Isorhythm.Tests.Tensors;

/// <summary>The critic and its gradient penalty, against the same network written out in double precision.</summary>
public sealed class CriticTests : IDisposable
{
    private const int Dimensions = 5;
    private const int Conditions = 3;
    private const int Hidden = 7;
    private const int Rows = 4;
    private readonly Parameters weights = new();
    private readonly Critic critic;
    private readonly Tape tape = new();
    private readonly RandomStream random = new(1, "critic tests");

    public CriticTests()
    {
        critic = new Critic(weights, "critic", Dimensions, Conditions, Hidden);
        weights.Initialise(random);
        random.Normal(weights.Values, 0, 0.6f);
    }

    public void Dispose()
    {
        tape.Dispose();
        weights.Dispose();
    }

    [Fact]
    public void Its_score_is_the_formulas()
    {
        Tensor points = Points();

        float score = critic.MeanScore(tape, tape.Constant(points)).Value.ToScalar();

        double[] theta = Theta();
        Assert.Equal(Enumerable.Range(0, Rows).Average(row => Score(theta, points.Row(row).ToArray())), score, 1e-5);
    }

    [Fact]
    public void The_penalty_is_that_of_its_slopes_along_the_code_alone()
    {
        Tensor points = Points();

        float penalty = critic.GradientPenalty(tape, points).Value.ToScalar();

        Assert.Equal(Penalty(Theta(), points), penalty, 1e-5);
    }

    [Fact]
    public void The_penaltys_gradient_agrees_with_finite_differences_in_double_for_every_weight()
    {
        Tensor points = Points();
        tape.Backward(tape.WeightedSum((critic.GradientPenalty(tape, points), 10)));

        const double step = 1e-5;
        double[] theta = Theta();
        double[] found = Gradients();
        for (int i = 0; i < theta.Length; i++)
        {
            double here = theta[i];
            theta[i] = here + step;
            double above = Penalty(theta, points);
            theta[i] = here - step;
            double below = Penalty(theta, points);
            theta[i] = here;
            Assert.Equal(10 * (above - below) / (2 * step), found[i], 2e-4);
        }
    }

    [Fact]
    public void A_code_that_the_encoder_made_gets_the_scores_slope()
    {
        var code = new Parameters();
        Parameter made = code.Add("code", Rows, Dimensions + Conditions, Initialiser.Zeros, 1, 1);
        made.Value.CopyFrom(Points().Span);
        var identity = new Parameters();
        Parameter one = identity.Add("one", Dimensions + Conditions, Dimensions + Conditions, Initialiser.Zeros, 1, 1);
        Parameter none = identity.Add("none", 1, Dimensions + Conditions, Initialiser.Zeros, 1, 1);
        for (int i = 0; i < Dimensions + Conditions; i++)
        {
            one.Value.Row(i).Span[i] = 1;
        }

        Variable x = tape.Dense(tape.Constant(made.Value), one, none, Activation.None);
        tape.Backward(critic.MeanScore(tape, x));

        const double step = 1e-5;
        double[] theta = Theta();
        double[] row = [.. made.Value.Row(2).ToArray().Select(value => (double)value)];
        row[1] += step;
        double above = Score(theta, row);
        row[1] -= 2 * step;
        double slope = (above - Score(theta, row)) / (2 * step) / Rows;
        Assert.Equal(slope, x.Gradient.Row(2).Span[1], 1e-5);
    }

    private Tensor Points()
    {
        Tensor points = tape.Allocate(Rows, Dimensions + Conditions);
        random.Normal(points);
        return points;
    }

    private double[] Theta() => [.. weights.All.SelectMany(weight => weight.Value.ToArray()).Select(value => (double)value)];

    private double[] Gradients() => [.. weights.All.SelectMany(weight => weight.Gradient.ToArray()).Select(value => (double)value)];

    private static double Score(double[] theta, float[] x) => Score(theta, [.. x.Select(value => (double)value)]);

    /// <summary>W1, b1, W2, b2, w3, b3, one behind the other, rows first.</summary>
    private static double Score(double[] theta, double[] x)
    {
        (double[] h1, double[] h2) = Layers(theta, x);
        _ = h1;
        int w3 = ((Dimensions + Conditions) * Hidden) + Hidden + (Hidden * Hidden) + Hidden;
        return h2.Index().Sum(unit => unit.Item * theta[w3 + unit.Index]) + theta[w3 + Hidden];
    }

    private static (double[] First, double[] Second) Layers(double[] theta, double[] x)
    {
        int at = 0;
        double[] h1 = Layer(theta, ref at, x);
        return (h1, Layer(theta, ref at, h1));
    }

    private static double[] Layer(double[] theta, ref int at, double[] x)
    {
        int from = at;
        at += (x.Length * Hidden) + Hidden;
        return [.. Enumerable.Range(0, Hidden).Select(unit =>
            Math.Tanh(theta[from + (x.Length * Hidden) + unit] + x.Index().Sum(input => input.Item * theta[from + (input.Index * Hidden) + unit])))];
    }

    private static double Penalty(double[] theta, Tensor points)
    {
        const double step = 1e-6;
        double sum = 0;
        for (int row = 0; row < points.Rows; row++)
        {
            double[] x = [.. points.Row(row).ToArray().Select(value => (double)value)];
            double norm = 0;
            for (int i = 0; i < Dimensions; i++)
            {
                double here = x[i];
                x[i] = here + step;
                double above = Score(theta, x);
                x[i] = here - step;
                double slope = (above - Score(theta, x)) / (2 * step);
                x[i] = here;
                norm += slope * slope;
            }

            sum += Math.Pow(Math.Sqrt(norm) - 1, 2);
        }

        return sum / points.Rows;
    }
}
