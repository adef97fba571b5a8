namespace Isorhythm.Music;

/// <summary>One thing that can be said of a phrase in a number, by a name that scripts can rely on.</summary>
/// <param name="name">"density"; of one of several tracks "density.bass".</param>
/// <param name="of">What gives the number.</param>
public sealed class PhraseAttribute(string name, Func<Phrase, double> of)
{
    /// <summary>"density"; of one of several tracks "density.bass".</summary>
    public string Name { get; } = name;

    /// <summary>The number of a phrase.</summary>
    /// <exception cref="InvalidCastException">The phrase is of another representation than the attribute.</exception>
    public double Of(Phrase phrase) => of(phrase);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
