namespace Isorhythm.Latent;

/// <summary>Watches the loss that decides, and says when it has stopped improving.</summary>
/// <param name="Best">The lowest loss seen.</param>
/// <param name="BestStep">The step at which it was seen.</param>
internal readonly record struct EarlyStop(double Best = double.PositiveInfinity, int BestStep = 0)
{
    /// <summary>A smaller gain than this share of the loss is noise.</summary>
    private const double SmallestGain = 1e-3;

    /// <summary>Nothing seen yet.</summary>
    internal static EarlyStop None => new(double.PositiveInfinity, 0);

    internal bool Improves(double loss) => loss < Best - (SmallestGain * Math.Abs(Best)) || double.IsPositiveInfinity(Best);

    internal EarlyStop After(int step, double loss) => Improves(loss) ? new(loss, step) : this;

    internal bool HasRunOut(int step, int patience) => step - BestStep > patience;
}
