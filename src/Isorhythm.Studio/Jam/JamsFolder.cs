namespace Isorhythm.Studio;

/// <summary>
/// The folder of the recorded sessions, one file each. Several studios may share it. A name from outside is part of a path only when it is
/// a safe name already; names that differ only in case are one, because on some disks their files are.
/// </summary>
internal sealed class JamsFolder(StudioOptions options)
{
    private const string Ending = ".jsonl";
    private const int MostListed = 500;

    private readonly string folder = options.Jams;

    /// <summary>The name as sessions are told apart by.</summary>
    /// <exception cref="RefusedException">It cannot name a file.</exception>
    public static string Key(string? name) => name is { Length: > 0 } && SafeFileName.From(name, "") == name
        ? name.ToLowerInvariant()
        : throw Refusal.BadRequest("A jam needs a name that can be a file's: join with a \"session\" of up to 120 letters, digits, spaces or dashes.");

    /// <summary>Where the session of that key is recorded, whether it has begun or not.</summary>
    public string PathOf(string key) => Path.Combine(folder, key + Ending);

    /// <summary>Opens the session's file, which is there from its first line on.</summary>
    public JamFile Open(string key)
    {
        Directory.CreateDirectory(folder);
        return JamFile.Open(PathOf(key));
    }

    /// <summary>The sessions that were recorded, the latest first; of very many the latest alone.</summary>
    public IEnumerable<JamRecord> List() => !Directory.Exists(folder) ? [] : new DirectoryInfo(folder).EnumerateFiles("*" + Ending)
        .OrderByDescending(file => file.LastWriteTimeUtc)
        .Take(MostListed)
        .Select(file => JamRecord.Of(JamFile.ReadAll(file.FullName)))
        .OfType<JamRecord>();

    /// <summary>A recorded session.</summary>
    /// <exception cref="RefusedException">There is none of that name.</exception>
    public JamRecord Read(string name)
    {
        var path = PathOf(Key(name));
        return File.Exists(path) && JamRecord.Of(JamFile.ReadAll(path)) is { } record
            ? record
            : throw Refusal.NotFound($"There is no jam \"{name}\": choose one from the list.");
    }
}
