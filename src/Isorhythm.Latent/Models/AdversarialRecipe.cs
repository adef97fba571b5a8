namespace Isorhythm.Latent;

/// <summary>
/// How strongly a critic makes the codes follow the prior, which then need only be drawn from (Valenti et al. 2020, with the signs and the alternating
/// phases of Gulrajani et al. 2017).
/// </summary>
/// <param name="Weight">beta, what pleasing the critic counts beside the phrase's own cost in the end; 0 for no critic.</param>
/// <param name="Rise">What beta rises by at a time, from 0.</param>
/// <param name="RiseEvery">Steps from one rise to the next.</param>
/// <param name="Hidden">Units of either hidden layer of the critic.</param>
/// <param name="CriticSteps">Steps of the critic for one of the model.</param>
/// <param name="Penalty">What the critic's slopes count that are not 1.</param>
/// <param name="CriticRate">The step size of the critic's optimiser.</param>
public sealed record AdversarialRecipe(
    float Weight = 0,
    float Rise = 0.1f,
    int RiseEvery = 10_000,
    int Hidden = 1024,
    int CriticSteps = 5,
    float Penalty = 10,
    float CriticRate = 1e-4f)
{
    /// <summary>beta after so many steps.</summary>
    internal float WeightAt(int step) => Math.Min(Weight, Rise * (step / RiseEvery));

    internal IEnumerable<string> Faults()
    {
        if (!(Weight >= 0 && Weight <= 1e6f) || !(Rise > 0 && Rise <= 1e6f) || RiseEvery is < 1 or > 10_000_000)
        {
            yield return "objective.adversarial.weight must be from 0 to 1e6, objective.adversarial.rise above 0, and objective.adversarial.riseEvery from 1 to 10000000";
        }

        if (Hidden is < 1 or > 16384 || CriticSteps is < 1 or > 100)
        {
            yield return "objective.adversarial.hidden must be from 1 to 16384, and objective.adversarial.criticSteps from 1 to 100";
        }

        if (!(Penalty >= 0 && Penalty <= 1e6f) || !(CriticRate > 0 && CriticRate <= 1))
        {
            yield return "objective.adversarial.penalty must be from 0 to 1e6, and objective.adversarial.criticRate above 0, up to 1";
        }
    }
}
