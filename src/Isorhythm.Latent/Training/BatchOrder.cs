using Isorhythm.Tensors;

namespace Isorhythm.Latent;

/// <summary>
/// Which phrases a step sees: each epoch goes through all of them in an order of its own. A function of seed and step, so that
/// a resumed run goes on with the batches that it would have had.
/// </summary>
internal sealed class BatchOrder(TrainingPlan plan, int phrases, ulong seed)
{
    /// <summary>Far more random numbers than an epoch draws.</summary>
    private const ulong NumbersPerEpoch = 1UL << 32;

    private readonly RandomStream random = new(seed, "order");
    private readonly int[] order = new int[phrases];
    private int shuffledEpoch = -1;

    internal void Fill(int step, Span<int> batch)
    {
        var epoch = step / plan.StepsPerEpoch;
        if (epoch != shuffledEpoch)
        {
            Shuffle(epoch);
        }

        var first = step % plan.StepsPerEpoch * batch.Length;
        for (var b = 0; b < batch.Length; b++)
        {
            batch[b] = order[(first + b) % order.Length];
        }
    }

    private void Shuffle(int epoch)
    {
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        random.Position = (ulong)epoch * NumbersPerEpoch;
        random.Shuffle(order.AsSpan());
        shuffledEpoch = epoch;
    }
}
