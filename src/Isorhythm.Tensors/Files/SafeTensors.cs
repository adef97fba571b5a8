namespace Isorhythm.Tensors;

/// <summary>
/// A safetensors file in memory: named float32 arrays and text about them. The format, which Python reads too, is eight bytes of
/// header length, a JSON header, and the raw little-endian numbers (github.com/huggingface/safetensors).
/// </summary>
public sealed class SafeTensors
{
    private static readonly Dictionary<string, string> NoMetadata = [];
    private readonly Dictionary<string, SafeTensor> byName;

    /// <summary>Holds these arrays, in this order, and this text.</summary>
    /// <exception cref="ArgumentException">Two arrays have one name, or a shape does not fit its values.</exception>
    public SafeTensors(IEnumerable<SafeTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        Tensors = [.. tensors];
        Metadata = metadata ?? NoMetadata;
        byName = Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        SafeTensor? wrong = Tensors.FirstOrDefault(tensor => tensor.Shape.Aggregate(1L, (size, n) => size * n) != tensor.Values.Length);
        if (wrong is not null)
        {
            string shape = string.Join(", ", wrong.Shape);
            throw new ArgumentException($"\"{wrong.Name}\" has the shape [{shape}] but {wrong.Values.Length} values.", nameof(tensors));
        }
    }

    /// <summary>The arrays, in the order of the file.</summary>
    public IReadOnlyList<SafeTensor> Tensors { get; }

    /// <summary>Text by name: the format's <c>__metadata__</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The array of that name, or null.</summary>
    public SafeTensor? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The elements of the array of that name.</summary>
    /// <exception cref="SafeTensorsException">There is none, or it has another shape.</exception>
    public ReadOnlySpan<float> Get(string name, params ReadOnlySpan<int> shape)
    {
        SafeTensor tensor = Find(name) ?? throw new SafeTensorsException($"The file has no \"{name}\": it is of another model.");
        if (!tensor.Shape.SequenceEqual(shape.ToArray()))
        {
            (string found, string wanted) = (string.Join(", ", tensor.Shape), string.Join(", ", shape.ToArray()));
            throw new SafeTensorsException($"\"{name}\" has the shape [{found}] in the file, not [{wanted}]: it is of another model.");
        }

        return tensor.Values.Span;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="SafeTensorsException">It is not a safetensors file, is cut short, or holds something else than float32.</exception>
    public static SafeTensors Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads a stream to its end; <paramref name="source"/> names it in messages.</summary>
    /// <exception cref="SafeTensorsException">It is not a safetensors file, is cut short, or holds something else than float32.</exception>
    public static SafeTensors Read(Stream stream, string source) => new SafeTensorsReader(source).Read(stream);

    /// <summary>Writes a file.</summary>
    public void Write(string path)
    {
        using FileStream stream = File.Create(path);
        Write(stream);
    }

    /// <summary>Writes to a stream. The same arrays give the same bytes.</summary>
    public void Write(Stream stream) => SafeTensorsWriter.Write(stream, this);
}
