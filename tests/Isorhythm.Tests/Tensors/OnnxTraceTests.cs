using System.Text;
using Isorhythm.Tensors;
using Isorhythm.Tensors.Onnx;

namespace Isorhythm.Tests.Tensors;

/// <summary>What a traced file holds. That a runtime computes the same with it is in OnnxGoldenTests.</summary>
public sealed class OnnxTraceTests : IDisposable
{
    private readonly Parameters parameters = new();
    private readonly OnnxTrace trace = new("graph", "A graph of a test.");

    public void Dispose()
    {
        trace.Dispose();
        parameters.Dispose();
    }

    [Fact]
    public void Messages_have_the_bytes_of_the_formats_own_examples()
    {
        // The three examples of protobuf.dev/programming-guides/encoding.
        Assert.Equal("089601", Bytes(new ProtoMessage().Number(1, 150)));
        Assert.Equal("120774657374696E67", Bytes(new ProtoMessage().Text(2, "testing")));
        Assert.Equal("1A03089601", Bytes(new ProtoMessage().Message(3, new ProtoMessage().Number(1, 150))));
    }

    [Fact]
    public void A_message_is_as_long_as_it_says_before_it_is_written()
    {
        var message = new ProtoMessage().Real(1, 0.5f).Number(2, -1).Bytes(3, 300, stream => stream.Write(new byte[300]));
        Assert.Equal(message.Length, Bytes(message).Length / 2);
    }

    [Fact]
    public void Weights_that_no_output_needs_are_left_out()
    {
        var needed = new Dense(parameters, "needed", 3, 2);
        var other = new Dense(parameters, "other", 3, 2);
        Variable x = trace.Input("x", "Numbers.", OnnxAxis.Batch, new("columns", 3));
        other.Forward(trace.Tape, x);
        trace.Output("y", "Numbers.", needed.Forward(trace.Tape, x), OnnxAxis.Batch, new("columns", 2));

        string file = Written();
        Assert.Contains("needed.weight", file, StringComparison.Ordinal);
        Assert.DoesNotContain("other.weight", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_axis_of_every_input_and_output_has_its_name()
    {
        Variable x = trace.Input("x", "Numbers.", OnnxAxis.Batch, new("drums", 3), new("steps", 4));
        trace.Output("y", "Numbers.", trace.Tape.Columns(x, 0, 6), OnnxAxis.Batch, new("halves", 6));

        string file = Written();
        Assert.All(["batch", "drums", "steps", "halves"], axis => Assert.Contains(axis, file, StringComparison.Ordinal));
    }

    [Fact]
    public void What_only_training_does_has_no_graph()
    {
        Variable x = trace.Input("x", "Numbers.", OnnxAxis.Batch, new("columns", 3));
        trace.Output("y", "A loss.", trace.Tape.GaussianKL(x, x), new OnnxAxis("one", 1));
        Assert.Throws<NotSupportedException>(() => trace.Length);
    }

    [Fact]
    public void A_file_of_more_than_two_gigabytes_is_refused_before_its_first_byte()
    {
        Variable x = trace.Input("x", "Numbers.", OnnxAxis.Batch, new("columns", 3));
        trace.Graph[x] = trace.Graph.Tensor("large", OnnxType.Float, [1 << 15, 1 << 15], _ => Assert.Fail("It was written."));
        trace.Output("y", "Numbers.", x, OnnxAxis.Batch, new("columns", 1 << 15));
        using var stream = new MemoryStream();

        Assert.InRange(trace.Length, 4L << 30, (4L << 30) + 1000);
        Assert.Contains("at most", Assert.Throws<InvalidOperationException>(() => trace.Write(stream)).Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }

    private static string Bytes(ProtoMessage message)
    {
        using var stream = new MemoryStream();
        message.Write(stream);
        return Convert.ToHexString(stream.ToArray());
    }

    private string Written()
    {
        using var stream = new MemoryStream();
        trace.Write(stream);
        return Encoding.Latin1.GetString(stream.ToArray());
    }
}
