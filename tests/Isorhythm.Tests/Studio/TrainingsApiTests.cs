using System.Net;
using System.Text.Json;
using Isorhythm.Latent;

namespace Isorhythm.Tests;

public sealed class TrainingsApiTests
{
    [Fact]
    public async Task DroppedFilesBecomeAModelThatPlaysAndBothPagesHearOfIt()
    {
        await using var studio = await TrainingStudio.StartAsync(new TrainingOptions(Steps: 40));
        using var first = await HubClient.ConnectAsync(studio.Address);
        using var second = await HubClient.ConnectAsync(studio.Address);

        using var started = await studio.TrainAsync("ритм: 1/2");

        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        var name = (await started.JsonAsync()).GetProperty("name").GetString()!;
        Assert.Equal("ритм 1 2", name);
        foreach (var page in new[] { first, second })
        {
            await page.NextAsync("training", training => training.GetProperty("state").GetString() == "running");
            var done = await page.NextAsync("training", training => training.GetProperty("state").GetString() != "running");
            Assert.Equal(("done", name, 40), (done.GetProperty("state").GetString(), done.GetProperty("name").GetString(), done.GetProperty("step").GetInt32()));
            Assert.True(done.GetProperty("train").GetProperty("total").GetDouble() > 0);
            await page.NextAsync("models");
        }

        var state = await studio.Http.JsonAsync("/api/state");
        Assert.Equal(JsonValueKind.Null, state.GetProperty("training").ValueKind);
        Assert.Contains(state.GetProperty("models").EnumerateArray(), model => model.GetProperty("name").GetString() == name);
        Assert.NotEmpty(await studio.Http.GetByteArrayAsync($"/api/models/{Uri.EscapeDataString(name)}/decode?x=0&y=0"));
        Assert.Equal(name, LatentSpace.Describe(Path.Combine(studio.Models, name)).Name);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(studio.Models, ".training")));
    }

    [Fact]
    public async Task WhileOneTrainsAnotherIsRefusedAndTheOldSpacePlaysOn()
    {
        await using var studio = await TrainingStudio.StartAsync(new TrainingOptions(Steps: 1_000_000));
        StudioFixture.TrainOne(Path.Combine(studio.Models, "old"));
        using var page = await HubClient.ConnectAsync(studio.Address);
        using var started = await studio.TrainAsync("long");
        await page.NextAsync("training", training => training.GetProperty("step").GetInt32() > 0);

        var import = await studio.ImportAsync(DrumClips.Make(1));
        Assert.Contains("long", await studio.AskAsync("another", import).RefusedAsync(HttpStatusCode.Conflict), StringComparison.Ordinal);
        Assert.NotEmpty(await studio.Http.GetByteArrayAsync("/api/models/old/decode?x=0&y=0"));
        var late = await HubClient.ConnectAsync(studio.Address);
        Assert.Equal("long", (await late.NextAsync("training")).GetProperty("name").GetString());
        Assert.Equal("long", (await studio.Http.JsonAsync("/api/state")).GetProperty("training").GetProperty("name").GetString());

        using var stopped = await studio.Http.DeleteAsync("/api/trainings");
        Assert.Equal(HttpStatusCode.NoContent, stopped.StatusCode);
        await page.NextAsync("training", training => training.GetProperty("state").GetString() == "stopped");
        Assert.NotEmpty(await studio.Http.GetByteArrayAsync("/api/models/long/decode?x=0&y=0"));
    }

    [Fact]
    public async Task EndingTheStudioKeepsWhatATrainingHasLearned()
    {
        await using var studio = await TrainingStudio.StartAsync(new TrainingOptions(Steps: 1_000_000));
        using var page = await HubClient.ConnectAsync(studio.Address);
        using var started = await studio.TrainAsync("long");
        await page.NextAsync("training", training => training.GetProperty("step").GetInt32() > 0);

        await studio.StopAsync();

        Assert.NotEmpty(LatentSpace.Open(Path.Combine(studio.Models, "long")).Phrases);
    }

    [Fact]
    public async Task ATrainingRestsWhileAJamIsPlayedAndGoesOnAfterwards()
    {
        await using var studio = await TrainingStudio.StartAsync(new TrainingOptions(Steps: 1_000_000));
        using var page = await HubClient.ConnectAsync(studio.Address);
        using var started = await studio.TrainAsync("long");
        using (var player = await JamClient.OverHubAsync(studio.Address))
        {
            await player.JoinAsync("beside a training", model: "first");
            await player.PlayAsync(1, (0, 0, 110, 0));
            await page.NextAsync("training", training => training.GetProperty("sentence").GetString()!.Contains("Rests", StringComparison.Ordinal));
        }

        await page.NextAsync("training", training => !training.GetProperty("sentence").GetString()!.Contains("Rests", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFailedTrainingSaysWhyAndLeavesNothing()
    {
        await using var studio = await TrainingStudio.StartAsync(new TrainingOptions(Steps: 40));
        using var page = await HubClient.ConnectAsync(studio.Address);
        using var started = await studio.TrainAsync("silent", ("silence.mid", DrumClips.Silence));

        var failed = await page.NextAsync("training", training => training.GetProperty("state").GetString() == "failed");

        Assert.EndsWith(".", failed.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(studio.Models, "silent")));
        
        Assert.Equal("failed", (await studio.Http.JsonAsync("/api/state")).GetProperty("training").GetProperty("state").GetString());
    }

    [Fact]
    public async Task ANameThatIsTakenIsCountedOn()
    {
        await using var studio = await TrainingStudio.StartAsync(new TrainingOptions(Steps: 40));
        StudioFixture.TrainOne(Path.Combine(studio.Models, "beat"));
        using var started = await studio.TrainAsync("beat");
        Assert.Equal("beat 2", (await started.JsonAsync()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task WhatIsNotThereCannotBeTrained()
    {
        await using var studio = await TrainingStudio.StartAsync(new TrainingOptions(Steps: 40));
        using var files = HttpAnswers.Json(new { import = "gone", recipe = "r-vae-2bar", name = "x" });
        Assert.Contains("again", await studio.Http.PostAsync("/api/trainings", files).RefusedAsync(HttpStatusCode.NotFound), StringComparison.Ordinal);
        var import = await studio.ImportAsync(DrumClips.Make(1));
        using var recipe = HttpAnswers.Json(new { import, recipe = "r-vae-3bar", name = "x" });
        Assert.Contains("r-vae-3bar", await studio.Http.PostAsync("/api/trainings", recipe).RefusedAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
        await studio.Http.DeleteAsync("/api/trainings").RefusedAsync(HttpStatusCode.Conflict);
    }
}
