using Isorhythm.Tensors;
using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tests.Tensors;

/// <summary>The flat-metric regulariser on decoders that are known: it must see what is crooked, and nothing else.</summary>
public sealed class FlatMetricTests : IDisposable
{
    private const int Dimensions = 6;
    private const int Outputs = 9;
    private const float Step = 1e-2f;
    private readonly Tape tape = new();
    private readonly RandomStream random = new(1, "flat metric tests");

    public void Dispose() => tape.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_linear_isometric_decoder_has_no_loss_and_its_scale_is_found(bool isScaleFree)
    {
        Tensor axes = Orthonormal(Dimensions, Outputs);

        (Variable loss, double scale) = Measure(axes, Frame(4), points: 3, isScaleFree, scaledBy: 2);

        Assert.Equal(0, loss.Value.ToScalar(), 1e-5);
        Assert.Equal(4, scale, 1e-3);
    }

    [Fact]
    public void Along_all_axes_it_is_the_distance_of_the_metric_from_the_identity()
    {
        Tensor matrix = tape.Allocate(Dimensions, Outputs);
        random.Normal(matrix);
        double[,] metric = Metric(matrix);
        double mean = Enumerable.Range(0, Dimensions).Average(i => metric[i, i]);

        (Variable paper, double scale) = Measure(matrix, Axes(), points: 2, isScaleFree: false);
        (Variable free, _) = Measure(matrix, Axes(), points: 2, isScaleFree: true);

        double away = FromIdentity(metric, mean) / (Dimensions * Dimensions);
        Assert.Equal(mean, scale, 1e-3 * mean);
        Assert.Equal(away, paper.Value.ToScalar(), 1e-3 * away);
        Assert.Equal(away / (mean * mean), free.Value.ToScalar(), 1e-3 * away / (mean * mean));
    }

    [Fact]
    public void A_decoder_that_shrinks_gains_nothing_where_the_form_is_free_of_scale()
    {
        Tensor matrix = tape.Allocate(Dimensions, Outputs);
        random.Normal(matrix);
        float Loss(bool isScaleFree, float scaledBy) => Measure(matrix, Axes(), 1, isScaleFree, scaledBy).Loss.Value.ToScalar();

        Assert.Equal(Loss(true, 1), Loss(true, 0.5f), 1e-3 * Loss(true, 1));
        Assert.Equal(Loss(false, 1) / 16, Loss(false, 0.5f), 1e-3 * Loss(false, 1));
    }

    [Fact]
    public void Random_frames_see_their_share_of_the_distance_in_the_mean()
    {
        const int Directions = 3;
        const int Draws = 4000;
        Tensor matrix = tape.Allocate(Dimensions, Outputs);
        random.Normal(matrix);
        double[,] metric = Metric(matrix);
        double mean = Enumerable.Range(0, Dimensions).Average(i => metric[i, i]);
        double sum = 0, squares = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            // One point a frame, and the known mean of the whole diagonal in place of the frame's own.
            double[,] seen = Seen(metric, Frame(Directions));
            double loss = FromIdentity(seen, mean) / FrameShare.Of(Directions, Dimensions);
            (sum, squares) = (sum + loss, squares + (loss * loss));
        }

