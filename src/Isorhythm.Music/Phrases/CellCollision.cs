namespace Isorhythm.Music;

/// <summary>Which of several hits of one drum on one step stays.</summary>
public enum CellCollision
{
    /// <summary>The loudest: what a listener hears.</summary>
    Loudest,

    /// <summary>The last in the order of the score: what the older programs do.</summary>
    Last,
}
