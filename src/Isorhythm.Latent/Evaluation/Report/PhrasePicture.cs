using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>A phrase as a small picture: time from left to right, drums or pitches from bottom to top, loud notes brighter, each where microtiming puts it.</summary>
internal static class PhrasePicture
{
    private const double Width = 320;
    private const double Height = 84;
    private const double Inset = 5;

    // A drum is struck: how wide its mark is, in steps.
    private const double Strike = 0.85;
    private const double Narrowest = 1.5;
    private const double Faintest = 0.3;
    private const double Plain = 0.85;

    /// <summary>A note as it is drawn, in steps; the voice as in <see cref="Phrase.Onsets"/>.</summary>
    private readonly record struct Mark(double Step, double Length, int Voice, double Brightness);

    /// <summary>The voices of phrases that are drawn beside one another, from the bottom.</summary>
    internal static int[] VoicesOf(IEnumerable<Phrase> phrases) =>
        [.. phrases.SelectMany(phrase => phrase.Onsets).Select(onset => onset.Voice).Distinct().Order()];

    /// <summary>The phrase as one SVG element.</summary>
    /// <param name="phrase">The music.</param>
    /// <param name="voices">A lane each, from the bottom.</param>
    /// <param name="colour">Of its notes.</param>
    /// <param name="title">What it is, for those who do not see it.</param>
    internal static string Draw(Phrase phrase, int[] voices, string colour, string title)
    {
        var canvas = SvgCanvas.Stretching(Width, Height, title);
        canvas.Box(0, 0, Width, Height, ReportStyle.Ground, 0);
        DrawQuarters(canvas, phrase.Length.Value);
        var (steps, marks) = MarksOf(phrase);
        var (step, lane) = ((Width - (2 * Inset)) / steps, (Height - (2 * Inset)) / Math.Max(1, voices.Length));
        foreach (var mark in marks)
        {
            var fromBottom = Array.IndexOf(voices, mark.Voice) + 1;
            canvas.Mark(
                Inset + (mark.Step * step),
                Height - Inset - (fromBottom * lane),
                Math.Max(Narrowest, mark.Length * step),
                Math.Max(Narrowest, 0.8 * lane),
                colour,
                Faintest + ((1 - Faintest) * mark.Brightness));
        }

        return canvas.ToString();
    }

    private static void DrawQuarters(SvgCanvas canvas, double quarters)
    {
        for (var quarter = 1; quarter < quarters; quarter++)
        {
            var x = Inset + (quarter * (Width - (2 * Inset)) / quarters);
            canvas.Line(x, Inset, x, Height - Inset, ReportStyle.Line);
        }
    }

    private static (int Steps, IEnumerable<Mark> Marks) MarksOf(Phrase phrase)
    {
        if (phrase is GridPhrase rhythm)
        {
            return (rhythm.Grid.Steps, rhythm.Hits.Select(hit => new Mark(Math.Max(0, hit.Step + (hit.Offset / 2)), Strike, hit.Drum, hit.Velocity)));
        }

        var tokens = (TokenPhrase)phrase;
        var voiceOfTrack = tokens.Tracks.Tracks.Index().Select(track => (track.Index, track.Item.IsDrums));
        return (tokens.Tracks.Steps, voiceOfTrack.SelectMany(track => tokens.Notes(track.Index).Select(note => new Mark(
            note.Step, track.IsDrums ? Strike : note.Length - 1 + Strike, TokenPhrase.VoiceOf(track.Index, note), Plain))));
    }
}
