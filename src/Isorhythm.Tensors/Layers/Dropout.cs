namespace Isorhythm.Tensors;

/// <summary>
/// Sets elements to zero at random while training, and divides the others by the probability of being kept, so that the mean stays. Srivastava
/// et al. 2014.
/// </summary>
/// <param name="Keep">The probability of being kept, in (0, 1]; 1 switches dropout off.</param>
/// <param name="Random">Where the masks come from: the same stream at the same position gives the same masks.</param>
public readonly record struct Dropout(float Keep, RandomStream Random)
{
    internal bool IsOff => Keep == 1 || Random is null;
}
