using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tensors;

/// <summary>Adam with bias correction (Algorithm 1 of Kingma and Ba 2015), as PyTorch computes it.</summary>
public sealed unsafe class Adam : IDisposable
{
    private const string FirstName = "adam.first";
    private const string SecondName = "adam.second";
    private readonly Parameters parameters;
    private readonly Arena memory = new();
    private readonly Tensor first;
    private readonly Tensor second;

    /// <summary>Starts with moments of zero.</summary>
    public Adam(Parameters parameters, float learningRate = 1e-3f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f)
    {
        this.parameters = parameters;
        LearningRate = learningRate;
        Beta1 = beta1;
        Beta2 = beta2;
        Epsilon = epsilon;
        first = memory.Allocate(1, parameters.Values.Count);
        second = memory.Allocate(1, parameters.Values.Count);
        first.Fill(0);
        second.Fill(0);
    }

    /// <summary>The step size; a schedule sets it before each step.</summary>
    public float LearningRate { get; set; }

    /// <summary>How much of the mean gradient is kept each step.</summary>
    public float Beta1 { get; }

    /// <summary>How much of the mean squared gradient is kept each step.</summary>
    public float Beta2 { get; }

    /// <summary>Added to the root of the second moment.</summary>
    public float Epsilon { get; }

    /// <summary>Number of steps taken, which bias correction depends on.</summary>
    public int Steps { get; set; }

    /// <summary>Moves every weight against its gradient, then forgets the gradients.</summary>
    public void Step()
    {
        Steps++;
        float stepSize = (float)(LearningRate / (1 - Math.Pow(Beta1, Steps)));
        float rootCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, Steps)));
        for (int index = 0; index < parameters.All.Count;)
        {
            (int next, int from, int to) = parameters.Stretch(index);
            var rates = new AdamRates(Beta1, Beta2, Epsilon, stepSize * parameters.All[index].Rate, rootCorrection);
            Optimisation.Adam(Part(parameters.Values), Part(parameters.Gradients), Part(first), Part(second), rates);
            index = next;

            Tensor Part(Tensor whole) => new(whole.Data + from, 1, to - from);
        }

        parameters.ClearGradients();
    }

    /// <summary>The moments as they are, for a checkpoint; <see cref="Steps"/> goes with them.</summary>
    public IReadOnlyList<SafeTensor> Export() =>
        [new SafeTensor(FirstName, [1, first.Count], first.ToArray()), new SafeTensor(SecondName, [1, second.Count], second.ToArray())];

    /// <summary>Takes the moments from a checkpoint.</summary>
    /// <exception cref="SafeTensorsException">They are missing or of another model.</exception>
    public void Import(SafeTensors file)
    {
        first.CopyFrom(file.Get(FirstName, 1, first.Count));
        second.CopyFrom(file.Get(SecondName, 1, second.Count));
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => memory.Dispose();
}
