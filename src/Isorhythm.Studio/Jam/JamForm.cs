using Isorhythm.Music;

namespace Isorhythm.Studio;

/// <summary>
/// How phrases of so many bars fit a model whose phrases have others: a shorter one is repeated until it fills the model's and the answer is cut
/// to its length; a longer one is several windows, each answered.
/// </summary>
internal sealed class JamForm
{
    private const int QuartersPerBar = 4;
    private static readonly int[] Lengths = [1, 2, 4];

    private readonly DrumGrid model;
    private readonly int copies;

    private JamForm(DrumGrid model, int bars)
    {
        this.model = model;
        Grid = model with { Quarters = QuartersPerBar * bars };
        copies = Math.Max(1, model.Quarters / Grid.Quarters);
        Windows = Math.Max(1, Grid.Quarters / model.Quarters);
    }

    /// <summary>What player and machine play on.</summary>
    public DrumGrid Grid { get; }

    /// <summary>Phrases of the model in one of theirs.</summary>
    public int Windows { get; }

    /// <summary>Phrases of so many bars, for a model.</summary>
    /// <exception cref="RefusedException">Phrases of so many bars are not traded, or do not fit the model.</exception>
    public static JamForm Of(DrumGrid model, int bars)
    {
        if (!Lengths.Contains(bars))
        {
            throw Refusal.BadRequest($"A jam trades 1, 2 or 4 bars, not {bars}: send \"bars\":2.");
        }

        var (longer, shorter) = (Math.Max(model.Quarters, QuartersPerBar * bars), Math.Min(model.Quarters, QuartersPerBar * bars));
        return longer % shorter == 0
            ? new JamForm(model, bars)
            : throw Refusal.BadRequest($"Phrases of {bars} bars do not fit a model of {model.Quarters} quarters: choose another number of bars.");
    }

    /// <summary>The notes as a phrase. Of several in one cell the loudest counts: a finger can be as fast as that.</summary>
    /// <exception cref="RefusedException">A note lies off the grid.</exception>
    public GridPhrase Read(IReadOnlyList<JamNote> notes)
    {
        if (notes.Select((note, index) => Fault(note, index)).FirstOrDefault(fault => fault is not null) is { } fault)
        {
            throw Refusal.BadRequest(fault);
        }

        return new GridPhrase(Grid, notes
            .GroupBy(note => (note.Step, note.Drum))
            .Select(cell => cell.MaxBy(note => note.Velocity)!)
            .Select(note => new Hit(note.Step, note.Drum, (float)(note.Velocity / 127), (float)Math.Clamp(2 * note.Offset, -1, 1))));
    }

    /// <summary>The phrase as notes.</summary>
    public static IReadOnlyList<JamNote> Write(GridPhrase phrase) =>
        [.. phrase.Hits.Select(hit => new JamNote(hit.Step, hit.Drum, Math.Round(hit.Velocity * 127), Math.Round(hit.Offset / 2, 4)))];

    /// <summary>What was played, as phrases of the model.</summary>
    public IReadOnlyList<GridPhrase> Cut(GridPhrase played) => [.. Enumerable.Range(0, Windows).Select(window => Window(played, window))];

    /// <summary>The model's phrases, as one that is played.</summary>
    public GridPhrase Paste(IReadOnlyList<GridPhrase> windows) => new(Grid, windows.SelectMany((phrase, window) => phrase.Hits
        .Where(hit => hit.Step < Grid.Steps)
        .Select(hit => hit with { Step = hit.Step + (window * model.Steps) })));

    private GridPhrase Window(GridPhrase played, int window) => new(model, Enumerable.Range(0, copies).SelectMany(copy => played.Hits
        .Select(hit => hit with { Step = hit.Step + (copy * Grid.Steps) - (window * model.Steps) })
        .Where(hit => hit.Step >= 0 && hit.Step < model.Steps)));

    private string? Fault(JamNote? note, int index) => note switch
    {
        null => $"Note {index} of the phrase is missing: leave it out.",
        _ when note.Step < 0 || note.Step >= Grid.Steps => $"Note {index} of the phrase has step {note.Step}, and there are {Grid.Steps}: count from 0.",
        _ when note.Drum < 0 || note.Drum >= Grid.Drums => $"Note {index} of the phrase has drum {note.Drum}, and the kit has {Grid.Drums}: count from 0.",
        _ when note.Velocity is not (>= 0 and <= 127) => $"Note {index} of the phrase has velocity {note.Velocity}: send 0 to 127.",
        _ when note.Offset is not (>= -1 and <= 1) => $"Note {index} of the phrase has offset {note.Offset}: send steps, -0.5 to 0.5.",
        _ => null,
    };
}
