using System.IO.Enumeration;

namespace Isorhythm.Latent;

/// <summary>A MIDI file that may become phrases: a path to name it by, and its bytes when they are asked for.</summary>
/// <param name="Path">The path that reports and maps show, relative where the caller has it so.</param>
/// <param name="Read">Reads the bytes; what it throws becomes the file's reason in the report.</param>
public sealed record MidiSource(string Path, Func<ReadOnlyMemory<byte>> Read)
{
    /// <summary>Larger files are not read: no song comes near, a folder may hold anything, and its notes take twenty times the memory.</summary>
    public const long LargestFile = 8L << 20;

    /// <summary>Bytes in memory, such as an upload.</summary>
    public MidiSource(string path, ReadOnlyMemory<byte> bytes)
        : this(path, () => bytes)
    {
    }

    /// <summary>Every MIDI file (.mid, .midi, .smf, .rmi, .kar in any case) under the given files and folders, in the order of their paths.</summary>
    /// <exception cref="IsorhythmException">A path does not exist, or no MIDI file is there.</exception>
    public static IReadOnlyList<MidiSource> Under(params IReadOnlyList<string> paths) => [.. Each(paths)];

    /// <summary>The same files, found while they are gone through: one folder's names at a time are in memory.</summary>
    /// <exception cref="IsorhythmException">While going through: a path does not exist, or no MIDI file is there.</exception>
    public static IEnumerable<MidiSource> Each(params IReadOnlyList<string> paths)
    {
        var isEmpty = true;
        foreach (var file in paths.SelectMany(FilesAt))
        {
            isEmpty = false;
            yield return file;
        }

        if (isEmpty)
        {
            throw new IsorhythmException($"There is no MIDI file (.mid) in {string.Join(", ", paths)}: name a folder that holds some.");
        }
    }

    private static IEnumerable<MidiSource> FilesAt(string path)
    {
        if (File.Exists(path))
        {
            return [FromFile(path, System.IO.Path.GetFileName(path))];
        }

        return Directory.Exists(path)
            ? FilesUnder(path, "")
            : throw new IsorhythmException($"There is no file or folder {path}: check the path.");
    }

    /// <summary>True for the endings that MIDI files have.</summary>
    public static bool IsMidi(ReadOnlySpan<char> path) =>
        System.IO.Path.GetExtension(path).ToString().ToUpperInvariant() is ".MID" or ".MIDI" or ".SMF" or ".RMI" or ".KAR";

    /// <summary>A folder's files by path: a folder stands where its name with the slash behind it does.</summary>
    private static IEnumerable<MidiSource> FilesUnder(string folder, string name) =>
        Entries(folder)
            .OrderBy(entry => entry, StringComparer.Ordinal)
            .SelectMany(entry => entry.EndsWith('/')
                ? FilesUnder(System.IO.Path.Combine(folder, entry[..^1]), name + entry)
                : [FromFile(System.IO.Path.Combine(folder, entry), name + entry)]);

    // A link to a folder may lead in a circle: such are not followed below the folder that was named.
    private static FileSystemEnumerable<string> Entries(string folder) =>
        new(folder, (ref entry) => entry.IsDirectory ? entry.FileName.ToString() + "/" : entry.FileName.ToString(), new EnumerationOptions { IgnoreInaccessible = true })
        {
            ShouldIncludePredicate = (ref entry) => entry.IsDirectory
                ? !entry.Attributes.HasFlag(FileAttributes.ReparsePoint)
                : IsMidi(entry.FileName),
        };

    private static MidiSource FromFile(string file, string name) => new(name, () => Bytes(file));

    private static ReadOnlyMemory<byte> Bytes(string file)
    {
        if (!File.Exists(file))
        {
            throw new IOException(file.Contains('\uFFFD') ? "its name is not valid UTF-8, rename it" : "it is gone");
        }

        var length = (File.ResolveLinkTarget(file, returnFinalTarget: true) as FileInfo ?? new FileInfo(file)).Length;
        return length switch
        {
            // Devices and pipes count as empty too, and reading them might never end.
            0 => default,
            > LargestFile => throw new IOException($"larger than {LargestFile >> 20} MB ({length >> 20} MB)"),
            _ => File.ReadAllBytes(file),
        };
    }
}
