using System.Text.Json;

namespace Isorhythm.Tests;

/// <summary>axe-core, the accessibility checker, run within a page.</summary>
internal static class Axe
{
    private static readonly string Source = Path.Combine(Requirements.Repository, "src/Isorhythm.Studio/web/node_modules/axe-core/axe.min.js");

    /// <summary>Everything that is shown now, with nothing that axe objects to.</summary>
    public static async Task IsSatisfiedAsync(PlayedPage page, string view)
    {
        if (!await page.Page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.Page.EvaluateAsync(await File.ReadAllTextAsync(Source));
        }

        var violations = await page.Page.EvaluateAsync<JsonElement>("() => axe.run().then(({ violations }) => violations)");
        Assert.True(violations.GetArrayLength() == 0, string.Join('\n', violations.EnumerateArray().Select(violation => Words(view, violation))));
    }

    private static string Words(string view, JsonElement violation) =>
        $"{view}: {violation.GetProperty("id")}, {violation.GetProperty("help")}:\n  "
        + string.Join("\n  ", violation.GetProperty("nodes").EnumerateArray().Select(node => $"{node.GetProperty("html")} {node.GetProperty("failureSummary")}"));
}
