using System.Text;
using System.Text.Json;
using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>The music of a report, gathered while its page is written: whatever phrase is drawn can be played there, and lies beside it as a MIDI file.</summary>
internal sealed class ReportSound
{
    /// <summary>The folder of the MIDI files, beside the page.</summary>
    internal const string Folder = "midi";

    private readonly List<PhraseAudio> phrases = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    /// <summary>The phrases in the order of their numbers.</summary>
    internal IReadOnlyList<PhraseAudio> Phrases => phrases;

    /// <summary>The protocol whose pictures are being drawn; its name begins the names of their files.</summary>
    internal string Section { get; set; } = "";

    /// <summary>Takes a phrase in.</summary>
    /// <param name="phrase">The music.</param>
    /// <param name="name">What a listener would call its file.</param>
    /// <returns>The number that buttons name it by.</returns>
    internal int Add(Phrase phrase, string name)
    {
        var stem = PhraseAudio.Slug($"{Section} {name}");
        var unused = Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? stem : $"{stem}-{n}").First(names.Add);
        phrases.Add(PhraseAudio.Of(phrase, unused + ".mid"));
        return phrases.Count - 1;
    }

    /// <summary>What the page's script reads: <c>{"tempo","phrases":[{"quarters","notes":[[start,length,pitch,velocity,voice]]}]}</c>.</summary>
    internal string ToJson()
    {
        var shape = new Shape(PhraseAudio.BeatsPerMinute, [.. phrases.Select(phrase => new PhraseShape(phrase.Quarters, [.. phrase.Notes]))]);
        using var json = new MemoryStream();
        // Notes a line each would be most of the page.
        using (var compact = new Utf8JsonWriter(json))
        {
            JsonSerializer.Serialize(compact, shape, LatentJson.Default.ReportSoundShape);
        }

        return Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length);
    }

    internal sealed record Shape(double Tempo, IReadOnlyList<PhraseShape> Phrases);

    internal sealed record PhraseShape(double Quarters, IReadOnlyList<double[]> Notes);
}
