namespace Isorhythm.Music;

/// <summary>An event of a track that is being written.</summary>
/// <param name="At">Its tick.</param>
/// <param name="Order">What comes first at one tick: <see cref="First"/>, then <see cref="Ends"/>, then <see cref="Starts"/>.</param>
/// <param name="Bytes">The event without its delta time.</param>
internal readonly record struct TrackEvent(long At, int Order, byte[] Bytes)
{
    /// <summary>Tempo and metre.</summary>
    internal const int First = 0;

    /// <summary>Ends of notes.</summary>
    internal const int Ends = 1;

    /// <summary>Programs and starts of notes.</summary>
    internal const int Starts = 2;
}
