using System.Net;
using System.Text;
using System.Text.Json;

namespace Isorhythm.Tests;

/// <summary>What the tests ask of an answer of the studio.</summary>
internal static class HttpAnswers
{
    public static async Task<JsonElement> JsonAsync(this HttpClient http, string address) =>
        JsonDocument.Parse(await http.GetStringAsync(address)).RootElement;

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public static StringContent Json(object body) => new(JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");

    /// <summary>The sentence of a refusal: one, for people.</summary>
    public static async Task<string> RefusedAsync(this Task<HttpResponseMessage> asked, HttpStatusCode status)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {(int)status}: {text}");
        var sentence = JsonDocument.Parse(text).RootElement.GetProperty("error").GetString()!;
        Assert.EndsWith(".", sentence);
        Assert.DoesNotContain('\n', sentence);
        Assert.DoesNotContain("Exception", sentence);
        return sentence;
    }
}
