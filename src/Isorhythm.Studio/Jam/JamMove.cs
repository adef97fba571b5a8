namespace Isorhythm.Studio;

/// <summary>
/// How the machine moves from the player's point. With h the player's point and h' the one before, it answers at
/// h + drift·(h - h') + sigma·e, where e is drawn from N(0, I): a Gaussian round the player's point as in section 4.4 of Chen et al. 2022, whose
/// middle a positive drift carries on in the direction that the player takes, and a negative one holds back from it.
/// </summary>
/// <param name="Sigma">0..3, in the codes' own unit.</param>
/// <param name="Drift">-1..1.</param>
internal sealed record JamMove(double Sigma, double Drift)
{
    private const double LargestSigma = 3;

    /// <summary>What a session begins with.</summary>
    public static JamMove Usual { get; } = new(0.5, 0);

    /// <summary>The move with what the message sets.</summary>
    /// <exception cref="RefusedException">A number is out of range, or none is given.</exception>
    public JamMove With(double? sigma, double? drift)
    {
        if (sigma is null && drift is null)
        {
            throw Refusal.BadRequest("This message sets nothing: give it \"sigma\", \"drift\" or both.");
        }

        if (sigma is not (null or (>= 0 and <= LargestSigma)))
        {
            throw Refusal.BadRequest($"A sigma of {sigma} leads nowhere: send 0 to {LargestSigma}.");
        }

        return drift is null or (>= -1 and <= 1)
            ? new JamMove(sigma ?? Sigma, drift ?? Drift)
            : throw Refusal.BadRequest($"A drift of {drift} is too far: send -1 to 1.");
    }

    /// <summary>The middle of the Gaussian, <c>[Z]</c>.</summary>
    public float[] Middle(float[] point, float[] before)
    {
        var middle = new float[point.Length];
        for (var i = 0; i < middle.Length; i++)
        {
            middle[i] = point[i] + ((float)Drift * (point[i] - before[i]));
        }

        return middle;
    }
}
