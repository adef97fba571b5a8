namespace Isorhythm.Latent;

/// <summary>How a code becomes a phrase where the model leaves a choice.</summary>
/// <param name="Threshold">Grids: a hit where the onset's probability (the velocity, in a grid without onsets) is above this.</param>
/// <param name="Temperature">
/// Tokens: the softmax temperature that each step is drawn at; 0 takes the likeliest token. Grids that are written step by step: the temperature that
/// hits are drawn at; 0 takes the threshold.
/// </param>
/// <param name="Seed">Of the stream that tokens or hits are drawn from.</param>
public readonly record struct Decoding(float Threshold, float Temperature = 0, ulong Seed = 1)
{
    /// <summary>The usual: a threshold of one half, the likeliest token.</summary>
    public static Decoding Usual { get; } = new(0.5f);
}
