namespace Isorhythm.Studio;

/// <summary>The running studio: the page, its HTTP endpoints and its hub, in one process.</summary>
public sealed class StudioHost : IAsyncDisposable
{
    private StudioHost()
    {
    }

    /// <summary>Where a browser on this machine finds the page.</summary>
    public Uri Address { get; } = new("http://localhost/");

    /// <summary>Starts the studio and returns once it answers. With no model in the models folder it begins to train the built-in corpus.</summary>
    /// <param name="options">Where to listen and where to keep files.</param>
    /// <param name="training">Told of every step of every training that is worth a line, from any thread; null: nobody watches.</param>
    /// <param name="cancel">Gives up starting.</param>
    /// <exception cref="InvalidOperationException">The port is taken, the address is not this machine's, or a folder cannot be written.</exception>
    public static Task<StudioHost> StartAsync(StudioOptions options, IProgress<TrainingView>? training = null, CancellationToken cancel = default) =>
        throw new NotSupportedException();

    /// <summary>Completes when the studio is asked to end (Ctrl-C, SIGTERM or <paramref name="cancel"/>); a running training has then been saved.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancel = default) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
