using System.Text;

namespace Isorhythm.Latent;

/// <summary>
/// Files of one folder that change together: each is written beside its place and flushed to the disk, and only when all are there do
/// they take the places of the old ones. A full disk or a crash leaves the old files as they were.
/// </summary>
internal sealed class AtomicFiles(string folder) : IDisposable
{
    private readonly List<(string Temporary, string Path)> staged = [];

    /// <summary>How files end that are not whole yet.</summary>
    internal const string Ending = ".part";

    /// <summary>Files of a folder that is made where there is none.</summary>
    /// <exception cref="IsorhythmException">The folder cannot be made: something else has its name, or the place cannot be written.</exception>
    internal static AtomicFiles In(string folder)
    {
        Try(folder, () => Directory.CreateDirectory(folder));
        return new(folder);
    }

    /// <summary>Writes one file, the whole of it or nothing.</summary>
    /// <exception cref="IsorhythmException">The disk is full, or the place cannot be written.</exception>
    internal static void Write(string path, Action<Stream> write)
    {
        using var files = new AtomicFiles(Path.GetDirectoryName(Path.GetFullPath(path))!);
        files.Stage(Path.GetFileName(path), write);
        files.Commit();
    }

    /// <summary>Writes a file beside its place.</summary>
    /// <exception cref="IsorhythmException">The disk is full, or the place cannot be written.</exception>
    internal void Stage(string name, Action<Stream> write)
    {
        var path = Path.Combine(folder, name);
        var temporary = $"{path}.{Environment.ProcessId}{Ending}";
        staged.Add((temporary, path));
        Try(path, () =>
        {
            using var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
            write(stream);
            stream.Flush(flushToDisk: true);
        });
    }

    /// <summary>The same for a text.</summary>
    internal void Stage(string name, string text) => Stage(name, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Puts every file into its place.</summary>
    /// <exception cref="IsorhythmException">A place cannot be written.</exception>
    internal void Commit()
    {
        foreach (var (temporary, path) in staged)
        {
            Try(path, () => File.Move(temporary, path, overwrite: true));
        }

        staged.Clear();
    }

    /// <summary>Removes what was written and never committed.</summary>
    public void Dispose()
    {
        foreach (var (temporary, _) in staged)
        {
            try
            {
                File.Delete(temporary);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Where nothing can be written, nothing may be removable; the first failure's sentence is the one that helps.
            }
        }
    }

    private static void Try(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IsorhythmException($"{path} cannot be written ({error.Message.TrimEnd('.')}): free some space or choose another place.", error);
        }
    }
}
