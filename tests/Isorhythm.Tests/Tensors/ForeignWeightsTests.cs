using Isorhythm.Tensors;

namespace Isorhythm.Tests.Tensors;

/// <summary>
/// Layers with the weights of other programs compute what those compute, by their documented equations (Oracles/numpy_recurrent.py).
/// </summary>
public sealed class ForeignWeightsTests : IDisposable
{
    private const int Steps = 4;
    private const int Batch = 2;
    private const int Inputs = 3;
    private const int Units = 5;
    private readonly Parameters weights = new();
    private readonly Tape tape = new(gradients: false);

    public void Dispose()
    {
        tape.Dispose();
        weights.Dispose();
    }

    [Fact]
    public void An_LSTM_of_TensorFlow_is_taken_over()
    {
        SafeTensors golden = Golden("tensorflow-lstm");
        Lstm lstm = NewLstm();
        lstm.CopyFromTensorFlow(Values(golden, "kernel"), Values(golden, "bias"));
        AssertOutputs(golden, lstm);
    }

    [Fact]
    public void An_LSTM_of_Keras_is_taken_over()
    {
        SafeTensors golden = Golden("keras-lstm");
        Lstm lstm = NewLstm();
        lstm.CopyFromKeras(Values(golden, "kernel"), Values(golden, "recurrent_kernel"), Values(golden, "bias"));
        AssertOutputs(golden, lstm);
    }

    [Fact]
    public void An_LSTM_of_PyTorch_is_taken_over()
    {
        SafeTensors golden = Golden("pytorch-lstm");
        Lstm lstm = NewLstm();
        lstm.CopyFromPyTorch(
            Values(golden, "weight_ih"), Values(golden, "weight_hh"), Values(golden, "bias_ih"), Values(golden, "bias_hh"));
        AssertOutputs(golden, lstm);
    }

    [Fact]
    public void A_GRU_of_Keras_is_taken_over()
    {
        SafeTensors golden = Golden("keras-gru");
        Gru gru = NewGru();
        gru.CopyFromKeras(Values(golden, "kernel"), Values(golden, "recurrent_kernel"), Values(golden, "bias"));
        AssertOutputs(golden, gru);
    }

    [Fact]
    public void A_GRU_of_PyTorch_is_taken_over()
    {
        SafeTensors golden = Golden("pytorch-gru");
        Gru gru = NewGru();
        gru.CopyFromPyTorch(
            Values(golden, "weight_ih"), Values(golden, "weight_hh"), Values(golden, "bias_ih"), Values(golden, "bias_hh"));
        AssertOutputs(golden, gru);
    }

    [Fact]
    public void Weights_of_another_size_are_refused()
    {
        Lstm lstm = NewLstm();
        Gru gru = new(weights, "gru", Inputs, Units);
        Assert.Throws<ArgumentException>(() => lstm.CopyFromTensorFlow(new float[7 * 20], new float[20]));
        Assert.Throws<ArgumentException>(() => lstm.CopyFromKeras(new float[60], new float[100], new float[19]));
        Assert.Throws<ArgumentException>(() => lstm.CopyFromPyTorch(new float[60], new float[100], new float[20], new float[19]));
        Assert.Contains("reset_after", Assert.Throws<ArgumentException>(() => gru.CopyFromKeras(new float[45], new float[75], new float[15])).Message);
    }

    private static SafeTensors Golden(string name) =>
        SafeTensors.Read(Path.Combine(Requirements.Repository, "tests", "Isorhythm.Tests", "Golden", "numpy", name + ".safetensors"));

    private static float[] Values(SafeTensors file, string name) => file.Find(name)!.Values.ToArray();

    private Lstm NewLstm() => new(weights, "layer", Inputs, Units);

    private Gru NewGru() => new(weights, "layer", Inputs, Units);

    private void AssertOutputs(SafeTensors golden, RecurrentLayer layer)
    {
        Tensor x = tape.Allocate(Steps * Batch, Inputs);
        x.CopyFrom(golden.Get("inputs", Steps * Batch, Inputs));
        StepInput[] inputs = [StepInput.Sequence(tape.Constant(x))];
        Variable outputs = layer is Lstm lstm
            ? lstm.Forward(tape, inputs, Steps, Batch).Outputs
            : ((Gru)layer).Forward(tape, inputs, Steps, Batch).Outputs;
        Close.Assert(golden.Get("outputs", Steps * Batch, Units), outputs.Value.ToArray(), 1e-6f, "the outputs");
    }
}
