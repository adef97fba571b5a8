using System.Diagnostics;

namespace Isorhythm.Studio;

/// <summary>
/// Packets that are to leave at a moment. A page hands its notes out a tenth of a second before they sound; they go when they sound, as plain
/// messages, because patches and Wekinator know no time tags.
/// </summary>
internal sealed class OscNotes(Action<byte[]> send) : IDisposable
{
    private const int Most = 1_024;

    private readonly Lock access = new();
    private readonly PriorityQueue<byte[], long> waiting = new();
    private readonly SemaphoreSlim changed = new(0, 1);

    /// <summary>Lets the packet go after so long; false when as many wait as may, and it is lost.</summary>
    public bool Add(byte[] packet, TimeSpan after)
    {
        lock (access)
        {
            if (waiting.Count >= Most)
            {
                return false;
            }

            waiting.Enqueue(packet, Stopwatch.GetTimestamp() + (long)(after.TotalSeconds * Stopwatch.Frequency));
            if (changed.CurrentCount == 0)
            {
                changed.Release();
            }

            return true;
        }
    }

    public void Clear()
    {
        lock (access)
        {
            waiting.Clear();
        }
    }

    public void Dispose() => changed.Dispose();

    public async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            foreach (var packet in TakeDue())
            {
                send(packet);
            }

            await changed.WaitAsync(UntilNext(), cancel);
        }
    }

    private List<byte[]> TakeDue()
    {
        var due = new List<byte[]>();
        lock (access)
        {
            var now = Stopwatch.GetTimestamp();
            while (waiting.TryPeek(out var packet, out var at) && at <= now)
            {
                waiting.Dequeue();
                due.Add(packet);
            }
        }

        return due;
    }

    private TimeSpan UntilNext()
    {
        lock (access)
        {
            return waiting.TryPeek(out _, out var at)
                ? TimeSpan.FromMilliseconds(Math.Max(1, Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), at).TotalMilliseconds))
                : Timeout.InfiniteTimeSpan;
        }
    }
}
