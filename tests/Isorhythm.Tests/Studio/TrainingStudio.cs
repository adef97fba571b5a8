using Isorhythm.Latent;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

/// <summary>The real studio for tests of training, each with a models folder of its own that holds one model.</summary>
internal sealed class TrainingStudio : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly StudioHost host;

    private TrainingStudio(TemporaryFolder folder, StudioHost host)
    {
        this.folder = folder;
        this.host = host;
        Address = new UriBuilder(host.Address) { Host = "127.0.0.1" }.Uri;
        Http = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public string Models => folder.PathOf("models");

    public static async Task<TrainingStudio> StartAsync(TrainingOptions training)
    {
        var temporary = new TemporaryFolder();
        StudioFixture.TrainOne(Path.Combine(temporary.PathOf("models"), "first"));
        return new TrainingStudio(temporary, await StudioHost.StartAsync(new StudioOptions(temporary.PathOf("models"), Port: 0) { ShippedFolder = null, Training = training }));
    }

    /// <summary>Drops the files and asks for a model of them.</summary>
    public async Task<HttpResponseMessage> TrainAsync(string name, params (string Path, byte[] Bytes)[] files) =>
        await AskAsync(name, await ImportAsync(files.Length > 0 ? files : DrumClips.Make(8)));

    public async Task<string> ImportAsync(IEnumerable<(string Path, byte[] Bytes)> files)
    {
        using var body = StudioFixture.Dropped(files);
        using var answer = await Http.PostAsync("/api/imports", body);
        return (await answer.JsonAsync()).GetProperty("id").GetString()!;
    }

    public async Task<HttpResponseMessage> AskAsync(string name, string import)
    {
        using var body = HttpAnswers.Json(new { import, recipe = "r-vae-2bar", name });
        return await Http.PostAsync("/api/trainings", body);
    }

    public ValueTask StopAsync() => host.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.DisposeAsync();
        folder.Dispose();
    }
}
