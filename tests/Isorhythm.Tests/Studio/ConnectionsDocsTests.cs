using System.Text.Json;
using System.Text.RegularExpressions;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

/// <summary>What the documents say of OSC is what the studio does.</summary>
public sealed partial class ConnectionsDocsTests
{
    private static string Page => File.ReadAllText(Path.Combine(Requirements.Repository, "docs", "connections.md"));

    private static JsonElement Patcher =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Requirements.Repository, "docs", "max", "isorhythm.maxpat"))).RootElement.GetProperty("patcher");

    private static List<JsonElement> Boxes => [.. Patcher.GetProperty("boxes").EnumerateArray().Select(box => box.GetProperty("box"))];

    [Fact]
    public void EveryLineOfTheMaxPatchJoinsAnOutletAndAnInletThatAreThere()
    {
        var boxes = Boxes.ToDictionary(box => box.GetProperty("id").GetString()!);
        var lines = Patcher.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("patchline")).ToList();
        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            var (source, destination) = (line.GetProperty("source"), line.GetProperty("destination"));
            Assert.InRange(source[1].GetInt32(), 0, boxes[source[0].GetString()!].GetProperty("numoutlets").GetInt32() - 1);
            Assert.InRange(destination[1].GetInt32(), 0, boxes[destination[0].GetString()!].GetProperty("numinlets").GetInt32() - 1);
        }
    }

    [Fact]
    public void TheMaxPatchSpeaksOnTheStudiosPortsAndAddresses()
    {
        var texts = Boxes.Where(box => box.TryGetProperty("text", out _)).Select(box => box.GetProperty("text").GetString()!).ToList();
        Assert.Contains($"udpsend 127.0.0.1 {OscOptions.DefaultIn}", texts);
        Assert.Contains($"udpreceive {OscOptions.DefaultOut}", texts);
        Assert.All(texts.Where(text => text.StartsWith("prepend", StringComparison.Ordinal)), text => Assert.True(OscAddress.IsTaken(text.Split(' ')[1]), text));
        var heard = texts.Single(text => text.StartsWith("route", StringComparison.Ordinal)).Split(' ')[1..];
        Assert.All(heard, address => Assert.True(OscAddress.IsSent(address), address));
    }

    [Fact]
    public void ThePageOfConnectionsNamesEveryAddressAndNoOther()
    {
        var known = OscAddress.Taken.Concat(OscAddress.Sent).Concat(OscAddress.SentToWekinator).Select(address => address.Address).ToHashSet();
        var named = Address().Matches(Page).Select(match => match.Value).ToHashSet();
        Assert.Equal(known.Order(), named.Order());
        Assert.All([OscOptions.DefaultIn, OscOptions.DefaultOut, OscOptions.DefaultWekinator], port => Assert.Contains($"{port}", Page, StringComparison.Ordinal));
    }

    [GeneratedRegex("/(?:isorhythm|wek|wekinator)/[a-z/]+")]
    private static partial Regex Address();
}
