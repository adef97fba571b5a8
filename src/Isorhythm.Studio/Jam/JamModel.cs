using System.Runtime.CompilerServices;
using Isorhythm.Latent;
using Isorhythm.Music;

namespace Isorhythm.Studio;

/// <summary>A model that jams are played on: warm, with its cloud worked out once for all of them.</summary>
internal sealed class JamModel
{
    private const int LargestCloud = 1_500;

    // The runtime compiles what it runs often once more, and better.
    private const int WarmUps = 40;

    // Below one half, a point between rhythms may give no hit at all.
    private static readonly float[] Thresholds = [0.5f, 0.3f, 0.15f];
    private static readonly ConditionalWeakTable<GridSpace, JamModel> Known = [];

    private readonly GridSpace space;

    private JamModel(GridSpace space)
    {
        this.space = space;
        var step = Math.Max(1, (space.Phrases.Count + LargestCloud - 1) / LargestCloud);
        Cloud = [.. space.Phrases.Where((_, index) => index % step == 0).Select(phrase => Point(phrase.Code))];
        for (var i = 0; i < WarmUps; i++)
        {
            Answer(Encode(new GridPhrase(space.Grid, new Hit(i % space.Grid.Steps, 0, 1, 0))), JamMove.Usual, null, (ulong)i);
        }
    }

    public DrumGrid Grid => space.Grid;

    /// <summary>Where the training phrases lie; an even choice where there are many.</summary>
    public IReadOnlyList<float[]> Cloud { get; }

    /// <summary>The point of those who have not played: the middle of the space, <c>[Z]</c>.</summary>
    public float[] Middle => space.View.Origin.ToArray();

    public static JamModel Of(GridSpace space) => Known.GetValue(space, warm => new JamModel(warm));

    /// <summary>Where the code <c>[Z]</c> is shown.</summary>
    public float[] Point(float[] code)
    {
        var (x, y, z) = space.View.ToPoint(code);
        return [x, y, z];
    }

    /// <summary>The code of a phrase, <c>[Z]</c>.</summary>
    public float[] Encode(GridPhrase phrase) => space.Encode(phrase);

    /// <summary>The machine's code and phrase for the player's point; <paramref name="before"/> is the player's point before, where there is one.</summary>
    public (float[] Code, GridPhrase Phrase) Answer(float[] point, JamMove move, float[]? before, ulong seed)
    {
        var middle = before?.Length == point.Length ? move.Middle(point, before) : point;
        var code = space.Near(middle, (float)move.Sigma, seed);
        return (code, Sounding(code));
    }

    // The machine is never silent: where the space is, it plays what the drummers of the corpus played nearest to there.
    private GridPhrase Sounding(float[] code) =>
        Thresholds.Select(threshold => space.Decode(code, threshold)).FirstOrDefault(phrase => !phrase.Hits.IsEmpty)
        ?? (space.Nearest(code, 1) is [var nearest] ? (GridPhrase)nearest.Phrase.Phrase : Likeliest(code));

    // Of a model that came without the phrases it learned from: what is more than half as likely as the likeliest stroke.
    private GridPhrase Likeliest(float[] code)
    {
        var values = new float[space.Grid.Width];
        space.DecodeValues(code, values);
        return space.Decode(code, values.Take(space.Grid.Cells).Max() / 2);
    }
}
