namespace Isorhythm.Music;

/// <summary>How phrases are cut from a score.</summary>
public enum PhraseCut
{
    /// <summary>One window of the grid's length after another, from each change of metre on; a shorter clip is repeated if it divides the grid.</summary>
    Windows,

    /// <summary>The whole score is one loop, stretched to whole quarters and repeated to fill the grid.</summary>
    Loops,
}
