using System.Text;
using System.Text.RegularExpressions;
using Isorhythm.Latent;

namespace Isorhythm.Studio;

/// <summary>
/// The reports on how good models are: each lies in its model's folder, or, of a model that came with the program, in the models folder. A report is whole
/// or not there.
/// </summary>
internal sealed partial class ReportsFolder(StudioOptions options)
{
    private const string FolderOfShipped = ".reports";
    private const string Page = "report.html";

    // The policy stands in the first lines of every page.
    private const int HeadInBytes = 4096;

    /// <summary>
    /// When the report was made; null where there is none, or one of an earlier training of the model, or one of another version of the program, whose
    /// script no browser would be allowed to run.
    /// </summary>
    public DateTimeOffset? MadeAt(Model model)
    {
        var page = new FileInfo(Path.Combine(FolderOf(model), Page));
        return page.Exists && page.LastWriteTimeUtc >= model.Saved.UtcDateTime && IsOfThisVersion(page)
            ? new DateTimeOffset(page.LastWriteTimeUtc)
            : null;
    }

    /// <summary>Puts a report in the place of the one before it.</summary>
    public void Save(Model model, ReportDocument report)
    {
        var folder = FolderOf(model);
        var (part, old) = (folder + ".part", folder + ".old");
        Remove(part);
        foreach (var file in report.Files())
        {
            var path = Path.Combine(part, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, file.Content.Span);
        }

        Remove(old);
        if (Directory.Exists(folder))
        {
            Directory.Move(folder, old);
        }

        Directory.Move(part, folder);
        Remove(old);
    }

    /// <summary>A file of a report by its path in it; the page where that is empty.</summary>
    /// <exception cref="RefusedException">There is none. Only names that reports give their files are looked for, so that no path leads elsewhere.</exception>
    public byte[] Read(Model model, string path)
    {
        var name = path.Length == 0 ? Page : path;
        try
        {
            return FileName().IsMatch(name) && MadeAt(model) is not null ? File.ReadAllBytes(Path.Combine(FolderOf(model), name)) : throw NoneOf(model);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            throw NoneOf(model);
        }
    }

    private string FolderOf(Model model) =>
        model.IsShipped ? Path.Combine(options.ModelsFolder, FolderOfShipped, model.Name) : Path.Combine(model.Folder, Model.ReportFolder);

    private static RefusedException NoneOf(Model model) =>
        Refusal.NotFound($"There is no such report on \"{model.Name}\": ask how good it is beside its name on the page.");

    private static bool IsOfThisVersion(FileInfo page)
    {
        using var file = page.OpenRead();
        var head = new byte[HeadInBytes];
        return Encoding.UTF8.GetString(head, 0, file.ReadAtLeast(head, HeadInBytes, throwOnEndOfStream: false)).Contains(ReportDocument.Policy, StringComparison.Ordinal);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"^(?:report\.html|report\.json|midi/[a-z0-9-]+\.mid)\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex FileName();
}
