using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Isorhythm.Latent;

/// <summary>The README.md of a model folder: a model card with a YAML header (huggingface.co/docs/hub/model-cards).</summary>
internal static class ModelCard
{
    internal static string Write(ModelDescription description, IReadOnlyList<MappedPhrase> phrases)
    {
        var recipe = description.Recipe;
        var text = new StringBuilder();
        text.AppendLine("---");
        text.AppendLine("library_name: isorhythm");
        text.AppendLine("tags: [music, midi, rhythm, vae]");
        text.AppendLine(CultureInfo.InvariantCulture, $"model_name: {JsonSerializer.Serialize(description.Name, LatentJson.Default.String)}");
        text.AppendLine("---");
        text.AppendLine(CultureInfo.InvariantCulture, $"# {description.Name}");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{recipe.Title}. Recipe `{recipe.Name}`, after {recipe.Paper}.");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"**{description.Verdict}**");
        text.AppendLine();
        text.AppendLine("| | |");
        text.AppendLine("| --- | --- |");
        foreach (var (name, value) in Facts(description))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {value} |");
        }

        text.AppendLine();
        text.AppendLine("## What it was trained on");
        text.AppendLine(description.Credit ?? "Nobody has checked whether these files may be passed on; the map holds their hits.");
        text.AppendLine();
        foreach (var source in phrases.GroupBy(phrase => phrase.Source, StringComparer.Ordinal).Take(200))
        {
            var heldOut = source.First().HeldOut ? ", held out" : "";
            var phrasesOnMap = source.Count() == 1 ? "1 phrase" : $"{source.Count()} phrases";
            text.AppendLine(CultureInfo.InvariantCulture, $"- {source.Key.ReplaceLineEndings(" ")}: {phrasesOnMap} on the map{heldOut}");
        }

        text.AppendLine();
        text.AppendLine("## What it cannot do");
        text.AppendLine(CultureInfo.InvariantCulture, $"It plays only what fits its grid ({recipe.Representation}), and only near what it has heard.");
        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Facts(ModelDescription description)
    {
        yield return ("Corpus", Invariant($"{description.Phrases} phrases of {description.Clips} clips, {description.HeldOutClips} of them held out"));
        yield return ("Latent dimensions", Invariant($"{description.Recipe.Prior.Dimensions}"));
        yield return ("Weights", Invariant($"{description.Parameters}"));
        yield return ("Steps", Invariant($"{description.Steps}"));
        yield return ("Seed", Invariant($"{description.Seed}"));
        yield return ("Loss on what it trained on", Invariant($"{description.Train.Total:0.00} nats a phrase"));
        yield return ("Loss on clips held out", description.Validation is { } loss ? Invariant($"{loss.Total:0.00} nats a phrase") : "none held out");
        yield return ("Corpus fingerprint", $"`{description.Corpus}`");
        yield return ("Written by", $"Isorhythm {description.Version}");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
