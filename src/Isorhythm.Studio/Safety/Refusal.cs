using Isorhythm.Latent;
using Microsoft.AspNetCore.Http;

namespace Isorhythm.Studio;

/// <summary>Why something was not done, in one sentence for people.</summary>
internal sealed record ErrorView(string Error);

/// <summary>The ways to say no, and what every failure says.</summary>
internal static class Refusal
{
    public static RefusedException BadRequest(string sentence) => new(StatusCodes.Status400BadRequest, sentence);

    public static RefusedException NotFound(string sentence) => new(StatusCodes.Status404NotFound, sentence);

    public static RefusedException Conflict(string sentence) => new(StatusCodes.Status409Conflict, sentence);

    public static RefusedException TooLarge(string sentence) => new(StatusCodes.Status413PayloadTooLarge, sentence);

    /// <summary>Answers with the status and the sentence.</summary>
    public static Task AnswerAsync(HttpContext context, int status, string sentence) =>
        TypedResults.Json(new ErrorView(sentence), StudioJson.Default.ErrorView, statusCode: status).ExecuteAsync(context);

    /// <summary>The status and the sentence that a failure gets; null for one that nobody foresaw.</summary>
    public static (int Status, string Sentence)? Of(Exception failure) => failure switch
    {
        RefusedException refused => (refused.Status, refused.Message),
        BadHttpRequestException bad => (bad.StatusCode, SentenceFor(bad.StatusCode)),
        IsorhythmException known => (StatusCodes.Status400BadRequest, known.Message),
        IOException io when DiskFull.Says(io) => (StatusCodes.Status507InsufficientStorage, DiskFull.Sentence),
        UnauthorizedAccessException => (StatusCodes.Status507InsufficientStorage,
            "The studio may not write to its folder: give it the right to, or start it with --models and another folder."),
        _ => null,
    };

    /// <summary>What a refusal says that comes from the server below the studio.</summary>
    public static string SentenceFor(int status) => status switch
    {
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => "The studio has nothing at this address: reload the page.",
        StatusCodes.Status413PayloadTooLarge => "That is more than the studio takes at once: send less.",
        StatusCodes.Status415UnsupportedMediaType => "The studio does not take this kind of content: reload the page and try again.",
        _ => "The studio cannot read this request: reload the page and try again.",
    };
}
