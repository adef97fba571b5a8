using Isorhythm.Tensors;

namespace Isorhythm.Tests.Tensors;

/// <summary>Log densities, and the importance-weighted bound on a model whose evidence is known.</summary>
public sealed class DensityTests : IDisposable
{
    private const float Slope = 1.5f;
    private const float Variance = 0.4f;
    private readonly Tape tape = new();
    private readonly RandomStream random = new(1, "density tests");

    public void Dispose() => tape.Dispose();

    [Fact]
    public void The_log_density_of_a_gaussian_is_that_of_its_formula()
    {
        Variable density = tape.GaussianLogDensity(Row(0.5f, -2), Row(0, -1), Row(0, MathF.Log(4)));
        double expected = -Math.Log(2 * Math.PI) - (0.5 * 0.25) - (0.5 * Math.Log(4)) - (0.5 / 4);
        Assert.Equal(expected, density.Value.ToScalar(), 1e-6);
    }

    [Fact]
    public void The_logarithm_of_a_mean_keeps_its_digits_far_from_zero()
    {
        Variable values = tape.Constant(Column(-1000, 700, -1001, 702));
        double expected = ((-1000 + Math.Log((1 + Math.Exp(-1)) / 2)) + (702 + Math.Log((1 + Math.Exp(-2)) / 2))) / 2;
        Assert.Equal(expected, tape.LogMeanExp(batch: 2, (values, 1)).Value.ToScalar(), 1e-3);
    }

    [Fact]
    public void With_the_exact_posterior_one_draw_gives_the_evidence()
    {
        const float Z = 0.8f;
        float variance = 1 / (1 + (Slope * Slope / Variance));
        Assert.Equal(Evidence(Z), Bound(Z, draws: 1, mean: variance * Slope * Z / Variance, MathF.Log(variance)), 1e-4);
    }

    [Fact]
    public void The_bound_tightens_with_the_number_of_draws_and_never_passes_the_evidence()
    {
        const float Z = 0.8f;
        double[] bounds = [.. new[] { 1, 4, 16, 256 }.Select(draws => Bound(Z, draws, mean: 0, logVariance: 0, batch: 4000))];
        Assert.Equal(bounds.Order(), bounds);
        Assert.True(bounds[0] < Evidence(Z) - 0.3);
        Assert.InRange(bounds[^1], Evidence(Z) - 0.02, Evidence(Z) + 0.005);
    }

    [Fact]
    public void Values_that_do_not_fit_are_refused()
    {
        Variable three = tape.Constant(Column(1, 2, 3));
        Assert.Throws<ArgumentException>(() => tape.LogMeanExp(batch: 2, (three, 1)));
        Assert.Throws<ArgumentException>(() => tape.LogMeanExp(batch: 3, (three, 1), (tape.Constant(Column(1)), 1)));
    }

    /// <summary>log N(z; 0, a² + s²), for z = a ζ + s ε with ζ and ε standard normal.</summary>
    private static double Evidence(double z)
    {
        double variance = (Slope * Slope) + Variance;
        return -0.5 * (Math.Log(2 * Math.PI * variance) + (z * z / variance));
    }

    /// <summary>The bound with q(ζ) = N(mean, exp(logVariance)), a mean over so many estimates.</summary>
    private double Bound(float z, int draws, float mean, float logVariance, int batch = 100)
    {
        tape.Reset();
        int rows = draws * batch;
        Variable means = Constant(rows, mean), logVariances = Constant(rows, logVariance);
        Tensor noise = tape.Allocate(rows, 1);
        random.Normal(noise);
        Variable zeta = tape.Reparameterise(means, logVariances, noise);
        Tensor predicted = tape.Allocate(rows, 1);
        predicted.CopyFrom([.. zeta.Value.ToArray().Select(value => Slope * value)]);
        return tape.LogMeanExp(
            batch,
            (tape.GaussianLogDensity(Constant(rows, z), tape.Constant(predicted), Constant(rows, MathF.Log(Variance))), 1),
            (tape.GaussianLogDensity(zeta, Constant(rows, 0), Constant(rows, 0)), 1),
            (tape.GaussianLogDensity(zeta, means, logVariances), -1)).Value.ToScalar();
    }

    private Variable Constant(int rows, float value)
    {
        Tensor tensor = tape.Allocate(rows, 1);
        tensor.Fill(value);
        return tape.Constant(tensor);
    }

    private Tensor Column(params float[] values)
    {
        Tensor tensor = tape.Allocate(values.Length, 1);
        tensor.CopyFrom(values);
        return tensor;
    }

    private Variable Row(params float[] values)
    {
        Tensor tensor = tape.Allocate(1, values.Length);
        tensor.CopyFrom(values);
        return tape.Constant(tensor);
    }
}
