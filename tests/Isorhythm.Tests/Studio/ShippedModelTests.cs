using System.Net;
using System.Text.Json;
using Isorhythm.Latent;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

public sealed class ShippedModelTests : IDisposable
{
    private const string Shipped = "came with it";

    private readonly TemporaryFolder folder = new();

    public ShippedModelTests() => StudioFixture.TrainOne(folder.PathOf("shipped/" + Shipped));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AtTheFirstStartItCanBePlayedWhileTheBuiltInPatternsAreLearned()
    {
        await using var studio = await StartAsync();
        using var http = new HttpClient { BaseAddress = studio.Address };

        var state = await http.JsonAsync("/api/state");
        Assert.Equal([Shipped], Names(state));
        Assert.True(state.GetProperty("firstStart").GetBoolean());
        Assert.NotEmpty(await http.GetByteArrayAsync($"/api/models/{Uri.EscapeDataString(Shipped)}/decode?x=0&y=0"));
    }

    [Fact]
    public async Task ItIsListedAfterTheUsersOwnAndLearnsNothingAtTheStart()
    {
        StudioFixture.TrainOne(folder.PathOf("models/mine"));
        await using var studio = await StartAsync();
        using var http = new HttpClient { BaseAddress = studio.Address };

        var state = await http.JsonAsync("/api/state");
        Assert.Equal(["mine", Shipped], Names(state));
        Assert.False(state.GetProperty("firstStart").GetBoolean());
    }

    [Fact]
    public async Task ItCannotBeDeleted()
    {
        StudioFixture.TrainOne(folder.PathOf("models/mine"));
        await using var studio = await StartAsync();
        using var http = new HttpClient { BaseAddress = studio.Address };

        var sentence = await http.DeleteAsync($"/api/models/{Uri.EscapeDataString(Shipped)}").RefusedAsync(HttpStatusCode.Conflict);

        Assert.Contains("comes with the program", sentence, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.PathOf($"shipped/{Shipped}/model.json")));
    }

    [Fact]
    public async Task AModelOfTheUsersTakesItsName()
    {
        StudioFixture.TrainOne(folder.PathOf("models/" + Shipped));
        await using var studio = await StartAsync();
        using var http = new HttpClient { BaseAddress = studio.Address };

        var model = Assert.Single((await http.JsonAsync("/api/state")).GetProperty("models").EnumerateArray());
        Assert.False(model.GetProperty("isShipped").GetBoolean());
    }

    private static IEnumerable<string?> Names(JsonElement state) =>
        state.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("name").GetString());

    private Task<StudioHost> StartAsync() => StudioHost.StartAsync(new StudioOptions(folder.PathOf("models"), Port: 0)
    {
        ShippedFolder = folder.PathOf("shipped"),
        Training = new TrainingOptions(Steps: 1_000_000),
    });
}
