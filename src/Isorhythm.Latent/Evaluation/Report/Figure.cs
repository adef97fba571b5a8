namespace Isorhythm.Latent;

/// <summary>A picture of a report.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Caption">How many examples it rests on, and where each baseline comes from.</param>
public abstract record Figure(string Title, string Caption)
{
    /// <summary>The picture as one SVG element.</summary>
    public abstract string Svg();

    /// <summary>Whether it needs the whole width of the page.</summary>
    public virtual bool IsWide => false;
}
