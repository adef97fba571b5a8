using System.Globalization;
using System.Text.Json;
using Isorhythm.Latent;

namespace Isorhythm.Cli;

/// <summary>Latent codes as a person or a script gives them: "x,y;x,y", or a JSON file.</summary>
internal static class CodeList
{
    /// <summary>
    /// Reads codes of <paramref name="space"/>. A file holds <c>[[x,y],[x,y]]</c>, one code <c>[x,y]</c>, or what
    /// <c>encode --json</c> wrote.
    /// </summary>
    /// <exception cref="AskedWronglyException">Something is not a number, or a code has the wrong count of them.</exception>
    internal static float[][] Read(string given, LatentSpace space)
    {
        var codes = File.Exists(given) ? FromFile(given) : FromText(given);
        for (var index = 0; index < codes.Length; index++)
        {
            if (codes[index].Length != space.Dimensions)
            {
                throw new AskedWronglyException(
                    $"Code {index + 1} of --codes has {Count(codes[index].Length)}, "
                    + $"and {space.Name} needs {Count(space.Dimensions)} a code, such as \"{Sample(space.Dimensions)}\".");
            }
        }

        return codes;
    }

    private static float[][] FromText(string text)
    {
        if (text.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            throw new IsorhythmException($"There is no file {text}: check the path given to --codes.");
        }

        return [.. text.Split(';').Select(point => point.Split(',').Select(Coordinate).ToArray())];
    }

    private static float Coordinate(string word) =>
        float.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number)
            ? number
            : throw new AskedWronglyException(
                $"'{word.Trim()}' in --codes is not a number: write codes as \"0.5,-1;1,0\", or name a JSON file.");

    private static float[][] FromFile(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            var isOneCode = root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0 && root[0].ValueKind == JsonValueKind.Number;
            return isOneCode ? [Numbers(root)] : [.. root.EnumerateArray().Select(CodeOf).Select(Numbers)];
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new IsorhythmException(
                $"{path} is not a list of codes: write [[0.5,-1],[1,0]], or take what encode --json writes.", wrong);
        }
    }

    private static JsonElement CodeOf(JsonElement item) => item.ValueKind == JsonValueKind.Object ? item.GetProperty("code") : item;

    private static float[] Numbers(JsonElement code) =>
        [.. code.EnumerateArray()
            .Select(number => number.GetSingle())
            .Select(number => float.IsFinite(number) ? number : throw new FormatException())];

    private static string Count(int numbers) => numbers == 1 ? "1 number" : $"{numbers} numbers";

    private static string Sample(int dimensions) =>
        dimensions <= 4 ? string.Join(',', Enumerable.Repeat("0.5", dimensions)) : $"0.5,0.5,... ({dimensions} in all)";
}
