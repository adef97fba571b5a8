using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Isorhythm.Tests;

public sealed partial class PageFilesTests(StudioFixture studio, ITestOutputHelper output) : IClassFixture<StudioFixture>
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

    [Fact]
    public async Task ThePageIsThereAfterLessThanAHundredKilobytes()
    {
        var sizes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in (string[])["/", .. Named().Matches(await studio.Http.GetStringAsync("/")).Select(match => match.Groups["file"].Value)])
        {
            var text = await studio.Http.GetStringAsync(new Uri(studio.Address, file));
            sizes[file] = await CompressedAsync(new Uri(studio.Address, file));
            foreach (var font in Fonts().Matches(text).Select(match => match.Groups["file"].Value))
            {
                sizes[font] = await CompressedAsync(new Uri(new Uri(studio.Address, file), font));
            }
        }

        foreach (var kind in sizes.GroupBy(size => Path.GetExtension(size.Key)))
        {
            output.WriteLine($"{kind.Key,-7} {kind.Sum(size => size.Value),7}");
        }

        Assert.Equal(2, sizes.Keys.Count(file => file.EndsWith(".woff2", StringComparison.Ordinal)));
        Assert.InRange(sizes.Values.Sum(), 50_000, 100_000);
    }

    private async Task<int> CompressedAsync(Uri file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, file) { Headers = { AcceptEncoding = { new StringWithQualityHeaderValue("br") } } };
        using var answer = await studio.Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{file}: {answer.StatusCode}");
        return (await answer.Content.ReadAsByteArrayAsync()).Length;
    }

    [GeneratedRegex(@"url\(""?(?<file>[^"")]+\.woff2)""?\)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Fonts();

    [GeneratedRegex(@"(src|href)=""(?<file>[^""#]+)""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Named();
}
