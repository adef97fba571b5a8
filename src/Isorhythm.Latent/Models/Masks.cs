using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>A recipe's share of inputs to leave out as the layers want it; without a stream nothing is left out.</summary>
internal static class Masks
{
    internal static Dropout Of(float share, RandomStream? stream) => share > 0 && stream is not null ? new Dropout(1 - share, stream) : default;
}
