namespace Isorhythm.Latent;

/// <summary>
/// How strongly training flattens the latent space, and how it measures how far from flat it is: at points between the codes of a batch, G = J'J being
/// the metric of what the decoder lets hear and c² its mean diagonal, the mean square of the elements of G - c² I (Eq. 5 to 8 of Chen et al. 2022).
/// </summary>
/// <param name="Weight">eta, beside the divergence; 0 for none.</param>
/// <param name="Form">
/// "scaleFree" (over c⁴, with a gradient through c², which does not fall when the decoder merely shrinks) or "paper" (neither).
/// </param>
/// <param name="Heard">
/// "audible" (hit p, p times velocity, p times microtiming, for nobody hears the velocity of a cell that is silent) or "decoded" (every value alike). Of
/// tokens both are the probabilities of all states of all steps.
/// </param>
/// <param name="Jacobian">
/// "frame" (finite differences along orthonormal directions drawn anew), "axes" (along every axis) or "smoothed" (the estimator of Eq. 8 along normal
/// directions, after Nesterov and Spokoiny 2017).
/// </param>
/// <param name="Directions">k, how many directions a point: of "axes" all there are, of a "frame" at most as many.</param>
/// <param name="Points">How many points a step.</param>
/// <param name="Mixup">a0: points lie at a z_i + (1 - a) z_j with a from -a0 to 1 + a0, which is a little beyond both codes.</param>
/// <param name="Step">h, how far a finite difference goes.</param>
/// <param name="Ramp">Steps in which the weight rises to its own, from the start or from where the bound on the error is first met.</param>
public sealed record FlatnessRecipe(
    float Weight = 0,
    string Form = "scaleFree",
    string Heard = "audible",
    string Jacobian = "frame",
    int Directions = 8,
    int Points = 8,
    float Mixup = 0.2f,
    float Step = 1e-2f,
    int Ramp = 2000)
{
    internal bool IsScaleFree => Form == "scaleFree";

    /// <summary>eta so many steps into the ramp.</summary>
    internal float WeightAt(int step) => Ramp == 0 ? Weight : Weight * Math.Clamp((float)step / Ramp, 0, 1);

    internal int DirectionsIn(int dimensions) => Jacobian switch
    {
        "axes" => dimensions,
        "frame" => Math.Min(Directions, dimensions),
        _ => Directions,
    };

    internal IEnumerable<string> Faults()
    {
        if (!(Weight >= 0 && Weight <= 1e8f))
        {
            yield return $"objective.flatness.weight is {Weight} and must be from 0 to 1e8";
        }

        if (Form is not ("scaleFree" or "paper"))
        {
            yield return $"objective.flatness.form is \"{Form}\" and must be scaleFree or paper";
        }

        if (Heard is not ("audible" or "decoded"))
        {
            yield return $"objective.flatness.heard is \"{Heard}\" and must be audible or decoded";
        }

        if (Jacobian is not ("frame" or "axes" or "smoothed"))
        {
            yield return $"objective.flatness.jacobian is \"{Jacobian}\" and must be frame, axes or smoothed";
        }

        foreach (var fault in SizeFaults())
        {
            yield return fault;
        }
    }

    private IEnumerable<string> SizeFaults()
    {
        if (Directions is < 1 or > 4096 || Points is < 1 or > 4096)
        {
            yield return "objective.flatness.directions and objective.flatness.points must be from 1 to 4096";
        }

        if (!(Mixup >= 0 && Mixup <= 1) || !(Step >= 1e-4f && Step <= 1) || Ramp is < 0 or > 10_000_000)
        {
            yield return "objective.flatness.mixup must be from 0 to 1, objective.flatness.step from 0.0001 to 1, and objective.flatness.ramp from 0 to 10000000";
        }
    }
}
