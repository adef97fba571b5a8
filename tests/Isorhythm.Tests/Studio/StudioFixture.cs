using System.Net.Http.Headers;
using System.Text;
using Isorhythm.Latent;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

/// <summary>The real studio on a port of its own, with one small model, and trainings that take a moment.</summary>
public sealed class StudioFixture : IAsyncLifetime
{
    public const string ModelName = "clips of ours";

    private readonly TemporaryFolder folder = new();
    private StudioHost? host;

    public HttpClient Http { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public string Models => folder.PathOf("models");

    internal static TrainingOptions Brief { get; } = new(Steps: 40);

    public async Task InitializeAsync()
    {
        TrainOne(Path.Combine(Models, ModelName));
        host = await StudioHost.StartAsync(new StudioOptions(Models, Port: 0) { ShippedFolder = null, Training = Brief });
        Address = new UriBuilder(host.Address) { Host = "127.0.0.1" }.Uri;
        Http = new HttpClient { BaseAddress = Address };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await host!.DisposeAsync();
        folder.Dispose();
    }

    internal static void TrainOne(string modelFolder, TrainingOptions? training = null)
    {
        var files = DrumClips.Make(8).Select(clip => new MidiSource(clip.Path, clip.Bytes));
        var recipe = Recipe.Named("r-vae-2bar");
        Trainer.Run(recipe, Corpus.Build(files, Representation.Named(recipe.Representation)).Corpus, modelFolder, training ?? Brief);
    }

    /// <summary>A request body as the page sends dropped files.</summary>
    public static MultipartFormDataContent Dropped(params IEnumerable<(string Path, byte[] Bytes)> files)
    {
        var body = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        foreach (var (path, bytes) in files)
        {
            var part = new ByteArrayContent(bytes);
            // As browsers write it: the path in UTF-8 as it is, quotes escaped.
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"files\"; filename=\"{path}\"");
            part.Headers.ContentType = new MediaTypeHeaderValue("audio/midi");
            body.Add(part);
        }

        return body;
    }
}
