using Isorhythm.Music;

namespace Isorhythm.Latent;

/// <summary>Rhythms on a drum grid.</summary>
/// <param name="Name">The grid's name.</param>
/// <param name="Grid">The grid that a phrase lies on.</param>
/// <param name="Rules">What is taken from a file, and what is not.</param>
public sealed record GridRepresentation(string Name, DrumGrid Grid, ExtractionRules Rules) : Representation(Name)
{
    /// <summary>The grids that recipes use.</summary>
    internal static IReadOnlyList<GridRepresentation> Usual { get; } =
    [
        new("drums-24x4x3", DrumGrid.Named("drums-24x4x3"), ExtractionRules.RVae),
        new("drums-12x8x9", DrumGrid.Named("drums-12x8x9"), ExtractionRules.RVae),
        new("drums-2x32x9", DrumGrid.Named("drums-2x32x9"), ExtractionRules.DrumLoops),
    ];

    /// <inheritdoc/>
    public override int Width => Grid.Width;

    /// <inheritdoc/>
    public override bool Holds(Phrase phrase) => phrase is GridPhrase rhythm && rhythm.Grid == Grid;

    /// <inheritdoc/>
    public override Extraction Read(Score score) => PhraseReader.Read(score, Grid, Rules);

    /// <inheritdoc/>
    public override Score Play(IReadOnlyList<Phrase> phrases, double beatsPerMinute) =>
        PhraseWriter.ToScore([.. phrases.Cast<GridPhrase>()], beatsPerMinute);

    /// <inheritdoc/>
    public override string Draw(IReadOnlyList<Phrase> phrases) => GridSvg.Draw([.. phrases.Cast<GridPhrase>()]);

    /// <summary>The grid of that name, with another drum kit after a dash; null when there is none.</summary>
    internal static GridRepresentation? Find(string name) =>
        Usual.SelectMany(usual => DrumKit.All.Where(kit => kit.Drums.Length == usual.Grid.Drums).Select(kit => usual.Grid with { Kit = kit })
                .Where(grid => grid.Name == name)
                .Select(grid => usual with { Name = name, Grid = grid }))
            .FirstOrDefault();

    internal override IReadOnlyList<VoiceShare> Shares(IEnumerable<Phrase> phrases)
    {
        var hits = new long[Grid.Drums];
        foreach (var hit in phrases.Cast<GridPhrase>().SelectMany(phrase => phrase.Hits))
        {
            hits[hit.Drum]++;
        }

        return VoiceShare.Of(Grid.Kit.Drums.Select(drum => drum.Name), hits);
    }

    internal override string EventName => "hits";

    /// <summary>Step, drum, velocity, offset.</summary>
    internal override int EventWidth => 4;

    internal override float[] ToEvents(Phrase phrase) =>
        [.. ((GridPhrase)phrase).Hits.SelectMany(hit => (float[])[hit.Step, hit.Drum, hit.Velocity, hit.Offset])];

    internal override Phrase FromEvents(ReadOnlySpan<float> events)
    {
        var hits = new Hit[events.Length / EventWidth];
        for (var i = 0; i < hits.Length; i++, events = events[EventWidth..])
        {
            hits[i] = new Hit((int)events[0], (int)events[1], events[2], events[3]);
        }

        return new GridPhrase(Grid, hits);
    }
}
