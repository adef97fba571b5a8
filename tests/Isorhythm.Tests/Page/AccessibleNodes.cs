using System.Text.Json;
using Microsoft.Playwright;

namespace Isorhythm.Tests;

/// <summary>What the browser tells a screen reader of an element.</summary>
internal sealed record AccessibleNode(string Role, string Name)
{
    private static readonly string[] Controls =
        ["button", "checkbox", "combobox", "link", "listbox", "radio", "searchbox", "slider", "spinbutton", "switch", "tab", "textbox", "application", "grid"];

    public bool IsControl => Controls.Contains(Role);
}

/// <summary>The browser's own accessibility tree of a page.</summary>
internal static class AccessibleNodes
{
    public static async Task<IReadOnlyList<AccessibleNode>> OfAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        var tree = (await session.SendAsync("Accessibility.getFullAXTree"))!.Value;
        return [.. tree.GetProperty("nodes").EnumerateArray()
            .Where(node => !node.GetProperty("ignored").GetBoolean())
            .Select(node => new AccessibleNode(Text(node, "role"), Text(node, "name")))];
    }

    private static string Text(JsonElement node, string property) =>
        node.TryGetProperty(property, out var value) && value.TryGetProperty("value", out var text) ? text.GetString() ?? "" : "";
}
