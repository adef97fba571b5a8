namespace Isorhythm.Latent;

/// <summary>A picture of a report.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Caption">How many examples it rests on, and where each baseline comes from.</param>
public abstract record Figure(string Title, string Caption)
{
    /// <summary>Whether it needs the whole width of the page.</summary>
    public virtual bool IsWide => false;

    /// <summary>The picture as HTML; the music that it draws goes into the report's sound.</summary>
    internal abstract string Markup(ReportSound sound);
}
