namespace Isorhythm.Latent;

/// <summary>Numbers by 64-bit keys, in two flat arrays with open addressing: 16 bytes a slot, two slots an entry or a few more.</summary>
internal sealed class NGramTable
{
    /// <summary>No n-gram: their keys leave the highest bits free.</summary>
    private const ulong Empty = ulong.MaxValue;

    private readonly ulong[] keys;
    private readonly double[] values;
    private readonly int shift;

    internal NGramTable(int entries)
    {
        var bits = Math.Max(1, 64 - System.Numerics.BitOperations.LeadingZeroCount((2 * (ulong)entries) | 1));
        keys = new ulong[1 << bits];
        values = new double[1 << bits];
        shift = 64 - bits;
        Array.Fill(keys, Empty);
    }

    internal void Add(ulong key, double value)
    {
        var slot = SlotOf(key);
        (keys[slot], values[slot]) = (key, value);
    }

    internal bool TryGet(ulong key, out double value)
    {
        var slot = SlotOf(key);
        value = values[slot];
        return keys[slot] == key;
    }

    // The golden ratio spreads neighbouring keys (Knuth, "The Art of Computer Programming" 3, section 6.4); the next free slot takes a clash.
    private int SlotOf(ulong key)
    {
        var slot = (int)((key * 0x9E3779B97F4A7C15) >> shift);
        while (keys[slot] != key && keys[slot] != Empty)
        {
            slot = (slot + 1) & (keys.Length - 1);
        }

        return slot;
    }
}
