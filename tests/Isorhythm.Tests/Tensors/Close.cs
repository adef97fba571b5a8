namespace Isorhythm.Tests.Tensors;

/// <summary>Compares arrays of float32 element by element, relative to the larger of the expected size and 1.</summary>
internal static class Close
{
    public static void Assert(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance, string what)
    {
        Xunit.Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            float difference = MathF.Abs(expected[i] - actual[i]);
            Xunit.Assert.True(
                difference <= tolerance * MathF.Max(1, MathF.Abs(expected[i])),
                $"{what}: element {i} is {actual[i]:R}, expected {expected[i]:R}");
        }
    }
}
