namespace Isorhythm.Latent;

/// <summary>What is right without looking: the token that is most frequent in the training windows, in all and at each step.</summary>
/// <param name="Token">The most frequent token; the lowest of equals.</param>
/// <param name="AtStep">The most frequent token of each step.</param>
internal sealed record MajorityBaseline(ushort Token, ushort[] AtStep)
{
    /// <summary>Learns from windows of one length.</summary>
    internal static MajorityBaseline Learn(IReadOnlyList<ushort[]> windows, int vocabulary)
    {
        var steps = windows[0].Length;
        var all = new int[vocabulary];
        var atStep = new ushort[steps];
        var counts = new int[vocabulary];
        for (var step = 0; step < steps; step++)
        {
            Array.Clear(counts);
            foreach (var window in windows)
            {
                counts[window[step]]++;
                all[window[step]]++;
            }

            atStep[step] = MostFrequent(counts);
        }

        return new(MostFrequent(all), atStep);
    }

    /// <summary>The share of a window's steps that the one token gets right.</summary>
    internal double Accuracy(ReadOnlySpan<ushort> window) => (double)window.Count(Token) / window.Length;

    /// <summary>The share of a window's steps that the tokens of the steps get right.</summary>
    internal double AccuracyAtSteps(ReadOnlySpan<ushort> window) => TokenAgreement.Accuracy(window, AtStep);

    private static ushort MostFrequent(int[] counts) => (ushort)counts.IndexOf(counts.Max());
}
