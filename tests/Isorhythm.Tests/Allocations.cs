namespace Isorhythm.Tests;

/// <summary>What a step takes from the garbage-collected heap once it is warm.</summary>
internal static class Allocations
{
    private const int Rounds = 5;

    /// <summary>
    /// The bytes of so many steps, of the round that took least: what a test beside this one makes the runtime set up once, it sets up in one round.
    /// </summary>
    public static long Of(int steps, Action<int> step)
    {
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < steps; i++)
            {
                step(i);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
