using System.Collections.Immutable;

namespace Isorhythm.Music;

/// <summary>Which stretches of a score become phrases, and how.</summary>
/// <param name="MinimumHits">A phrase with fewer is left out as silent or nearly so.</param>
/// <param name="Cut">Windows of the grid's length, or whole loops only.</param>
/// <param name="LoopLengths">For whole loops: the lengths in quarters that are taken.</param>
/// <param name="BeatsPerBar">The only numerator of a metre that is taken; null takes every metre whose bars fill the grid.</param>
/// <param name="Collision">Which of two hits in one cell stays.</param>
public sealed record ExtractionRules(
    int MinimumHits, PhraseCut Cut, ImmutableArray<int> LoopLengths, int? BeatsPerBar, CellCollision Collision)
{
    /// <summary>R-VAE's: windows from the start of the music, six hits or more, every metre whose bars fill the grid.</summary>
    /// <remarks>
    /// The released program refuses files with several tempi, because it counts in seconds; counting in ticks needs no such rule.
    /// It leaves the rest of a grid silent after a shorter clip; here such a clip is repeated. Of two hits in a cell it keeps the
    /// last of the file; here the louder stays.
    /// </remarks>
    public static ExtractionRules RVae { get; } = new(6, PhraseCut.Windows, [], null, CellCollision.Loudest);

    /// <summary>McDermott 2018: loops of 8, 16 or 32 quarters with four beats in the bar, repeated to fill the grid.</summary>
    public static ExtractionRules DrumLoops { get; } = new(1, PhraseCut.Loops, [8, 16, 32], 4, CellCollision.Last);
}
