using System.Net.Sockets;
using Isorhythm.Latent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Isorhythm.Studio;

/// <summary>The running studio: the page, its HTTP endpoints and its hub, in one process.</summary>
public sealed class StudioHost : IAsyncDisposable
{
    private const string FirstRecipe = "r-vae-2bar";
    private const string FirstName = "built-in";

    private readonly WebApplication app;
    private readonly Task warmingUp;

    private StudioHost(WebApplication app)
    {
        this.app = app;
        Address = new UriBuilder(app.Urls.First()) { Host = "localhost" }.Uri;
        warmingUp = Task.Run(WarmUp);
    }

    /// <summary>Where a browser on this machine finds the page.</summary>
    public Uri Address { get; }

    /// <summary>Starts the studio and returns once it answers. With no model of the user's own that can be played it begins to train the built-in corpus.</summary>
    /// <param name="options">Where to listen and where to keep files.</param>
    /// <param name="training">Told of every training as it goes on, some ten times a second, from any thread; null: nobody watches.</param>
    /// <param name="cancel">Gives up starting.</param>
    /// <exception cref="IsorhythmException">The port is taken, the address is not this machine's, or the models folder cannot be made.</exception>
    public static async Task<StudioHost> StartAsync(StudioOptions options, IProgress<TrainingView>? training = null, CancellationToken cancel = default)
    {
        Make(options.ModelsFolder, "--models");
        Make(options.Exports, "--exports");
        var studio = StudioApp.Build(options, training);
        try
        {
            await studio.StartAsync(cancel);
            return new StudioHost(studio);
        }
        catch (Exception failure) when (Sentence(failure, options) is { } sentence)
        {
            await studio.DisposeAsync();
            throw new IsorhythmException(sentence, failure);
        }
    }

    /// <summary>Completes when the studio has ended, asked by Ctrl-C, SIGTERM or <paramref name="cancel"/>; a running training has then been saved.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancel = default) => app.WaitForShutdownAsync(cancel);

    /// <summary>Ends the studio; a running training is saved first.</summary>
    public async ValueTask DisposeAsync()
    {
        await warmingUp;
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private void WarmUp()
    {
        try
        {
            Prepare(app.Services.GetRequiredService<ModelLibrary>());
        }
        catch (RefusedException)
        {
            // A page was faster and trains already, or took the model away: there is nothing left to prepare.
        }
    }

    // Draws the map before the page asks for it, and makes the user's first model where there is none.
    private void Prepare(ModelLibrary library)
    {
        var models = library.List();
        if (models.FirstOrDefault(model => model.Error is null) is { } first)
        {
            library.Named(first.Name).Change("", ModelsApi.UsualSize);
        }

        if (ModelLibrary.HasNoneOfTheUsers(models))
        {
            app.Services.GetRequiredService<Trainings>().Start(
                new TrainingOrder(library.NewName(FirstName), Recipe.Named(FirstRecipe), Corpus.BuiltIn, ComesAgain: true));
        }
    }

    private static void Make(string folder, string option)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IsorhythmException($"The folder {folder} cannot be made ({failure.Message.TrimEnd('.')}): name another with {option}.", failure);
        }
    }

    private static string? Sentence(Exception failure, StudioOptions options) => failure switch
    {
        IOException { InnerException: AddressInUseException } =>
            $"Port {options.Port} is in use by another program, perhaps another studio: choose another with --port.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            $"Port {options.Port} is not open to ordinary programs: choose one above 1024 with --port.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            $"{options.Bind} is no address of this machine: choose one of its own.",
        _ => null,
    };
}
