using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>One phrase on a report's page: its picture with the place of the playhead, a button that plays it, and its MIDI file.</summary>
/// <param name="Number">Its number in the report's sound.</param>
/// <param name="Name">What it is called, also to those who do not see it.</param>
/// <param name="Picture">The picture as HTML.</param>
/// <param name="File">The MIDI file's name.</param>
internal sealed record PhraseTake(int Number, string Name, string Picture, string File)
{
    /// <summary>Draws a phrase and takes it into the report's sound.</summary>
    /// <param name="sound">The report's.</param>
    /// <param name="phrase">The music.</param>
    /// <param name="voices">The lanes of its picture, from the bottom.</param>
    /// <param name="colour">Of its notes.</param>
    /// <param name="name">What it is called.</param>
    internal static PhraseTake Of(ReportSound sound, Phrase phrase, int[] voices, string colour, string name)
    {
        var number = sound.Add(phrase, name);
        var title = $"{name}: {Count(phrase.Onsets.Count())}";
        var picture = $"<div class=\"picture\" data-phrase=\"{number}\">{PhrasePicture.Draw(phrase, voices, colour, title)}<i class=\"head\"></i></div>";
        return new(number, name, picture, sound.Phrases[number].FileName);
    }

    /// <summary>The button that plays it; what is written on it tells it from those beside it.</summary>
    internal string Button(string words = "") => ButtonOf($"{Number}", Name, words);

    /// <summary>The link to its MIDI file.</summary>
    internal string Link() => $"<a class=\"file\" href=\"{ReportSound.Folder}/{File}\" download aria-label=\".mid of {SvgCanvas.Escaped(Name)}\">.mid</a>";

    /// <summary>A button that plays phrases one after another.</summary>
    internal static string ButtonOf(string numbers, string name, string words) =>
        $"<button type=\"button\" class=\"play\" data-play=\"{numbers}\" aria-pressed=\"false\" aria-label=\"Play {SvgCanvas.Escaped(name)}\">{SvgCanvas.Escaped(words)}</button>";

    private static string Count(int notes) => notes switch { 0 => "silence", 1 => "1 note", _ => $"{notes} notes" };
}
