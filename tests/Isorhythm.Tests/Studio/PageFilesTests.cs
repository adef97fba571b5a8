using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Isorhythm.Tests;

public sealed partial class PageFilesTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    [Fact]
    public async Task ThePageAndAllItNamesComeFromTheStudio()
    {
        using var page = await studio.Http.GetAsync("/");
        var html = await page.Content.ReadAsStringAsync();
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotMatch(@"(?:src|href)=""https?:", html);
        var named = Named().Matches(html).Select(match => match.Groups["file"].Value).ToList();
        Assert.NotEmpty(named);
        foreach (var file in named)
        {
            using var answer = await studio.Http.GetAsync(new Uri(studio.Address, file));
            Assert.True(answer.IsSuccessStatusCode, $"{file}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task FilesNamedByTheirHashAreKeptAndThePageIsAskedForAgain()
    {
        using var page = await studio.Http.GetAsync("/");
        Assert.True(page.Headers.CacheControl!.NoCache);
        var asset = Named().Matches(await page.Content.ReadAsStringAsync()).Select(match => match.Groups["file"].Value).First(file => file.Contains("assets/", StringComparison.Ordinal));
        using var answer = await studio.Http.GetAsync(new Uri(studio.Address, asset));
        Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl!.MaxAge);
    }

    [Fact]
    public async Task TextIsSentCompressedToWhoeverReadsIt()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { AcceptEncoding = { new StringWithQualityHeaderValue("br") } } };
        using var answer = await studio.Http.SendAsync(request);
        Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
    }

    [GeneratedRegex(@"(src|href)=""(?<file>[^""#]+)""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Named();
}
