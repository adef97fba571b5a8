using System.Buffers.Binary;
using System.Text;
using Isorhythm.Tensors;

namespace Isorhythm.Tests.Tensors;

public sealed class SafeTensorsTests
{
    private const string OneArray = """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";

    public static TheoryData<string, byte[], string> Broken => new()
    {
        { "empty", [], "ends within the length of its header" },
        { "no safetensors file", Encoding.ASCII.GetBytes("MThd is another format altogether"), "is it a safetensors file?" },
        { "cut in the header", Bytes(OneArray, 8)[..20], "ends within its header" },
        { "cut in the values", Bytes(OneArray, 7), "ends within the values of \"a\"" },
        { "bytes too many", Bytes(OneArray, 9), "more bytes follow" },
        { "no JSON", Bytes("{\"a\":", 0), "header is not what the safetensors format asks for" },
        { "no object", Bytes("[1, 2]", 0), "header is not what the safetensors format asks for" },
        { "no shape", Bytes("""{"a":{"dtype":"F32","data_offsets":[0,8]}}""", 8), "header is not what the safetensors format asks for" },
        { "a name twice", Bytes("{" + OneArray[1..^1] + "," + OneArray[1..], 16), "header is not what the safetensors format asks for" },
        { "half precision", Bytes(OneArray.Replace("F32", "F16"), 8), "\"a\" is of type F16, and only F32 is read here" },
        { "shape and bytes differ", Bytes(OneArray.Replace("[2]", "[3]"), 8), "\"a\" of shape [3] does not fill the bytes [0, 8]" },
        { "negative size", Bytes(OneArray.Replace("[2]", "[-1, -2]"), 8), "does not fill the bytes" },
        { "size beyond all memory", Bytes(OneArray.Replace("[2]", "[2147483647, 2147483647]"), 8), "does not fill the bytes" },
        { "a gap", Bytes(OneArray.Replace("[0,8]", "[4,12]"), 12), "starts at byte 4 of the numbers, not at 0" },
        { "a promise of gigabytes", Bytes(OneArray.Replace("[2]", "[400000000]").Replace("[0,8]", "[0,1600000000]"), 8), "ends within the values" },
        { "text that is a number", Bytes("""{"__metadata__":{"a":1}}""", 0), "header is not what the safetensors format asks for" },
    };

    [Fact]
    public void What_is_written_is_read()
    {
        var written = new SafeTensors(
            [new("weight", [2, 3], new float[] { 1, -2, 3.5f, 0, float.MaxValue, float.Epsilon }), new("scalar", [], new float[] { 7 }), new("none", [0, 4], default)],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["recipe"] = "r-vae", ["quote\""] = "é \n" });
        SafeTensors read = ReadBack(written);
        Assert.Equal(written.Metadata, read.Metadata);
        Assert.Equal(3, read.Tensors.Count);
        Assert.All(written.Tensors, tensor => Assert.Equal(tensor.Values.ToArray(), read.Get(tensor.Name, [.. tensor.Shape]).ToArray()));
    }

    [Fact]
    public void The_same_content_gives_the_same_bytes_and_values_that_start_aligned()
    {
        static byte[] Write()
        {
            using var stream = new MemoryStream();
            new SafeTensors([new("a", [1], new float[] { 1 })], new Dictionary<string, string>(StringComparer.Ordinal) { ["b"] = "1", ["a"] = "2" }).Write(stream);
            return stream.ToArray();
        }

        Assert.Equal(Write(), Write());
        Assert.Equal(0, (Write().Length - 4) % 8);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_is_refused_with_one_sentence(string what, byte[] bytes, string message)
    {
        Assert.NotEmpty(what);
        var fault = Assert.Throws<SafeTensorsException>(() => SafeTensors.Read(new MemoryStream(bytes), "weights.safetensors"));
        Assert.StartsWith("weights.safetensors is broken: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void Every_cut_and_every_changed_byte_gives_an_answer_or_one_sentence()
    {
        byte[] good = Bytes(OneArray, 8);
        for (int i = 0; i < good.Length; i++)
        {
            byte[] changed = [.. good];
            changed[i] ^= 0x15;
            AssertAnswers(changed);
            AssertAnswers(good[..i]);
        }

        static void AssertAnswers(byte[] bytes)
        {
            try
            {
                Assert.NotNull(SafeTensors.Read(new MemoryStream(bytes), "x"));
            }
            catch (SafeTensorsException fault)
            {
                Assert.NotEmpty(fault.Message);
            }
        }
    }

    [Fact]
    public void Asking_for_what_is_not_there_names_it_and_its_shape()
    {
        var file = new SafeTensors([new("a", [2], new float[] { 1, 2 })]);
        Assert.Null(file.Find("b"));
        Assert.Contains("no \"b\"", Assert.Throws<SafeTensorsException>(() => file.Get("b", 2).Length).Message, StringComparison.Ordinal);
        Assert.Contains("[2] in the file, not [1, 2]", Assert.Throws<SafeTensorsException>(() => file.Get("a", 1, 2).Length).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new SafeTensors([new("a", [3], new float[] { 1, 2 })]));
    }

    [Fact]
    public void Values_that_are_no_numbers_are_found()
    {
        Assert.True(new SafeTensor("a", [2], new float[] { 1, -2 }).IsFinite);
        Assert.False(new SafeTensor("a", [2], new[] { 1, float.NaN }).IsFinite);
        Assert.False(new SafeTensor("a", [2], new[] { 1, float.PositiveInfinity }).IsFinite);
    }

    [Fact]
    public void Training_goes_on_from_a_file_to_the_same_weights()
    {
        using var straight = new Run();
        straight.Steps(6);
        using var interrupted = new Run();
        interrupted.Steps(3);
        SafeTensors weights = ReadBack(new SafeTensors(interrupted.Model.Weights.Export()));
        SafeTensors moments = ReadBack(new SafeTensors(interrupted.Adam.Export()));
        using var resumed = new Run();
        resumed.Model.Weights.Import(weights);
        resumed.Adam.Import(moments);
        resumed.Adam.Steps = interrupted.Adam.Steps;
        resumed.Noise.Position = interrupted.Noise.Position;
        resumed.Steps(3);
        Assert.Equal(straight.Model.Weights.Values.ToArray(), resumed.Model.Weights.Values.ToArray());
    }

    private static SafeTensors ReadBack(SafeTensors file)
    {
        using var stream = new MemoryStream();
        file.Write(stream);
        stream.Position = 0;
        return SafeTensors.Read(stream, "memory");
    }

    private static byte[] Bytes(string header, int values)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        return [.. length, .. text, .. new byte[values]];
    }

    private sealed class Run : IDisposable
    {
        private readonly Arena arena = new();
        private readonly Tape tape = new();

        public Run()
        {
            Model.Weights.Initialise(new RandomStream(1, "weights"));
            Adam = new Adam(Model.Weights);
        }

        public TwoLayerVae Model { get; } = new(10, 6, 2);

        public Adam Adam { get; }

        public RandomStream Noise { get; } = new(1, "noise");

        public void Steps(int count)
        {
            (Tensor x, Tensor noise) = (arena.Allocate(4, 10), arena.Allocate(4, 2));
            x.Fill(0.5f);
            for (int i = 0; i < count; i++)
            {
                Noise.Normal(noise);
                Model.Train(tape, [x], noise, Adam);
            }
        }

        public void Dispose()
        {
            tape.Dispose();
            Adam.Dispose();
            Model.Dispose();
            arena.Dispose();
        }
    }
}
