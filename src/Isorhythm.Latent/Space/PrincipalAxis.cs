namespace Isorhythm.Latent;

/// <summary>A direction in which the phrases of a space differ, at right angles to the others; the first ones are those in which they differ most.</summary>
/// <param name="Direction">Of length 1, <c>[Z]</c>.</param>
/// <param name="Middle">How far along it the middle of the phrases lies.</param>
/// <param name="Deviation">The standard deviation of the phrases along it.</param>
/// <param name="Attribute">The attribute that changes most along it; null where none does.</param>
/// <param name="Correlation">Pearson's r of that attribute with the place along the axis, over the phrases.</param>
public sealed record PrincipalAxis(float[] Direction, float Middle, float Deviation, string? Attribute, double Correlation);
