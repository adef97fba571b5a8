using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tensors;

/// <summary>
/// All weights of a model in one flat buffer, and all their gradients in another, so that an optimiser, a file or a sum over
/// machines is one pass. Layers add their weights first; the buffers are made by <see cref="Initialise"/> or at the first look.
/// </summary>
public sealed unsafe class Parameters : IDisposable
{
    private const int FloatsPerLine = NativeBlock.Alignment / sizeof(float);
    private readonly Arena memory = new();
    private readonly List<Parameter> all = [];
    private long length;
    private Tensor values;
    private Tensor gradients;

    /// <summary>The weights in the order in which they were added.</summary>
    public IReadOnlyList<Parameter> All => all;

    /// <summary>Number of weights, without the padding between them.</summary>
    public long Count => all.Sum(parameter => (long)parameter.Rows * parameter.Columns);

    /// <summary>Every weight, <c>[1, N]</c>; each starts on a cache line, and the padding between two is zero.</summary>
    public Tensor Values
    {
        get
        {
            MakeBuffers();
            return values;
        }
    }

    /// <summary>Every gradient, <c>[1, N]</c>, laid out as <see cref="Values"/>; zero where no backward pass has written.</summary>
    public Tensor Gradients
    {
        get
        {
            MakeBuffers();
            foreach (Parameter parameter in all)
            {
                if (!parameter.HasGradient)
                {
                    parameter.TakeGradient(out _).Fill(0);
                }
            }

            return gradients;
        }
    }

    internal Tensor RawGradients
    {
        get
        {
            MakeBuffers();
            return gradients;
        }
    }

    /// <summary>
    /// Adds a weight <c>[rows, columns]</c> that starts as <paramref name="initialiser"/> says for a layer of so many inputs and outputs.
    /// </summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <exception cref="InvalidOperationException">The buffers were already made.</exception>
    public Parameter Add(string name, int rows, int columns, Initialiser initialiser, int inputs, int outputs) =>
        Add(name, rows, columns, ParameterStart.Of(initialiser, inputs, outputs));

    internal Parameter Add(string name, int rows, int columns, ParameterStart start)
    {
        if (!values.IsNone)
        {
            throw new InvalidOperationException($"\"{name}\" cannot be added: add every weight before the first is used.");
        }

        if (all.Exists(parameter => parameter.Name == name))
        {
            throw new ArgumentException($"There is already a weight named \"{name}\".", nameof(name));
        }

        var added = new Parameter(this, name, rows, columns, length, start);
        all.Add(added);
        length += ((long)rows * columns + FloatsPerLine - 1) / FloatsPerLine * FloatsPerLine;
        return added;
    }

    /// <summary>Draws every weight anew, in the order of <see cref="All"/>.</summary>
    public void Initialise(RandomStream random)
    {
        foreach (Parameter parameter in all)
        {
            parameter.Start.Draw(parameter.Value, random);
        }
    }

    /// <summary>Forgets the gradients: the next backward pass overwrites them.</summary>
    public void ClearGradients()
    {
        foreach (Parameter parameter in all)
        {
            parameter.HasGradient = false;
        }
    }

    /// <summary>The Euclidean norm of all gradients; the same bits with any number of threads.</summary>
    public double GradientNorm() => Optimisation.Norm(Gradients);

    /// <summary>
    /// Scales all gradients so that their norm is at most <paramref name="largest"/>, and forgets them where it is
    /// <paramref name="hopeless"/> or more, or no number: such a step is not worth taking. Pascanu et al. 2013.
    /// </summary>
    /// <returns>The norm that the gradients had.</returns>
    public double ClipGradients(double largest, double hopeless = double.PositiveInfinity)
    {
        double norm = GradientNorm();
        if (!(norm < hopeless))
        {
            gradients.Fill(0);
        }
        else if (norm > largest)
        {
            Elementwise.Scale(gradients, (float)(largest / norm), gradients, accumulate: false);
        }

        return norm;
    }

    /// <summary>The weights as they are, for a file.</summary>
    public IReadOnlyList<SafeTensor> Export() =>
        [.. all.Select(parameter => new SafeTensor(parameter.Name, [parameter.Rows, parameter.Columns], parameter.Value.ToArray()))];

    /// <summary>Takes every weight from a file; names that are no weight of this model are left.</summary>
    /// <exception cref="SafeTensorsException">A weight is missing or has another shape.</exception>
    public void Import(SafeTensors file)
    {
        foreach (Parameter parameter in all)
        {
            parameter.Value.CopyFrom(file.Get(parameter.Name, parameter.Rows, parameter.Columns));
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => memory.Dispose();

    /// <summary>The weights from one on that have its rate: the index behind them, and where they lie in the flat buffers.</summary>
    internal (int Next, int From, int To) Stretch(int index)
    {
        int next = index + 1;
        while (next < all.Count && all[next].Rate == all[index].Rate)
        {
            next++;
        }

        return (next, (int)all[index].Offset, (int)(next < all.Count ? all[next].Offset : length));
    }

    internal static Tensor View(Tensor buffer, Parameter parameter) => new(buffer.Data + parameter.Offset, parameter.Rows, parameter.Columns);

    private void MakeBuffers()
    {
        if (values.IsNone)
        {
            values = memory.Allocate(1, checked((int)length));
            values.Fill(0);
            gradients = memory.Allocate(1, checked((int)length));
            gradients.Fill(0);
        }
    }
}