        double average = sum / Draws;
        double error = Math.Sqrt(((squares / Draws) - (average * average)) / Draws);
        Assert.Equal(FromIdentity(metric, mean), average, 4 * error);
        Assert.True(error < 0.05 * average);
    }

    [Fact]
    public void Gaussian_directions_as_in_the_paper_have_a_floor_that_frames_have_not()
    {
        const int Directions = 12;
        Tensor axes = Orthonormal(Dimensions, Outputs);
        Tensor directions = tape.Allocate(Directions, Dimensions);
        random.Normal(directions);
        Tensor scaled = tape.Allocate(Directions, Dimensions);
        scaled.CopyFrom([.. directions.ToArray().Select(value => value / Directions)]);

        Variable loss = tape.FlatMetric(Heard(axes, directions, 1, 1), 1, Step, isScaleFree: false, Dimensions, scaled).Loss;

        Assert.InRange(loss.Value.ToScalar(), 0.05, 5);
    }

    [Fact]
    public void A_frame_is_orthonormal_and_points_everywhere_alike()
    {
        double[] sums = new double[Dimensions];
        for (int draw = 0; draw < 2000; draw++)
        {
            Tensor frame = Frame(2);
            for (int i = 0; i < Dimensions; i++)
            {
                sums[i] += frame.Row(0).ToArray()[i] * frame.Row(0).ToArray()[i] / 2000;
            }

            Assert.Equal(1, Dot(frame, 0, 0), 1e-5);
            Assert.Equal(0, Dot(frame, 0, 1), 1e-5);
        }

        Assert.All(sums, sum => Assert.Equal(1.0 / Dimensions, sum, 0.03));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_decoder_that_plays_the_same_everywhere_has_a_loss_and_slopes_that_are_numbers(bool isScaleFree)
    {
        Variable heard = tape.Add(tape.Allocate(6, Outputs), needsGradient: true);
        heard.Value.Fill(0.5f);
        Variable loss = tape.FlatMetric(heard, 2, Step, isScaleFree, Dimensions).Loss;
        tape.Backward(loss);
        Assert.True(float.IsFinite(loss.Value.ToScalar()));
        Assert.All(heard.Gradient.ToArray(), slope => Assert.Equal(0, slope));
    }

    [Fact]
    public void Rows_that_are_no_points_are_refused()
    {
        Variable heard = tape.Constant(tape.Allocate(7, 2));
        Assert.Throws<ArgumentException>(() => tape.FlatMetric(heard, 2, Step, false, Dimensions));
        Assert.Throws<ArgumentException>(() => tape.FlatMetric(heard, 7, Step, false, Dimensions));
        Assert.Throws<ArgumentException>(() => tape.FlatMetric(heard, 1, Step, false, Dimensions, tape.Allocate(5, 3)));
    }

    private Tensor Frame(int directions) => Orthonormal(directions, Dimensions);

    private Tensor Orthonormal(int rows, int columns)
    {
        var values = new float[rows * columns];
        random.Orthonormal(values, columns);
        Tensor frame = tape.Allocate(rows, columns);
        frame.CopyFrom(values);
        return frame;
    }

    private Tensor Axes()
    {
        Tensor axes = tape.Allocate(Dimensions, Dimensions);
        axes.Fill(0);
        for (int i = 0; i < Dimensions; i++)
        {
            axes.Row(i).CopyFrom([.. Enumerable.Range(0, Dimensions).Select(j => i == j ? 1f : 0)]);
        }

        return axes;
    }

    private (Variable Loss, double SquaredScale) Measure(Tensor matrix, Tensor frame, int points, bool isScaleFree, float scaledBy = 1) =>
        tape.FlatMetric(Heard(matrix, frame, points, scaledBy), points, Step, isScaleFree, Dimensions);

    /// <summary>f(z) = scale · z · matrix at random points and at the points moved along a frame.</summary>
    private Variable Heard(Tensor matrix, Tensor frame, int points, float scaledBy)
    {
        var rows = new List<float[]>();
        float[][] codes = [.. Enumerable.Range(0, points).Select(_ => new float[Dimensions].Select(_ => random.Uniform() - 0.5f).ToArray())];
        for (int j = -1; j < frame.Rows; j++)
        {
            float[] along = j < 0 ? new float[Dimensions] : frame.Row(j).ToArray();
            rows.AddRange(codes.Select(code => Decode(matrix, [.. code.Zip(along, (z, u) => (double)z + (Step * u))], scaledBy)));
        }

        Tensor heard = tape.Allocate(rows.Count, Outputs);
        heard.CopyFrom([.. rows.SelectMany(row => row)]);
        return tape.Add(heard, needsGradient: true);
    }

    private static float[] Decode(Tensor matrix, double[] code, float scaledBy) =>
        [.. Enumerable.Range(0, Outputs).Select(d => (float)(scaledBy * code.Select((z, i) => z * matrix.Row(i).ToArray()[d]).Sum()))];

    private static double[,] Metric(Tensor matrix)
    {
        double[,] metric = new double[matrix.Rows, matrix.Rows];
        for (int i = 0; i < matrix.Rows; i++)
        {
            for (int j = 0; j < matrix.Rows; j++)
            {
                metric[i, j] = Dot(matrix, i, j);
            }
        }

        return metric;
    }

    private static double[,] Seen(double[,] metric, Tensor frame)
    {
        float[][] rows = [.. Enumerable.Range(0, frame.Rows).Select(i => frame.Row(i).ToArray())];
        double[,] seen = new double[rows.Length, rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < rows.Length; j++)
            {
                for (int a = 0; a < Dimensions; a++)
                {
                    for (int b = 0; b < Dimensions; b++)
                    {
                        seen[i, j] += rows[i][a] * metric[a, b] * rows[j][b];
                    }
                }
            }
        }

        return seen;
    }

    private static double FromIdentity(double[,] metric, double scale)
    {
        double sum = 0;
        for (int i = 0; i < metric.GetLength(0); i++)
        {
            for (int j = 0; j < metric.GetLength(0); j++)
            {
                double away = metric[i, j] - (i == j ? scale : 0);
                sum += away * away;
            }
        }

        return sum;
    }

    private static double Dot(Tensor rows, int i, int j) => rows.Row(i).ToArray().Zip(rows.Row(j).ToArray(), (a, b) => (double)a * b).Sum();
}
