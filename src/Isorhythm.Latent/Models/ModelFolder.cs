using System.Globalization;
using System.Text.Json;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// A trained model on the disk: model.json, weights.safetensors, map.safetensors, training.jsonl, README.md. A checkpoint of Magenta opens too, and a model of R-VAE.
/// </summary>
internal static class ModelFolder
{
    internal const string DescriptionFile = "model.json";
    internal const string WeightsFile = "weights.safetensors";
    internal const string MapFile = "map.safetensors";
    internal const string LogFile = "training.jsonl";
    internal const string CardFile = "README.md";

    /// <summary>Names the training that a file belongs to, so that files of two trainings are not taken for one model.</summary>
    private const string RunKey = "run";

    /// <summary>Stages the files of a model; committing them makes it the folder's.</summary>
    internal static void Stage(AtomicFiles files, ModelDescription description, Vae model, IReadOnlyList<MappedPhrase> phrases)
    {
        var (tensors, text) = PhraseTable.Write([.. phrases.Select(phrase => new CorpusPhrase(phrase.Phrase, phrase.Source, phrase.At, phrase.Style))], model.Representation);
        text[RunKey] = description.Run;
        var codes = new SafeTensor("codes", [phrases.Count, model.Dimensions], phrases.SelectMany(phrase => phrase.Code).ToArray());
        var heldOut = new SafeTensor("heldOut", [phrases.Count], phrases.Select(phrase => phrase.HeldOut ? 1f : 0f).ToArray());
        var weights = new SafeTensors(model.Weights.Export(), new Dictionary<string, string> { [RunKey] = description.Run });
        files.Stage(WeightsFile, weights.Write);
        files.Stage(MapFile, new SafeTensors([codes, heldOut, .. tensors], text).Write);
        files.Stage(CardFile, ModelCard.Write(description, phrases));
        files.Stage(DescriptionFile, JsonSerializer.Serialize(description, LatentJson.Default.ModelDescription));
    }

    internal static ModelDescription Describe(string folder)
    {
        if (MagentaCheckpoint.IsIn(folder))
        {
            return MagentaCheckpoint.Describe(folder);
        }

        if (RhythmVaeCheckpoint.IsIn(folder))
        {
            return RhythmVaeCheckpoint.Describe(folder);
        }

        var path = Path.Combine(folder, DescriptionFile);
        try
        {
            var text = File.ReadAllText(path);
            CheckFormat(text, folder);
            return JsonSerializer.Deserialize(text, LatentJson.Default.ModelDescription) is { } description
                ? description with { Name = Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar)) }
                : throw new JsonException("it is empty");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IsorhythmException(Directory.Exists(folder)
                ? $"{folder} holds no finished model ({DescriptionFile} is missing): train into it, or continue its training with --resume."
                : $"There is no model folder {folder}: check the path, or train one.", error);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Broken(path, error.Message, error);
        }
    }

    internal static LatentSpace Open(string folder)
    {
        if (MagentaCheckpoint.IsIn(folder))
        {
            return MagentaCheckpoint.Open(folder);
        }

        if (RhythmVaeCheckpoint.IsIn(folder))
        {
            return RhythmVaeCheckpoint.Open(folder);
        }

        var description = Describe(folder);
        var model = Vae.Create(description.Recipe);
        var weights = Read(folder, WeightsFile, description);
        Checked(folder, WeightsFile, () => model.Weights.Import(weights));
        if (weights.Tensors.FirstOrDefault(tensor => !tensor.IsFinite) is { } bad)
        {
            throw Broken(Path.Combine(folder, WeightsFile), $"\"{bad.Name}\" holds values that are no numbers");
        }

        var map = Read(folder, MapFile, description);
        IReadOnlyList<MappedPhrase> phrases = [];
        Checked(folder, MapFile, () => phrases = Phrases(map, model, Path.Combine(folder, MapFile)));
        var log = new Lazy<IReadOnlyList<TrainingLogLine>>(() => TrainingLogLine.ReadAll(Path.Combine(folder, LogFile)));
        return model is GridVae grid ? new GridSpace(description, grid, phrases) { Log = log } : new LatentSpace(description, model, phrases) { Log = log };
    }

    /// <summary>What a phrase is called on the map.</summary>
    internal static IEnumerable<string> NamesOf(IReadOnlyList<CorpusPhrase> phrases)
    {
        var perSource = phrases.CountBy(phrase => phrase.Source).ToDictionary(StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var phrase in phrases)
        {
            var number = seen[phrase.Source] = seen.GetValueOrDefault(phrase.Source) + 1;
            yield return NameOf(phrase.Source, number, perSource[phrase.Source]);
        }
    }

    /// <summary>What the phrase of that number, from 1, of a source is called that has so many.</summary>
    internal static string NameOf(string source, int number, int of)
    {
        var name = MidiSource.IsMidi(source) ? Path.GetFileNameWithoutExtension(source) : Path.GetFileName(source);
        return of == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} · {number}");
    }

    private static List<MappedPhrase> Phrases(SafeTensors map, Vae model, string path)
    {
        var table = PhraseTable.Read(map, model.Representation, path);
        var codes = map.Get("codes", table.Count, model.Dimensions);
        var heldOut = map.Get("heldOut", table.Count);
        var phrases = new List<MappedPhrase>(table.Count);
        foreach (var (phrase, name) in table.Zip(NamesOf(table)))
        {
            var code = codes.Slice(phrases.Count * model.Dimensions, model.Dimensions).ToArray();
            phrases.Add(new(name, phrase.Source, phrase.At, phrase.Style, phrase.Phrase, code, heldOut[phrases.Count] != 0));
        }

        return phrases;
    }

    private static SafeTensors Read(string folder, string name, ModelDescription description)
    {
        SafeTensors? file = null;
        Checked(folder, name, () => file = SafeTensors.Read(Path.Combine(folder, name)));
        return file!.Metadata.GetValueOrDefault(RunKey) == description.Run
            ? file
            : throw Broken(Path.Combine(folder, name), $"it is of another training than {DescriptionFile}");
    }

    private static void Checked(string folder, string name, Action read)
    {
        try
        {
            read();
        }
        catch (Exception error) when (error is SafeTensorsException or IOException or UnauthorizedAccessException)
        {
            throw Broken(Path.Combine(folder, name), error.Message, error);
        }
    }

    private static void CheckFormat(string text, string folder)
    {
        using var json = JsonDocument.Parse(text);
        var format = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("format", out var value)
            && value.TryGetInt32(out var number) ? number : throw new JsonException("it names no format");
        if (format > ModelDescription.CurrentFormat)
        {
            throw new IsorhythmException(
                $"The model {folder} is of format {format}, and this version reads up to {ModelDescription.CurrentFormat}: install a newer Isorhythm.");
        }
    }

    private static IsorhythmException Broken(string path, string why, Exception? error = null) =>
        new($"The model file {path} cannot be used ({why.TrimEnd('.')}): train the model again, or restore the folder from a copy.", error!);
}
