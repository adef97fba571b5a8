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

    public Uri Address { get; private set; } = null!;

    public string Models => folder.PathOf("models");

    public LatentSpace Open(string name) => LatentSpace.Open(Path.Combine(Models, name));

    public async Task InitializeAsync()
    {
        Make(Models);
        host = await StudioHost.StartAsync(new StudioOptions(Models, Port: 0) { ShippedFolder = null, Training = StudioFixture.Brief });
        Address = new UriBuilder(host.Address) { Host = "127.0.0.1" }.Uri;
        Http = new HttpClient { BaseAddress = Address };
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
        Train(TokenModels.Small("musicvae-trio-16bar-small", "trio-2bar"), models, "trio");
        var band = TokenModels.Small("musae-2bar-small", "band-1bar") with { Prior = new PriorRecipe(4, FlowerPrior.Kind) };
        band = band.With("training.maximumSteps=12").With("objective.adversarial.rise=1").With("objective.adversarial.riseEvery=4").With("objective.adversarial.hidden=8");
        Trainer.Run(band, Songs(8), Path.Combine(models, "band"), new TrainingOptions());
        var flat = TinyModels.Recipe.With("prior.dimensions=5").With("objective.flatness.weight=1");
        Trainer.Run(flat, TinyModels.Corpus(8), Path.Combine(models, "flat"), new TrainingOptions());
    }

    private static void Train(Recipe recipe, string models, string name) =>
        Trainer.Run(Long(recipe), Riffs(recipe.Representation), Path.Combine(models, name), new TrainingOptions());

    // Long enough to play a note where all phrases have one.
    private static Recipe Long(Recipe recipe) => recipe.With("encoder.hidden=12").With("decoder.hidden=12").With("training.minimumSteps=150");

    /// <summary>Phrases that begin a note on every step of every track: two pitches in turn, higher from song to song.</summary>
    private static Corpus Riffs(string representation)
    {
        var kind = (TokenRepresentation)Representation.Named(representation);
        return new Corpus(kind, [.. Enumerable.Range(0, 12).Select(i => new CorpusPhrase(Riff(kind.Tracks, i), $"song {i / 2}.mid", new Quarters(8 * (i % 2))))]);
    }

    private static TokenPhrase Riff(TokenTracks tracks, int number) => TokenPhrase.Of(tracks, tracks.Tracks.SelectMany((track, index) =>
        Enumerable.Range(0, tracks.Steps).Select(step => (index, new TokenNote(step, 1, track.IsDrums ? step % 2 * 2 : 48 + number + (step % 2 * 7))))));

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
