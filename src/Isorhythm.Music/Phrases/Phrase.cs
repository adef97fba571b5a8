namespace Isorhythm.Music;

/// <summary>
/// A stretch of music in the form that a model reads: hits on a drum grid, or tokens on tracks. Immutable; equal when its
/// form and its music are.
/// </summary>
public abstract class Phrase : IEquatable<Phrase>
{
    /// <summary>The name of the grid or the tracks that it lies on.</summary>
    public abstract string Form { get; }

    /// <summary>How long it lasts.</summary>
    public abstract Quarters Length { get; }

    /// <summary>The notes that begin in it, in time: the step, and a number that tells a drum from another, or a track and pitch from another.</summary>
    public abstract IEnumerable<(int Step, int Voice)> Onsets { get; }

    /// <inheritdoc/>
    public abstract bool Equals(Phrase? other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as Phrase);

    /// <inheritdoc/>
    public abstract override int GetHashCode();
}
