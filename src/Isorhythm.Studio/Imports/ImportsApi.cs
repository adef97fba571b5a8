using Isorhythm.Latent;
using Isorhythm.Music;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isorhythm.Studio;

/// <summary>The endpoints that take dropped files and say what is in them: for the lesson that suits them, and for any other.</summary>
internal static class ImportsApi
{
    // R-VAE's authors trained on a dozen clips; under a handful of phrases there is nothing between them to explore.
    private const int FewPhrases = 4;

    private const int FilesHeard = 50;
    private const int MiddleC = 60;

    public static void MapImports(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/imports", AddAsync).WithMetadata(new BodyLimit(Upload.MostRead));
        app.MapGet("/api/imports/{id}", View);
    }

    private static async Task<Ok<ImportView>> AddAsync(HttpRequest request, ImportShelf shelf, CancellationToken cancel)
    {
        var upload = await Upload.ReadAsync(request, cancel);
        var import = shelf.Add(upload.Files, upload.Bytes);
        return TypedResults.Ok(ViewOf(import.Id, AreTunes(upload.Files) ? Lesson.Melodies : Lesson.Drums, upload.Files));
    }

    // Drum clips come on any channel, and any note can be a drum: clips without the drums' own channel whose middle note is above middle C are taken for tunes.
    private static bool AreTunes(IReadOnlyList<MidiSource> files)
    {
        var notes = files.Take(FilesHeard).SelectMany(file => MidiReader.Read(file.Read().Span).Score?.Notes.ToArray() ?? []).ToList();
        return !notes.Exists(note => note.Channel == Note.DrumChannel) && notes.Count(note => note.Pitch > MiddleC) > notes.Count / 2;
    }

    private static Ok<ImportView> View(string id, string recipe, ImportShelf shelf) => TypedResults.Ok(ViewOf(id, Lesson.Of(recipe), shelf.Files(id)));

    private static ImportView ViewOf(string id, Lesson lesson, IReadOnlyList<MidiSource> files)
    {
        var (_, report) = Corpus.Build(files, Representation.Named(Recipe.Named(lesson.Recipe).Representation));
        return new(id, report, Advice(report), Ready: report.Phrases > 0, lesson.Recipe, Lesson.All);
    }

    private static string Advice(ImportReport report)
    {
        var clips = report.Files.Count(file => file.Phrases > 0);
        var found = $"{Counted(clips, "clip")}, {Counted(report.Phrases, "phrase")}";
        return report.Phrases switch
        {
            0 => "Nothing of this was found in these files: the list says why; learn something else of them, or drop others.",
            < FewPhrases => $"{found}: it will play little more than these; a dozen clips make a space.",
            _ => $"{found}: enough to train.",
        };
    }

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}

/// <summary>What became of an import.</summary>
/// <param name="Id">Names it when a training starts.</param>
/// <param name="Report">What was taken from every file, and why not more.</param>
/// <param name="Advice">Whether that is enough, in one sentence.</param>
/// <param name="Ready">Whether a training can start with it.</param>
/// <param name="Recipe">The recipe that it was read for.</param>
/// <param name="Lessons">Everything that could be learned of files.</param>
internal sealed record ImportView(string Id, ImportReport Report, string Advice, bool Ready, string Recipe, IReadOnlyList<Lesson> Lessons);
