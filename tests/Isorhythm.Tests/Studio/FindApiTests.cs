using System.Net;
using System.Text.Json;
using Isorhythm.Latent;

namespace Isorhythm.Tests;

public sealed class FindApiTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    [Fact]
    public async Task ADroppedClipLiesWhereTheSpaceEncodesItsFirstPhrase()
    {
        var import = await ImportAsync(("clips/one & two.mid", DrumClips.Bytes([DrumClips.Phrase(3), DrumClips.Phrase(5)])));
        var found = await (await studio.Http.GetAsync(Address(import, "clips/one & two.mid"))).JsonAsync();

        var expected = LatentSpace.Open(Path.Combine(studio.Models, "clips of ours")).Encode(DrumClips.Phrase(3));
        // MIDI rounds a velocity to 1/127.
        Assert.All(expected.Zip(found.GetProperty("code").EnumerateArray()), pair => Assert.Equal(pair.First, pair.Second.GetSingle(), 0.01f));
    }

    [Fact]
    public async Task AFileWithoutMusicAndOneThatIsNotThereAreRefusedByName()
    {
        var import = await ImportAsync(("silence.mid", DrumClips.Silence));
        Assert.StartsWith("silence.mid has no place", await studio.Http.GetAsync(Address(import, "silence.mid")).RefusedAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Contains("other.mid", await studio.Http.GetAsync(Address(import, "other.mid")).RefusedAsync(HttpStatusCode.NotFound), StringComparison.Ordinal);
        await studio.Http.GetAsync(Address("gone", "silence.mid")).RefusedAsync(HttpStatusCode.NotFound);
    }

    private static string Address(string import, string path) =>
        $"/api/models/clips%20of%20ours/find?import={import}&path={Uri.EscapeDataString(path)}";

    private async Task<string> ImportAsync(params (string Path, byte[] Bytes)[] files)
    {
        using var body = StudioFixture.Dropped(files);
        JsonElement answer = await (await studio.Http.PostAsync("/api/imports", body)).JsonAsync();
        return answer.GetProperty("id").GetString()!;
    }
}
