using System.Diagnostics;

namespace Isorhythm.Latent;

/// <summary>The wall time of a run: how long it took, how long it will, and when its budget is used.</summary>
internal sealed class TrainingClock(int firstStep, int steps, TimeSpan? budget)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private double checkpointAt;
    private double reportAt = double.NegativeInfinity;

    internal double Seconds => watch.Elapsed.TotalSeconds;

    internal bool IsOver => budget is { } limit && watch.Elapsed >= limit;

    /// <summary>True when so long has passed since it last was.</summary>
    internal bool IsTimeToSave(TimeSpan between) => IsTime(ref checkpointAt, between.TotalSeconds);

    /// <summary>True when so long has passed since it last was.</summary>
    internal bool IsTimeToReport(TimeSpan between) => IsTime(ref reportAt, between.TotalSeconds);

    /// <summary>The time that the steps to come still take, at the pace so far, and no longer than the budget.</summary>
    internal double SecondsLeft(int step)
    {
        var left = step > firstStep ? Seconds / (step - firstStep) * Math.Max(0, steps - step) : 0;
        return budget is { } limit ? Math.Min(left, Math.Max(0, limit.TotalSeconds - Seconds)) : left;
    }

    private bool IsTime(ref double last, double between)
    {
        if (Seconds - last < between)
        {
            return false;
        }

        last = Seconds;
        return true;
    }
}
