using Microsoft.Win32.SafeHandles;

namespace Isorhythm.Studio;

/// <summary>
/// A recorded session: JSON lines that are only ever added to. A line is on the disk when <see cref="Append"/> returns. What a crash tore is skipped, and
/// what another studio added to the same file is found. Not for several threads.
/// </summary>
internal sealed class JamFile : IDisposable
{
    private readonly string path;
    private SafeFileHandle? handle;
    private byte[] unread = [];

    // Where the lines end that this studio has read or written.
    private long known;

    private JamFile(string path, SafeFileHandle? handle) => (this.path, this.handle) = (path, handle);

    /// <summary>Opens the file; one that is not there is made with its first line.</summary>
    public static JamFile Open(string path) => new(path, File.Exists(path) ? Open(path, FileMode.Open) : null);

    /// <summary>All whole lines of a file that is there.</summary>
    public static IReadOnlyList<JamLine> ReadAll(string path)
    {
        using var file = new JamFile(path, File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return file.ReadNew();
    }

    /// <summary>The whole lines that are new since this was last called, but for those of <see cref="Append"/>: another studio's.</summary>
    public IReadOnlyList<JamLine> ReadNew()
    {
        if (handle is null && !File.Exists(path))
        {
            return [];
        }

        handle ??= Open(path, FileMode.Open);
        var length = RandomAccess.GetLength(handle);
        var bytes = new byte[unread.Length + Math.Max(0, length - known)];
        unread.CopyTo(bytes, 0);
        var end = unread.Length;
        for (int read; end < bytes.Length && (read = RandomAccess.Read(handle, bytes.AsSpan(end), known)) > 0; end += read)
        {
            known += read;
        }

        var lines = new List<JamLine>();
        var rest = bytes.AsSpan(0, end);
        for (int stop; (stop = rest.IndexOf((byte)'\n')) >= 0; rest = rest[(stop + 1)..])
        {
            if (JamLine.Read(rest[..stop]) is { } line)
            {
                lines.Add(line);
            }
        }

        unread = rest.ToArray();
        return lines;
    }

    /// <summary>Adds a line and has the disk keep it. Another studio's lines are to be read first.</summary>
    /// <exception cref="IOException">The disk does not take it; the session can go on, and what was written of the line is skipped when it is read.</exception>
    public void Append(JamLine line)
    {
        handle ??= Open(path, FileMode.OpenOrCreate);
        // What is left of a torn line, ours or another's, becomes a line of its own, which no reader takes for one of ours.
        byte[] bytes = [.. unread.Length > 0 ? "\n"u8 : [], .. line.ToBytes()];
        unread = [];
        try
        {
            RandomAccess.Write(handle, bytes, known);
            RandomAccess.FlushToDisk(handle);
            known += bytes.Length;
        }
        catch (IOException)
        {
            known = RandomAccess.GetLength(handle);
            unread = [(byte)'?'];
            throw;
        }
    }

    public void Dispose() => handle?.Dispose();

    private static SafeFileHandle Open(string path, FileMode mode) =>
        File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
}
