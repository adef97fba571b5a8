using System.Net;
using System.Text.Json;
using Isorhythm.Latent;

namespace Isorhythm.Tests;

public sealed class EvaluationsApiTests
{
    private const string Odd = "ритм & <b> #1 %41";

    [Fact]
    public async Task WhoeverAsksHowGoodAModelIsHearsHowItGoesAndCanOpenTheAnswer()
    {
        await using var studio = await TrainingStudio.StartAsync(new TrainingOptions(Steps: 40));
        StudioFixture.TrainOne(Path.Combine(studio.Models, Odd));
        using var page = await HubClient.ConnectAsync(studio.Address);
        var api = $"/api/models/{Uri.EscapeDataString(Odd)}/report";

        var before = await studio.Http.JsonAsync(api);
        Assert.Equal(JsonValueKind.Null, before.GetProperty("madeAt").ValueKind);
        Assert.Equal(LatentSpace.Describe(Path.Combine(studio.Models, Odd)).Verdict, before.GetProperty("verdict").GetString());

        using var started = await studio.Http.PostAsync(api, content: null);
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        var shares = new List<double>();
        var last = await page.NextAsync("evaluation", view =>
        {
            shares.Add(view.GetProperty("share").GetDouble());
            return view.GetProperty("state").GetString() != "running";
        });

        Assert.Equal(("done", Odd, 1), (last.GetProperty("state").GetString(), last.GetProperty("name").GetString(), last.GetProperty("share").GetDouble()));
        Assert.Equal(shares.Order(), shares);
        Assert.True(shares.Count > 2);
        var after = await studio.Http.JsonAsync(api);
        Assert.Equal(JsonValueKind.Null, after.GetProperty("running").ValueKind);
        Assert.True(after.GetProperty("madeAt").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddMinutes(-10));

        var url = after.GetProperty("url").GetString()!;
        using var report = await studio.Http.GetAsync(url.TrimEnd('/'));
        Assert.Equal(url, report.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("text/html", report.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"{ReportDocument.Policy}; frame-ancestors 'none'", report.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", report.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains($"<h1>{WebUtility.HtmlEncode(Odd)}</h1>", await report.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(["model", "data", "protocols"], (await studio.Http.JsonAsync(url + "report.json")).EnumerateObject().Select(member => member.Name));
        using var midi = await studio.Http.GetAsync(url + "midi/reconstruction-original-1.mid");
        Assert.Equal("audio/midi", midi.Content.Headers.ContentType!.MediaType);
        Assert.Equal("MThd"u8.ToArray(), (await midi.Content.ReadAsByteArrayAsync())[..4]);
    }

    [Fact]
    public async Task OneIsMeasuredAtATimeItCanBeStoppedAndThenThereIsNoReport()
    {
        await using var studio = await TrainingStudio.StartAsync(new TrainingOptions(Steps: 40));
        using var page = await HubClient.ConnectAsync(studio.Address);
        using var started = await studio.Http.PostAsync("/api/models/first/report", content: null);
        await page.NextAsync("evaluation", view => view.GetProperty("share").GetDouble() > 0);

        Assert.Contains("first", await studio.Http.PostAsync("/api/models/first/report", content: null).RefusedAsync(HttpStatusCode.Conflict), StringComparison.Ordinal);
        Assert.Equal("first", (await studio.Http.JsonAsync("/api/models/first/report")).GetProperty("running").GetProperty("name").GetString());
        using var stopped = await studio.Http.DeleteAsync("/api/evaluations");
        Assert.Equal(HttpStatusCode.NoContent, stopped.StatusCode);
        await page.NextAsync("evaluation", view => view.GetProperty("state").GetString() == "stopped");

        Assert.False(Directory.Exists(Path.Combine(studio.Models, "first", "report")));
        await studio.Http.GetAsync("/models/first/report/").RefusedAsync(HttpStatusCode.NotFound);
        using var again = await studio.Http.PostAsync("/api/models/first/report", content: null);
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
    }

    [Fact]
    public async Task ItRestsWhileAJamIsPlayedAndGoesOnAfterwards()
    {
        await using var studio = await TrainingStudio.StartAsync(new TrainingOptions(Steps: 40));
        using var page = await HubClient.ConnectAsync(studio.Address);
        using (var player = await JamClient.OverHubAsync(studio.Address))
        {
            await player.JoinAsync("beside a measuring", model: "first");
            await player.PlayAsync(1, (0, 0, 110, 0));
            using var started = await studio.Http.PostAsync("/api/models/first/report", content: null);
            await page.NextAsync("evaluation", view => view.GetProperty("sentence").GetString()!.Contains("Rests", StringComparison.Ordinal));
        }

        await page.NextAsync("evaluation", view => view.GetProperty("state").GetString() == "done");
    }

    [Fact]
    public async Task WhatIsNotThereCannotBeMeasuredAndNoAddressLeadsElsewhere()
    {
        await using var studio = await TrainingStudio.StartAsync(new TrainingOptions(Steps: 40));
        await studio.Http.DeleteAsync("/api/evaluations").RefusedAsync(HttpStatusCode.Conflict);
        await studio.Http.PostAsync("/api/models/nobody/report", content: null).RefusedAsync(HttpStatusCode.NotFound);
        Directory.CreateDirectory(Path.Combine(studio.Models, "first", "report"));
        File.WriteAllText(Path.Combine(studio.Models, "first", "report", "report.html"), ReportSoundTests.Report().ToHtml());
        Assert.NotEmpty(await studio.Http.GetByteArrayAsync("/models/first/report/"));

        foreach (var path in new[]
        {
            "/models/first/report/../model.json", "/models/first/report/%2e%2e/model.json", "/models/first/report/..%2fmodel.json", "/models/first/report/midi/..%2f..%2fmodel.json",
            "/models/first/report/model.json", "/models/../report/report.html", "/models/%2e%2e/report/report.html", "/models/first%2freport/report/report.html",
            "/models/first/report/report.html%00", "/models/first/report//report.html", "/models/.training/report/report.html",
        })
        {
            using var answer = await studio.Http.GetAsync(new Uri(studio.Address.ToString().TrimEnd('/') + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
            Assert.True((int)answer.StatusCode is 400 or 404, $"{path}: {answer.StatusCode}");
            Assert.NotEqual("text/html", answer.Content.Headers.ContentType?.MediaType);
        }
    }
}
