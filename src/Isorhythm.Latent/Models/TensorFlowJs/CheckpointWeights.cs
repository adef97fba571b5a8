using System.Buffers.Binary;
using System.Numerics.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// The tensors of a model that TensorFlow.js wrote, read from its shards one at a time: a large model is never in memory twice. Tensors lie back to
/// back in the shards of their group, and one may begin in a shard and end in the next.
/// </summary>
internal sealed class CheckpointWeights
{
    private readonly CheckpointFolder folder;
    private readonly string manifest;
    private readonly Dictionary<string, Place> places = new(StringComparer.Ordinal);

    /// <summary>Checks that the shards hold what the manifest lists.</summary>
    /// <param name="folder">Where the shards are.</param>
    /// <param name="manifest">The file that lists them.</param>
    /// <param name="groups">What it lists.</param>
    /// <exception cref="IsorhythmException">A shard is missing, unreadable or cut short.</exception>
    internal CheckpointWeights(CheckpointFolder folder, string manifest, IEnumerable<WeightGroup> groups)
    {
        (this.folder, this.manifest) = (folder, manifest);
        foreach (var group in groups)
        {
            Add(group);
        }
    }

    /// <summary>Whether there is a tensor of that name.</summary>
    internal bool Has(string name) => places.ContainsKey(name);

    /// <summary>Rows and columns of a kernel.</summary>
    /// <exception cref="IsorhythmException">There is none.</exception>
    internal (int Rows, int Columns) ShapeOf(string name) => Find(name).Tensor.Shape is [var rows, var columns]
        ? (rows, columns)
        : throw Broken($"{name} has the shape {Written(Find(name).Tensor.Shape)}, and a kernel has rows and columns");

    /// <summary>The elements of a tensor of that shape, the last size running fastest.</summary>
    /// <exception cref="IsorhythmException">There is none, it has another shape, or holds what is no number.</exception>
    internal float[] Read(string name, params int[] shape)
    {
        var place = Find(name);
        if (!shape.SequenceEqual(place.Tensor.Shape))
        {
            throw Broken($"{name} has the shape {Written(place.Tensor.Shape)}, where the other tensors ask for {Written(shape)}");
        }

        if (place.Tensor.Dtype != "float32")
        {
            throw Broken($"{name} is of the type {place.Tensor.Dtype}, and weights are float32");
        }

        var values = Decode(ReadBytes(place), place.Tensor.Quantization, place.Width);
        return TensorPrimitives.IsFiniteAll<float>(values) ? values : throw Broken($"{name} holds values that are no numbers");
    }

    private void Add(WeightGroup group)
    {
        if (group.Paths.FirstOrDefault(file => Path.GetFileName(file) != file) is { } elsewhere)
        {
            throw Broken($"it names \"{elsewhere}\", and shards lie beside it");
        }

        (string File, long Length)[] shards = [.. group.Paths.Select(file => (file, folder.Length(file)))];
        var (at, stored) = (0L, shards.Sum(shard => shard.Length));
        foreach (var tensor in group.Weights)
        {
            var place = new Place(tensor, shards, at, CountOf(tensor), WidthOf(tensor));
            at += place.Bytes;
            if (!places.TryAdd(tensor.Name, place))
            {
                throw Broken($"it lists {tensor.Name} twice");
            }
        }

        if (at > stored)
        {
            throw Broken($"it lists {at} bytes of weights, and the shards {string.Join(", ", group.Paths)} hold {stored}");
        }
    }

    private int CountOf(StoredTensor tensor)
    {
        var count = tensor.Shape.Aggregate(1L, (size, n) => n >= 0 && size <= int.MaxValue ? size * n : long.MaxValue);
        return count <= Array.MaxLength ? (int)count : throw Broken($"{tensor.Name} has the shape {Written(tensor.Shape)}, which no tensor can have");
    }

    private int WidthOf(StoredTensor tensor) => (tensor.Quantization?.Dtype ?? tensor.Dtype) switch
    {
        "uint8" or "bool" => 1,
        "uint16" or "float16" => 2,
        "float32" or "int32" => 4,
        var other => throw Broken($"{tensor.Name} is stored as {other}, which is none of uint8, uint16, float16 and float32"),
    };

    private Place Find(string name) => places.GetValueOrDefault(name) ?? throw Broken($"it lists no {name}");

    private byte[] ReadBytes(Place place)
    {
        var bytes = new byte[place.Bytes];
        var (filled, skip) = (0, place.At);
        foreach (var (file, length) in place.Shards)
        {
            var count = (int)Math.Clamp(length - skip, 0, bytes.Length - filled);
            if (count > 0)
            {
                folder.ReadAt(file, skip, bytes.AsMemory(filled, count));
                filled += count;
            }

            skip = Math.Max(0, skip - length);
        }

        return bytes;
    }

    private static float[] Decode(byte[] bytes, Quantization? stored, int width)
    {
        Func<ReadOnlySpan<byte>, float> read = stored?.Dtype switch
        {
            "uint8" => element => (float)((element[0] * stored.Scale) + stored.Min),
            "uint16" => element => (float)((BinaryPrimitives.ReadUInt16LittleEndian(element) * stored.Scale) + stored.Min),
            "float16" => element => (float)BinaryPrimitives.ReadHalfLittleEndian(element),
            _ => BinaryPrimitives.ReadSingleLittleEndian,
        };
        var values = new float[bytes.Length / width];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = read(bytes.AsSpan(i * width, width));
        }

        return values;
    }

    private static string Written(int[] shape) => $"[{string.Join(", ", shape)}]";

    private IsorhythmException Broken(string why) => folder.Broken(manifest, why);

    /// <summary>Where a tensor lies: so many bytes behind the start of the first shard.</summary>
    private sealed record Place(StoredTensor Tensor, (string File, long Length)[] Shards, long At, int Count, int Width)
    {
        internal long Bytes => (long)Count * Width;
    }
}
