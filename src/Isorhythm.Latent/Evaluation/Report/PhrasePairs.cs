using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>Two phrases that are compared.</summary>
/// <param name="Name">What they are of.</param>
/// <param name="First">The one above, such as the original.</param>
/// <param name="Second">The one below, such as what the model makes of it.</param>
/// <param name="Words">How near they are.</param>
internal sealed record PhrasePair(string Name, Phrase First, Phrase Second, string Words);

/// <summary>Phrases two by two, one above the other; each pair has its two buttons side by side, so that the ear goes from one to the other at the same place.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Caption">How many examples it rests on.</param>
/// <param name="FirstName">What the phrases above are called, such as "original".</param>
/// <param name="SecondName">What those below are called, such as "model".</param>
/// <param name="Pairs">The pairs.</param>
internal sealed record PhrasePairs(string Title, string Caption, string FirstName, string SecondName, IReadOnlyList<PhrasePair> Pairs) : Figure(Title, Caption)
{
    /// <inheritdoc/>
    public override bool IsWide => true;

    /// <inheritdoc/>
    internal override string Markup(ReportSound sound) => $"<div class=\"pairs\">\n{string.Concat(Pairs.Select((pair, i) => Markup(sound, pair, i + 1)))}</div>\n";

    private string Markup(ReportSound sound, PhrasePair pair, int number)
    {
        var voices = PhrasePicture.VoicesOf([pair.First, pair.Second]);
        var first = PhraseTake.Of(sound, pair.First, voices, ReportStyle.Text, $"{FirstName} {number}");
        var second = PhraseTake.Of(sound, pair.Second, voices, ReportStyle.Model, $"{SecondName} {number}");
        return
            $"""
            <div class="pair" role="group" aria-label="{SvgCanvas.Escaped(pair.Name)}">
            <div class="name">{SvgCanvas.Escaped(pair.Name)}</div>
            {first.Picture}
            {second.Picture}
            <div class="controls">{first.Button(FirstName)}{second.Button(SecondName)}{first.Link()}{second.Link()}</div>
            <p class="quiet">{SvgCanvas.Escaped(pair.Words)}</p>
            </div>

            """;
    }
}
