using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>Pairs of different examples, the same ones for every model of a corpus.</summary>
internal static class RandomPairs
{
    private const ulong Seed = 1;

    /// <summary>So many pairs of indices below <paramref name="examples"/>.</summary>
    /// <exception cref="IsorhythmException">There are not two examples.</exception>
    internal static (int A, int B)[] Of(string protocol, int examples, int count)
    {
        if (examples < 2)
        {
            throw new IsorhythmException($"The {protocol} protocol needs two phrases, and the data hold one: give it more data, or leave it out with --protocol.");
        }

        var random = new RandomStream(Seed, "pairs");
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var a = random.Below(examples);
            return (a, (a + 1 + random.Below(examples - 1)) % examples);
        })];
    }
}
