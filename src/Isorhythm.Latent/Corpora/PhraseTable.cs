using System.Text.Json;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// Phrases as arrays, for corpus files and maps: their events one after another (for drums on a grid "hits" <c>[H, 4]</c>), "phrases"
/// <c>[P, 4]</c> (number of events, quarters from the file's start, source, style; -1 is no style), and the names of sources and styles as text.
/// </summary>
internal static class PhraseTable
{
    private const int PhraseColumns = 4;

    internal static (IReadOnlyList<SafeTensor> Tensors, Dictionary<string, string> Text) Write(
        IReadOnlyList<CorpusPhrase> phrases, Representation representation)
    {
        var sources = new NameList();
        var styles = new NameList();
        var rows = new float[phrases.Count * PhraseColumns];
        var events = new List<float>(phrases.Count * 64);
        for (var i = 0; i < phrases.Count; i++)
        {
            var phrase = phrases[i];
            float style = phrase.Style is null ? -1 : styles.IndexOf(phrase.Style);
            var some = representation.ToEvents(phrase.Phrase);
            float[] row = [some.Length / representation.EventWidth, (float)phrase.At.Value, sources.IndexOf(phrase.Source), style];
            row.CopyTo(rows, i * PhraseColumns);
            events.AddRange(some);
        }

        return (
            [
                new SafeTensor(representation.EventName, [events.Count / representation.EventWidth, representation.EventWidth], events.ToArray()),
                new SafeTensor("phrases", [phrases.Count, PhraseColumns], rows),
            ],
            new() { ["sources"] = sources.ToJson(), ["styles"] = styles.ToJson() });
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="SafeTensorsException">Something is missing, or an event is none of the representation.</exception>
    internal static List<CorpusPhrase> Read(SafeTensors file, Representation representation, string path)
    {
        var sources = Names(file, "sources", path);
        var styles = Names(file, "styles", path);
        var width = representation.EventWidth;
        var events = Rows(file, representation.EventName, width, path);
        var rows = Rows(file, "phrases", PhraseColumns, path);
        var phrases = new List<CorpusPhrase>(rows.Length / PhraseColumns);
        for (var at = 0; rows.Length > 0; rows = rows[PhraseColumns..])
        {
            var (count, source, style) = ((int)rows[0], (int)rows[2], (int)rows[3]);
            if (count < 0 || (long)(at + count) * width > events.Length || (uint)source >= sources.Length || style >= styles.Length)
            {
                throw new SafeTensorsException($"{path} is broken: phrase {phrases.Count} names what the file does not hold.");
            }

            var phrase = ReadPhrase(events.Slice(at * width, count * width), representation, path);
            phrases.Add(new CorpusPhrase(phrase, sources[source], new Quarters(rows[1]), style < 0 ? null : styles[style]));
            at += count;
        }

        return phrases;
    }

    private static Phrase ReadPhrase(ReadOnlySpan<float> events, Representation representation, string path)
    {
        try
        {
            return representation.FromEvents(events);
        }
        catch (ArgumentException error)
        {
            throw new SafeTensorsException($"{path} is broken: {error.Message}", error);
        }
    }

    private static ReadOnlySpan<float> Rows(SafeTensors file, string name, int columns, string path)
    {
        var tensor = file.Find(name);
        return tensor is { Shape: [_, var width] } && width == columns
            ? tensor.Values.Span
            : throw new SafeTensorsException($"{path} has no \"{name}\" of {columns} columns.");
    }

    private static string[] Names(SafeTensors file, string key, string path)
    {
        try
        {
            return JsonSerializer.Deserialize(file.Metadata.GetValueOrDefault(key, ""), LatentJson.Default.StringArray) ?? [];
        }
        catch (JsonException error)
        {
            throw new SafeTensorsException($"{path} is broken: its list of {key} cannot be read.", error);
        }
    }

    private sealed class NameList
    {
        private readonly Dictionary<string, int> indices = [];

        internal int IndexOf(string name)
        {
            indices.TryAdd(name, indices.Count);
            return indices[name];
        }

        internal string ToJson() => JsonSerializer.Serialize([.. indices.Keys], LatentJson.Default.StringArray);
    }
}
