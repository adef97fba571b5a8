namespace Isorhythm.Latent;

/// <summary>A picture of figures, which has nothing to hear.</summary>
internal abstract record Plot(string Title, string Caption) : Figure(Title, Caption)
{
    /// <summary>The picture as one SVG element.</summary>
    public abstract string Svg();

    /// <inheritdoc/>
    internal override string Markup(ReportSound sound) => Svg();
}
