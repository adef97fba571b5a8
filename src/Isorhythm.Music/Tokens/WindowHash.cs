using System.Runtime.InteropServices;

namespace Isorhythm.Music;

/// <summary>A 64-bit number of tokens by which equal windows of one score are found.</summary>
internal static class WindowHash
{
    private const ulong Odd = 0x9E3779B97F4A7C15;

    internal static ulong Of(ReadOnlySpan<ushort> tokens)
    {
        var words = MemoryMarshal.Cast<ushort, ulong>(tokens);
        var (even, odd) = (Odd, 0ul);
        var i = 0;
        // Two sums, so that one product does not wait for the other.
        for (; i + 1 < words.Length; i += 2)
        {
            even = Mix(even, words[i]);
            odd = Mix(odd, words[i + 1]);
        }

        if (i < words.Length)
        {
            even = Mix(even, words[i]);
        }

        foreach (var token in tokens[(words.Length * (sizeof(ulong) / sizeof(ushort)))..])
        {
            odd = Mix(odd, token);
        }

        return Mix(even, odd);
    }

    /// <summary>The number of two things one after the other.</summary>
    internal static ulong Mix(ulong before, ulong next)
    {
        var high = Math.BigMul(before ^ next ^ Odd, Odd, out var low);
        return high ^ low;
    }
}
