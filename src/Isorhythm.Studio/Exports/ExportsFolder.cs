namespace Isorhythm.Studio;

/// <summary>The folder of the MIDI files that pages save.</summary>
internal sealed class ExportsFolder(StudioOptions options)
{
    private readonly string folder = options.Exports;

    /// <summary>Writes the file whole or not at all, under a name that was not taken; returns that name.</summary>
    public string Save(string wanted, byte[] midi)
    {
        var unfinished = Path.Combine(folder, $".{Guid.NewGuid():N}.part");
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
    public byte[] Read(string fileName)
    {
        var found = Directory.EnumerateFiles(folder, "*.mid").FirstOrDefault(file => Path.GetFileName(file) == fileName);
        return found is not null ? File.ReadAllBytes(found) : throw Refusal.NotFound($"There is no saved file \"{fileName}\": save it again.");
    }

    // Two pages may save under one name at once: whoever comes second finds it taken and counts on.
    private string Publish(string unfinished, string name)
    {
        while (true)
        {
            var fileName = SafeFileName.Unused(name, candidate => File.Exists(Path.Combine(folder, candidate + ".mid"))) + ".mid";
            try
            {
                File.Move(unfinished, Path.Combine(folder, fileName), overwrite: false);
                return fileName;
            }
            catch (IOException) when (File.Exists(Path.Combine(folder, fileName)))
            {
            }
        }
    }
}
