using Isorhythm.Latent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Isorhythm.Studio;

/// <summary>Reads the files of a multipart request into memory, within the limits of <see cref="ImportShelf"/>.</summary>
internal sealed class Upload
{
    /// <summary>
    /// Past its limits an upload is still read up to here, and thrown away: a browser that is cut off while it sends shows a broken
    /// connection, not the sentence that says why.
    /// </summary>
    public const long MostRead = 4 * ImportShelf.LargestImport;

    private const int LongestPath = 1_000;

    private readonly List<MidiSource> files = [];
    private string? fault;

    private Upload()
    {
    }

    public IReadOnlyList<MidiSource> Files => files;

    public long Bytes { get; private set; }

    /// <summary>Reads every part that is a file.</summary>
    /// <exception cref="RefusedException">The request is not multipart, holds no file, or is over a limit.</exception>
    public static async Task<Upload> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var upload = new Upload();
        var reader = new MultipartReader(Boundary(request), request.Body) { HeadersLengthLimit = 16 << 10 };
        try
        {
            while (await reader.ReadNextSectionAsync(cancel) is { } part)
            {
                await upload.AddAsync(part, cancel);
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw Refusal.BadRequest($"The upload broke off ({failure.Message.TrimEnd('.')}): drop the files again.");
        }

        return upload switch
        {
            { fault: { } sentence } => throw Refusal.TooLarge(sentence),
            { files.Count: 0 } => throw Refusal.BadRequest("No file came: drop MIDI files (.mid) or a folder that holds some."),
            _ => upload,
        };
    }

    private static string Boundary(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary)
        {
            throw new RefusedException(StatusCodes.Status415UnsupportedMediaType, "Files come as multipart/form-data: drop them on the page.");
        }

        return boundary.ToString();
    }

    private async Task AddAsync(MultipartSection part, CancellationToken cancel)
    {
        if (part.GetContentDispositionHeader() is not { } disposition || !disposition.IsFileDisposition())
        {
            return;
        }

        var bytes = await BytesOfAsync(part, PathOf(disposition), cancel);
        if (fault is null)
        {
            files.Add(new MidiSource(PathOf(disposition), bytes));
        }
        else
        {
            files.Clear();
        }
    }

    private async Task<byte[]> BytesOfAsync(MultipartSection part, string path, CancellationToken cancel)
    {
        using var file = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (int read; (read = await part.Body.ReadAsync(buffer, cancel)) > 0;)
        {
            Bytes += read;
            fault ??= Fault(path, file.Length + read);
            if (fault is null)
            {
                file.Write(buffer, 0, read);
            }
        }

        fault ??= Fault(path, file.Length);
        return file.ToArray();
    }

    private string? Fault(string path, long length) => this switch
    {
        _ when length > ImportShelf.LargestFile =>
            $"{path} is larger than {ImportShelf.LargestFile >> 20} MB, and no drum clip is: leave it out.",
        _ when Bytes > ImportShelf.LargestImport =>
            $"These files are more than {ImportShelf.LargestImport >> 20} MB together: drop fewer at once.",
        _ when files.Count >= ImportShelf.MostFiles =>
            $"These are more than {ImportShelf.MostFiles} files: drop fewer at once.",
        _ => null,
    };

    // Only ever shown, never opened: any script and any byte may stand in it.
    private static string PathOf(ContentDispositionHeaderValue disposition)
    {
        var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName);
        var path = name.ToString().Replace('\\', '/').TrimStart('/');
        return path.Length is > 0 and <= LongestPath ? path : path.Length == 0 ? "file without a name" : path[^LongestPath..];
    }
}
