namespace Isorhythm.Latent;

/// <summary>A measured figure with its 95% interval (<see cref="Bootstrap"/>).</summary>
/// <param name="Value">The figure itself.</param>
/// <param name="Low">The lower end of the interval.</param>
/// <param name="High">The upper end of the interval.</param>
/// <param name="N">How many examples were measured. An interval of one example has no width.</param>
public sealed record Estimate(double Value, double Low, double High, int N);
