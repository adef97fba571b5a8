namespace Isorhythm.Studio;

/// <summary>The folder of the MIDI files that pages save. Other programs read from it and may put files there, too.</summary>
internal sealed class ExportsFolder(StudioOptions options)
{
    private const string Midi = "*.mid";

    /// <summary>Where it lies.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(options.Exports);

    /// <summary>Writes the file whole or not at all, under a name that was not taken; returns that name.</summary>
    public string Save(string wanted, byte[] midi)
    {
        // Somebody may have tidied the folder away while the studio ran.
        Directory.CreateDirectory(Path);
        var unfinished = PathOf($".{Guid.NewGuid():N}.part");
        try
        {
            File.WriteAllBytes(unfinished, midi);
            return Publish(unfinished, SafeFileName.From(wanted, "rhythm"));
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>The bytes of a saved file. Only names of files that are there can be asked for: no name leads elsewhere.</summary>
    /// <exception cref="RefusedException">There is none of that name.</exception>
    public byte[] Read(string fileName) =>
        Files().FirstOrDefault(file => file.Name == fileName) is { } found
            ? File.ReadAllBytes(found.FullName)
            : throw Refusal.NotFound($"There is no saved file \"{fileName}\": save it again.");

    /// <summary>The files that changed last, at most so many, the newest first.</summary>
    public IReadOnlyList<FileInfo> Newest(int most) =>
        [.. Files().OrderByDescending(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal).Take(most)];

    private IEnumerable<FileInfo> Files()
    {
        var folder = new DirectoryInfo(Path);
        return folder.Exists ? folder.EnumerateFiles(Midi).Where(file => !file.Name.StartsWith('.')) : [];
    }

    // Two pages may save under one name at once: whoever comes second finds it taken and counts on.
    private string Publish(string unfinished, string name)
    {
        while (true)
        {
            var fileName = SafeFileName.Unused(name, candidate => File.Exists(PathOf(candidate + ".mid"))) + ".mid";
            try
            {
                File.Move(unfinished, PathOf(fileName), overwrite: false);
                return fileName;
            }
            catch (IOException) when (File.Exists(PathOf(fileName)))
            {
            }
        }
    }

    private string PathOf(string fileName) => System.IO.Path.Combine(Path, fileName);
}
