using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Isorhythm.Latent;

/// <summary>
/// One model as five independent choices (representation, encoder, decoder, prior, objective) and how to train it.
/// A recipe is one JSON file in recipes/; the resolved recipe is saved with the weights.
/// </summary>
/// <param name="Name">What the recipe is called on the command line, "r-vae-2bar".</param>
/// <param name="Title">What it is, in a few words.</param>
/// <param name="Paper">Where it comes from.</param>
/// <param name="Representation">The name of the <see cref="Latent.Representation"/> that phrases are read in.</param>
/// <param name="Encoder">From the phrase to the posterior.</param>
/// <param name="Decoder">From the latent code to the phrase.</param>
/// <param name="Prior">What codes are expected before any phrase is seen.</param>
/// <param name="Objective">What training minimises.</param>
/// <param name="Training">How it is minimised.</param>
public sealed record Recipe(
    string Name,
    string Title,
    string Paper,
    string Representation,
    EncoderRecipe Encoder,
    DecoderRecipe Decoder,
    PriorRecipe Prior,
    ObjectiveRecipe Objective,
    TrainingRecipe Training)
{
    private static readonly Lazy<IReadOnlyList<Recipe>> Embedded = new(ReadEmbedded);

    /// <summary>The recipes that come with the program, by name.</summary>
    public static IReadOnlyList<Recipe> All => Embedded.Value;

    /// <summary>The recipe of that name, or of that name in the family of MusicVAE: "mel-2bar-small" is "musicvae-mel-2bar-small".</summary>
    /// <exception cref="IsorhythmException">There is none: the message lists those there are.</exception>
    public static Recipe Named(string name) =>
        All.FirstOrDefault(recipe => recipe.Name == name)
        ?? All.FirstOrDefault(recipe => recipe.Name == $"musicvae-{name}")
        ?? throw new IsorhythmException(
            $"There is no recipe \"{name}\": choose one of {string.Join(", ", All.Select(recipe => recipe.Name))}.");

    /// <summary>Reads a recipe from its JSON.</summary>
    /// <exception cref="IsorhythmException">A key is unknown or missing, or a value is of the wrong type or out of range.</exception>
    public static Recipe Parse(string json, string where)
    {
        try
        {
            var recipe = JsonSerializer.Deserialize(json, LatentJson.Default.Recipe)
                ?? throw new IsorhythmException($"The recipe in {where} is empty: write one as in the recipes folder.");
            recipe.Validate(where);
            return recipe;
        }
        catch (JsonException error)
        {
            throw new IsorhythmException($"The recipe in {where} cannot be read: {Plain(error)}", error);
        }
    }

    /// <summary>The recipe as the JSON that <see cref="Parse"/> reads.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, LatentJson.Default.Recipe);

    /// <summary>The recipe with one setting changed: "training.learningRate=0.0005", "prior.dimensions=8".</summary>
    /// <exception cref="IsorhythmException">The key is unknown, or the value is of the wrong type or out of range.</exception>
    public Recipe With(string setting)
    {
        var parts = setting.Split('=', 2);
        if (parts.Length != 2)
        {
            throw new IsorhythmException($"The setting \"{setting}\" has no value: write KEY=VALUE, such as training.learningRate=0.0005.");
        }

        var root = JsonSerializer.SerializeToNode(this, LatentJson.Default.Recipe)!.AsObject();
        var keys = parts[0].Trim().Split('.');
        var place = root;
        foreach (var key in keys[..^1])
        {
            place = place[key] as JsonObject ?? throw Unknown(parts[0], place);
        }

        place[keys[^1]] = Typed(setting, place[keys[^1]] ?? throw Unknown(parts[0], place), parts[1].Trim());
        return Parse(root.ToJsonString(), $"the setting {setting}");
    }

    /// <summary>The number of weights of a model that is trained by this recipe.</summary>
    public long CountParameters()
    {
        using var model = Vae.Create(this);
        return model.Weights.Count;
    }

    private static IsorhythmException Unknown(string key, JsonObject place) =>
        new($"There is no setting \"{key}\": the keys there are {string.Join(", ", place.Select(pair => pair.Key))}.");

    private static JsonValue Typed(string setting, JsonNode now, string value) => now.GetValueKind() switch
    {
        JsonValueKind.String => JsonValue.Create(value),
        JsonValueKind.True or JsonValueKind.False when bool.TryParse(value, out var yes) => JsonValue.Create(yes),
        JsonValueKind.Number when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) =>
            JsonValue.Create(number),
        JsonValueKind.Number => throw new IsorhythmException($"The setting {setting} needs a number, and \"{value}\" is none."),
        JsonValueKind.Object => throw new IsorhythmException(
            $"The setting {setting} names a group: choose one of its keys, {string.Join(", ", now.AsObject().Select(pair => pair.Key))}."),
        _ => throw new IsorhythmException($"The setting {setting} needs true or false, and \"{value}\" is neither."),
    };

    private void Validate(string where)
    {
        var representation = Latent.Representation.Named(Representation);
        if ((Encoder.Kind == "linear") != (Decoder.Kind == "linear"))
        {
            throw new IsorhythmException($"The recipe {Name} cannot be used ({where}): a linear encoder and a linear decoder go together.");
        }

        foreach (var wrong in Encoder.Faults().Concat(Decoder.Faults()).Concat(Prior.Faults()).Concat(Objective.Faults()).Concat(Training.Faults())
            .Concat(Misfits(representation)))
        {
            throw new IsorhythmException($"The recipe {Name} cannot be used ({where}): {wrong}.");
        }
    }

    /// <summary>Settings that are right in themselves, but not beside the other parts.</summary>
    private IEnumerable<string> Misfits(Representation representation)
    {
        if (Training.ScheduledSampling != "none" && !Decoder.WritesStepByStep)
        {
            yield return $"training.scheduledSampling is \"{Training.ScheduledSampling}\", and the decoder \"{Decoder.Kind}\" sees no step of what it wrote: leave it at none";
        }

        if (representation is GridRepresentation && (Training.TransposeDown > 0 || Training.TransposeUp > 0))
        {
            yield return $"training.transposeDown and training.transposeUp move notes, and {representation.Name} has drums alone: leave them at 0";
        }

        if (Objective.FreeBits > 0 && Prior.Kind != NormalPrior.Kind)
        {
            yield return $"objective.freeBits is {Objective.FreeBits}, and the divergence from a {Prior.Kind} prior is known for a batch alone: leave it at 0";
        }

        if (Prior.Kind == FlowerPrior.Kind && (Objective.Kl > 0 || Prior.Dimensions < 2))
        {
            yield return $"objective.kl is {Objective.Kl} and prior.dimensions {Prior.Dimensions}, and a flower lies in two dimensions and has no divergence in closed form: set objective.kl to 0, objective.adversarial.weight, and at least two dimensions";
        }

        if (Decoder.WritesStepByStep && Objective.Flatness.Weight > 0)
        {
            yield return $"objective.flatness.weight is {Objective.Flatness.Weight}, and what the decoder \"{Decoder.Kind}\" writes step by step has no slope: leave it at 0";
        }

        if (Decoder.WritesStepByStep && representation is TokenRepresentation && Objective.IsBounded)
        {
            yield return $"objective.kappa is {Objective.Kappa}, and {representation.Name} holds tokens, which the decoder \"{Decoder.Kind}\" is given while it learns, so its error is no bound: leave it at 0";
        }
    }

    private static string Plain(JsonException error)
    {
        var place = error.LineNumber is { } line ? $" (line {line + 1})" : "";
        var sentence = error.Message.Split(" Path:")[0].Split(" LineNumber")[0].TrimEnd('.');
        var wrongType = sentence.Contains("converted", StringComparison.Ordinal) || sentence.Contains("out of bounds", StringComparison.Ordinal);
        var whole = error.ToString().Contains("Int32", StringComparison.Ordinal) ? "a whole number" : "another kind of value";
        return wrongType && error.Path is { Length: > 2 } path ? $"{path[2..]} needs {whole}, in range{place}." : sentence + place + ".";
    }

    private static Recipe[] ReadEmbedded()
    {
        var assembly = typeof(Recipe).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("recipes/", StringComparison.Ordinal))
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return Parse(reader.ReadToEnd(), name);
            })
            .OrderBy(recipe => recipe.Name, StringComparer.Ordinal)];
    }
}
