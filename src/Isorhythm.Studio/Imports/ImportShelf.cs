using Isorhythm.Latent;

namespace Isorhythm.Studio;

/// <summary>Files that a page dropped and that wait to be trained on: the last few, in memory only.</summary>
internal sealed class ImportShelf
{
    /// <summary>Bytes of one import.</summary>
    public const long LargestImport = 64L << 20;

    /// <summary>Bytes of one file: a drum clip has a few thousand.</summary>
    public const long LargestFile = MidiSource.LargestFile;

    /// <summary>Files of one import.</summary>
    public const int MostFiles = 5_000;

    private const long RoomInBytes = 2 * LargestImport;
    private const int RoomInImports = 8;

    private readonly Lock moving = new();
    private readonly Queue<Import> imports = new();

    /// <summary>Keeps the files, and forgets the oldest import when there is no room.</summary>
    public Import Add(IReadOnlyList<MidiSource> files, long bytes)
    {
        var import = new Import(Guid.NewGuid().ToString("N"), files, bytes);
        lock (moving)
        {
            imports.Enqueue(import);
            while (imports.Count > RoomInImports || imports.Sum(kept => kept.Bytes) > RoomInBytes)
            {
                imports.Dequeue();
            }
        }

        return import;
    }

    /// <summary>The files of an import.</summary>
    /// <exception cref="RefusedException">They are not kept any more.</exception>
    public IReadOnlyList<MidiSource> Files(string id)
    {
        lock (moving)
        {
            return imports.FirstOrDefault(import => import.Id == id)?.Files
                ?? throw Refusal.NotFound("The studio no longer has these files: drop them on the page again.");
        }
    }
}

/// <summary>Files that came together.</summary>
internal sealed record Import(string Id, IReadOnlyList<MidiSource> Files, long Bytes);
