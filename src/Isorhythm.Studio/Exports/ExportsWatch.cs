using Microsoft.Extensions.Hosting;

namespace Isorhythm.Studio;

/// <summary>
/// Tells pages when files come, go or change in the folder of saved files, whoever did it. Looks once a second rather than asking the system to be told:
/// that also works on shared disks, and where the system's watches are used up.
/// </summary>
internal sealed class ExportsWatch(ExportsFolder exports, StudioNews news) : BackgroundService
{
    private const int MostLookedAt = 1_000;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BetweenLooks);
        var seen = Look();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = Look();
            if (now is not null && (seen is null || !now.SequenceEqual(seen)))
            {
                await news.ExportsChangedAsync();
            }

            seen = now;
        }
    }

    // Null where the folder cannot be read just now, as on a shared disk that is away for a moment.
    private List<(string Name, long Bytes, DateTime ChangedAt)>? Look()
    {
        try
        {
            return [.. exports.Newest(MostLookedAt).Select(file => (file.Name, file.Length, file.LastWriteTimeUtc))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
