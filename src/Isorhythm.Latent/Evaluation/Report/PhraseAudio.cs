using System.Text;
using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>A phrase of a report as it is heard: what the page plays and what its MIDI file holds are the notes of one score.</summary>
/// <param name="FileName">The MIDI file's name, its ending included.</param>
/// <param name="Score">The notes.</param>
/// <param name="Voices">The voice of each track of the score.</param>
internal sealed record PhraseAudio(string FileName, Score Score, IReadOnlyList<ReportVoice> Voices)
{
    /// <summary>Phrases carry no tempo; most of this music lies near this one.</summary>
    internal const double BeatsPerMinute = 120;

    private const int Digits = 4;

    internal static PhraseAudio Of(Phrase phrase, string fileName) => phrase switch
    {
        GridPhrase rhythm => new(fileName, PhraseWriter.ToScore([rhythm], BeatsPerMinute), [ReportVoice.Drums]),
        TokenPhrase tokens => new(
            fileName, TokenWriter.ToScore([tokens], BeatsPerMinute), [.. tokens.Tracks.Tracks.Select(track => track.IsDrums ? ReportVoice.Drums : VoiceOf(track.Name))]),
        _ => throw new ArgumentException($"Nothing plays phrases on {phrase.Form}.", nameof(phrase)),
    };

    /// <summary>How long it lasts, in quarters.</summary>
    internal double Quarters => (double)Score.End.Value / Score.TicksPerQuarter;

    /// <summary>The notes by start, <c>[5]</c> each: start and length in quarters, MIDI pitch, velocity 1..127, number of the <see cref="ReportVoice"/>.</summary>
    internal IEnumerable<double[]> Notes => Score.Notes.Select(note => (double[])
    [
        Math.Round((double)note.Start.Value / Score.TicksPerQuarter, Digits),
        Math.Round((double)note.Duration.Value / Score.TicksPerQuarter, Digits),
        note.Pitch,
        note.Velocity,
        (int)Voices[note.Track],
    ]);

    /// <summary>The MIDI file.</summary>
    internal byte[] ToMidi() => MidiWriter.Write(Score);

    /// <summary>A name as a file's: letters and digits of the Latin alphabet, small, and dashes for what lies between.</summary>
    internal static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(char.ToLowerInvariant(letter));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }

    private static ReportVoice VoiceOf(string track) => track switch
    {
        "bass" => ReportVoice.Bass,
        "guitar" or "piano" => ReportVoice.Keys,
        "strings" => ReportVoice.Strings,
        _ => ReportVoice.Melody,
    };
}

/// <summary>What plays a note on a report's page; its script counts them in this order.</summary>
internal enum ReportVoice
{
    /// <summary>A drum, which one by its General MIDI pitch.</summary>
    Drums,

    /// <summary>A melody.</summary>
    Melody,

    /// <summary>A bass.</summary>
    Bass,

    /// <summary>A piano or a guitar.</summary>
    Keys,

    /// <summary>Strings.</summary>
    Strings,
}
