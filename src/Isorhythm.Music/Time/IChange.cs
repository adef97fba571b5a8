namespace Isorhythm.Music;

/// <summary>A value that begins at a tick and holds until the next one begins.</summary>
internal interface IChange
{
    /// <summary>Where it begins.</summary>
    Ticks At { get; }
}
