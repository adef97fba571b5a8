using System.Text.Json;
using Isorhythm.Music;
using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// Phrases as arrays, for corpus files and maps: "hits" <c>[H, 4]</c> (step, drum, velocity, offset), "phrases" <c>[P, 4]</c>
/// (number of hits, quarters from the file's start, source, style; -1 is no style), and the names of sources and styles as text.
/// </summary>
internal static class PhraseTable
{
    private const int HitColumns = 4;
    private const int PhraseColumns = 4;

    internal static (IReadOnlyList<SafeTensor> Tensors, Dictionary<string, string> Text) Write(IReadOnlyList<CorpusPhrase> phrases)
    {
        var sources = new NameList();
        var styles = new NameList();
        var rows = new float[phrases.Count * PhraseColumns];
        var hits = new List<float>(phrases.Count * 64);
        for (var i = 0; i < phrases.Count; i++)
        {
            var phrase = phrases[i];
            float style = phrase.Style is null ? -1 : styles.IndexOf(phrase.Style);
            float[] row = [phrase.Phrase.Hits.Length, (float)phrase.At.Value, sources.IndexOf(phrase.Source), style];
            row.CopyTo(rows, i * PhraseColumns);
            foreach (var hit in phrase.Phrase.Hits)
            {
                hits.AddRange([hit.Step, hit.Drum, hit.Velocity, hit.Offset]);
            }
        }

        return (
            [
                new SafeTensor("hits", [hits.Count / HitColumns, HitColumns], hits.ToArray()),
                new SafeTensor("phrases", [phrases.Count, PhraseColumns], rows),
            ],
            new() { ["sources"] = sources.ToJson(), ["styles"] = styles.ToJson() });
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="SafeTensorsException">Something is missing, or a number lies outside the grid.</exception>
    internal static List<CorpusPhrase> Read(SafeTensors file, DrumGrid grid, string path)
    {
        var sources = Names(file, "sources", path);
        var styles = Names(file, "styles", path);
        var hits = Rows(file, "hits", HitColumns, path);
        var rows = Rows(file, "phrases", PhraseColumns, path);
        var phrases = new List<CorpusPhrase>(rows.Length / PhraseColumns);
        for (var at = 0; rows.Length > 0; rows = rows[PhraseColumns..])
        {
            var (count, source, style) = ((int)rows[0], (int)rows[2], (int)rows[3]);
            if (count < 0 || (long)(at + count) * HitColumns > hits.Length || (uint)source >= sources.Length || style >= styles.Length)
            {
                throw new SafeTensorsException($"{path} is broken: phrase {phrases.Count} names what the file does not hold.");
            }

            var phrase = ReadPhrase(hits.Slice(at * HitColumns, count * HitColumns), grid, path);
            phrases.Add(new CorpusPhrase(phrase, sources[source], new Quarters(rows[1]), style < 0 ? null : styles[style]));
            at += count;
        }

        return phrases;
    }

    private static Phrase ReadPhrase(ReadOnlySpan<float> rows, DrumGrid grid, string path)
    {
        var hits = new Hit[rows.Length / HitColumns];
        for (var i = 0; i < hits.Length; i++, rows = rows[HitColumns..])
        {
            hits[i] = new Hit((int)rows[0], (int)rows[1], rows[2], rows[3]);
        }

        try
        {
            return new Phrase(grid, hits);
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
