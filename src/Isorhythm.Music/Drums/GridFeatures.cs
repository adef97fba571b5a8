namespace Isorhythm.Music;

/// <summary>What a grid holds for each of its cells.</summary>
[Flags]
public enum GridFeatures
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Whether there is a hit: 1 or 0.</summary>
    Onset = 1,

    /// <summary>How hard the hit is, 0..1; 0 where there is none.</summary>
    Velocity = 2,

    /// <summary>How late the hit is, in halves of a step, -1..1; 0 where there is none.</summary>
    Microtiming = 4,
}
