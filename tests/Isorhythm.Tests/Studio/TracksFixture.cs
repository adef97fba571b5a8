using Isorhythm.Latent;
using Isorhythm.Music;
using Isorhythm.Studio;
using Isorhythm.Tensors;

namespace Isorhythm.Tests;

/// <summary>The real studio with small models of every kind: a melody, a trio, a band on a flower of genres, and a flat map of rhythms.</summary>
public sealed class TracksFixture : IAsyncLifetime
{
    private static readonly string[] Genres = ["blues", "jazz", "rock"];

    private readonly TemporaryFolder folder = new();
    private StudioHost? host;

    public HttpClient Http { get; private set; } = null!;

    public string Models => folder.PathOf("models");

    public LatentSpace Open(string name) => LatentSpace.Open(Path.Combine(Models, name));

    public async Task InitializeAsync()
    {
        Make(Models);
        host = await StudioHost.StartAsync(new StudioOptions(Models, Port: 0) { ShippedFolder = null, Training = StudioFixture.Brief });
        Http = new HttpClient { BaseAddress = new UriBuilder(host.Address) { Host = "127.0.0.1" }.Uri };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await host!.DisposeAsync();
        folder.Dispose();
    }

    internal static void Make(string models)
    {
        Train(TokenModels.Small("musicvae-mel-2bar-small", "melody-2bar"), models, "melody");
        Train(TokenModels.Small("musicvae-trio-16bar-small", "trio-4bar").With("decoder.conductorLayers=1"), models, "trio");
        var band = TokenModels.Small("musae-2bar-small", "band-1bar") with { Prior = new PriorRecipe(4, FlowerPrior.Kind) };
        band = band.With("training.maximumSteps=12").With("objective.adversarial.rise=1").With("objective.adversarial.riseEvery=4").With("objective.adversarial.hidden=8");
        Trainer.Run(band, Songs(8), Path.Combine(models, "band"), new TrainingOptions());
        var flat = TinyModels.Recipe.With("prior.dimensions=5").With("objective.flatness.weight=1");
        Trainer.Run(flat, TinyModels.Corpus(8), Path.Combine(models, "flat"), new TrainingOptions());
    }

    private static void Train(Recipe recipe, string models, string name) =>
        Trainer.Run(recipe, TokenModels.Corpus(recipe.Representation, files: 6), Path.Combine(models, name), new TrainingOptions());

    private static Corpus Songs(int songs)
    {
        var kind = (TokenRepresentation)Representation.Named("band-1bar");
        var random = new RandomStream(3, "songs");
        return new Corpus(
            kind,
            [
                .. Enumerable.Range(0, 2 * songs).Select(i => new CorpusPhrase(
                    TokenModels.Phrase(kind.Tracks, random), $"{Genres[i / 2 % Genres.Length]}/song {i / 2}.mid", new Quarters(4 * (i % 2)))),
            ],
            SongTags.OfFolders);
    }
}
