using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Isorhythm.Latent;

/// <summary>The files of a model that TensorFlow.js wrote: JSON, and shards of weights beside it. What is wrong with one is said in a sentence.</summary>
/// <param name="path">The folder.</param>
internal sealed class CheckpointFolder(string path)
{
    internal string Path { get; } = path;

    /// <summary>The folder's own name.</summary>
    internal string Name => System.IO.Path.GetFileName(System.IO.Path.GetFullPath(Path).TrimEnd(System.IO.Path.DirectorySeparatorChar));

    /// <summary>When a file was put there.</summary>
    internal DateTimeOffset WrittenAt(string file) => new(File.GetLastWriteTimeUtc(System.IO.Path.Combine(Path, file)), TimeSpan.Zero);

    /// <summary>Reads a JSON file.</summary>
    internal T Read<T>(string file, JsonTypeInfo<T> type)
        where T : class => Checked(file, place => JsonSerializer.Deserialize(File.ReadAllBytes(place), type) ?? throw new JsonException("it is empty"));

    /// <summary>The bytes in a file.</summary>
    internal long Length(string file) => Checked(file, place => new FileInfo(place).Length);

    /// <summary>Fills <paramref name="bytes"/> from a place in a file.</summary>
    internal void ReadAt(string file, long at, Memory<byte> bytes) => Checked(file, place =>
    {
        using var stream = File.OpenRead(place);
        stream.Position = at;
        stream.ReadExactly(bytes.Span);
        return bytes;
    });

    internal IsorhythmException Broken(string file, string why, Exception? error = null) =>
        new($"The checkpoint file {System.IO.Path.Combine(Path, file)} cannot be used ({why.TrimEnd('.')}): download the checkpoint again.", error!);

    private T Checked<T>(string file, Func<string, T> read)
    {
        try
        {
            return read(System.IO.Path.Combine(Path, file));
        }
        catch (FileNotFoundException error)
        {
            throw new IsorhythmException($"The checkpoint {Path} has no {file}: download it from where the other files came from.", error);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Broken(file, error.Message, error);
        }
    }
}
