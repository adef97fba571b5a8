using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Isorhythm.Studio;

/// <summary>Gives every failure of a request its status and one sentence.</summary>
internal static partial class RefusalMiddleware
{
    public static void UseRefusals(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Isorhythm.Studio");
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
                if (context.Response is { StatusCode: >= StatusCodes.Status400BadRequest, HasStarted: false, ContentType: null } bare)
                {
                    await Refusal.AnswerAsync(context, bare.StatusCode, Refusal.SentenceFor(bare.StatusCode));
                }
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // The page went away: nobody is left to answer.
            }
            catch (Exception failure) when (!context.Response.HasStarted)
            {
                var (status, sentence) = Refusal.Of(failure) ?? Unforeseen(log, failure);
                await Refusal.AnswerAsync(context, status, sentence);
            }
        });
    }

    private static (int Status, string Sentence) Unforeseen(ILogger log, Exception failure)
    {
        LogUnforeseen(log, failure);
        return (StatusCodes.Status500InternalServerError, "The studio failed on this: its terminal says more.");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed in a way that nobody foresaw.")]
    private static partial void LogUnforeseen(ILogger log, Exception failure);
}
