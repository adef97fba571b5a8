namespace Isorhythm.Music;

/// <summary>Where things lie in a picture of phrases, in pixels.</summary>
/// <param name="Grid">The grid of all phrases.</param>
/// <param name="Phrases">How many there are.</param>
internal sealed record GridLayout(DrumGrid Grid, int Phrases)
{
    internal const int Width = 1200;
    internal const int Margin = 26;
    internal const int Right = Width - Margin;
    internal const int Names = 112;
    internal const int QuartersPerBar = 4;

    private const int PhraseGap = 18;

    // An early hit on the first step lies left of it, and the lane has room for it.
    private const int Before = 8;

    /// <summary>The height of a drum's lane.</summary>
    internal int Lane => Phrases == 1 ? 30 : 18;

    /// <summary>The size of a drum's name.</summary>
    internal int FontSize => Phrases == 1 ? 13 : 11;

    /// <summary>The height of the picture.</summary>
    internal int Height => (2 * Margin) + (Phrases * (PhraseHeight + PhraseGap)) - PhraseGap;

    /// <summary>The width of a hit: nearly a step, but neither a hair nor a block.</summary>
    internal double HitWidth => Math.Clamp(StepWidth * 0.8, 4, 13);

    private int LaneGap => Phrases == 1 ? 4 : 2;

    private int PhraseHeight => (Grid.Drums * (Lane + LaneGap)) - LaneGap;

    private double StepWidth => (double)(Right - Names - (2 * Before)) / Grid.Steps;

    /// <summary>The top of a drum's lane.</summary>
    internal int Top(int phrase, int drum) => Margin + (phrase * (PhraseHeight + PhraseGap)) + (drum * (Lane + LaneGap));

    /// <summary>Where a moment lies, counted in steps.</summary>
    internal double X(double step) => Names + Before + (step * StepWidth);
}
