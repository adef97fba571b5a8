using System.Text;

namespace Isorhythm.Latent;

/// <summary>The tags of songs, such as their genres: the folders that they lie in, or what a file says of them.</summary>
public sealed class SongTags
{
    private const string Example = "a line names a song and its tags, as in: song.mid,rock;pop";

    private static readonly char[] Separators = [';', '|'];
    private static readonly HashSet<string> Headings = new(["path", "file", "filename", "song", "name", "track"], StringComparer.OrdinalIgnoreCase);

    // Null where folders are the tags.
    private readonly Dictionary<string, List<string>>? tagsOf;

    private SongTags(Dictionary<string, List<string>>? tagsOf, string from) => (this.tagsOf, From) = (tagsOf, from);

    /// <summary>Each song has the tag of the first folder of its path, below the folder that was named, or several with ; or | between them.</summary>
    public static SongTags OfFolders { get; } = new(null, "folders");

    /// <summary>Where the tags come from: a file, or "folders".</summary>
    public string From { get; }

    /// <summary>The songs that a file names, in no order.</summary>
    internal IReadOnlyCollection<string> Names => tagsOf is null ? [] : tagsOf.Keys;

    /// <summary>
    /// Reads a CSV file in UTF-8. The first column is a song: its path as the import names it, with or without its ending, or its file name,
    /// with or without its ending. The second is a tag or several with ; or | between them. A song may have several lines. A first line that
    /// begins with "path", "file", "filename", "song", "name" or "track" is a heading; other columns are not read.
    /// </summary>
    /// <exception cref="IsorhythmException">There is no such file, or it is no list of tags.</exception>
    public static SongTags Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new IsorhythmException($"There is no file {path} to read tags from: name a CSV file, or say folders.");
        }

        var songs = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        try
        {
            using var text = new StreamReader(path, Encoding.UTF8);
            foreach (var (line, fields) in Csv.Rows(text))
            {
                Add(songs, line, fields);
            }
        }
        catch (FormatException error)
        {
            throw new IsorhythmException($"{path} is no list of tags ({error.Message}): {Example}.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IsorhythmException($"The tags in {path} cannot be read ({error.Message.TrimEnd('.')}): check the file.", error);
        }

        return songs.Count > 0 ? new SongTags(songs, path) : throw new IsorhythmException($"{path} names no song: {Example}.");
    }

    /// <summary>The tags of a song, each once, in the order in which they are given; none where nothing is said of it.</summary>
    /// <param name="song">Its path as the import names it.</param>
    public IReadOnlyList<string> Of(string song)
    {
        if (tagsOf is not null)
        {
            return NameOf(song) is { } name ? tagsOf[name] : [];
        }

        var slash = song.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 ? Split(song[..slash]) : [];
    }

    /// <summary>What the file calls a song; null where it does not name it.</summary>
    internal string? NameOf(string song)
    {
        string[] names = [song, WithoutEnding(song), Path.GetFileName(song), Path.GetFileNameWithoutExtension(song)];
        return tagsOf is null ? null : Array.Find(names, tagsOf.ContainsKey);
    }

    private static void Add(Dictionary<string, List<string>> songs, int line, string[] fields)
    {
        if (fields.Length < 2)
        {
            throw new FormatException($"line {line} has one column");
        }

        var song = fields[0].Trim().Replace('\\', '/');
        if (song.Length == 0 || (line == 1 && Headings.Contains(song)))
        {
            return;
        }

        if (!songs.TryGetValue(song, out var tags))
        {
            songs.Add(song, tags = []);
        }

        tags.AddRange(Split(fields[1]).Except(tags));
    }

    private static string[] Split(string tags) => [.. tags.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];

    private static string WithoutEnding(string song) => song[..^Path.GetExtension(song).Length];
}
