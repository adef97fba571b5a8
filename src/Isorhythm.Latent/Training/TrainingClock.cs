using System.Diagnostics;

namespace Isorhythm.Latent;

/// <summary>The wall time of a run: how long it took, how long it will, and when its budget is used.</summary>
internal sealed class TrainingClock(int firstStep, TimeSpan? budget)
{
    private const double SoonestSave = 2;
    private const double BetweenSaves = 60;

    /// <summary>The share of the time that saving may take.</summary>
    private const double MostOfTime = 0.05;

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private double savedAt;
    private double savingTook;
    private double reportAt = double.NegativeInfinity;

    internal double Seconds => watch.Elapsed.TotalSeconds;

    internal bool IsOver => budget is { } limit && watch.Elapsed >= limit;

    /// <summary>
    /// True when a checkpoint is due: soon after the start, so that little is ever lost, then once a minute, and never so often that
    /// saving takes a noticeable share of the time.
    /// </summary>
    internal bool IsTimeToSave => Seconds - savedAt >= Math.Max(Math.Clamp(Seconds / 4, SoonestSave, BetweenSaves), savingTook / MostOfTime);

    /// <summary>Saves, and remembers how long it took.</summary>
    internal void Saving(Action save)
    {
        var start = Seconds;
        save();
        savedAt = Seconds;
        savingTook = savedAt - start;
    }

    /// <summary>True when so long has passed since it last was.</summary>
    internal bool IsTimeToReport(TimeSpan between)
    {
        if (Seconds - reportAt < between.TotalSeconds)
        {
            return false;
        }

        reportAt = Seconds;
        return true;
    }

    /// <summary>The time that the steps to come still take, at the pace so far, and no longer than the budget.</summary>
    internal double SecondsLeft(int step, int steps)
    {
        var left = step > firstStep ? Seconds / (step - firstStep) * Math.Max(0, steps - step) : 0;
        return budget is { } limit ? Math.Min(left, Math.Max(0, limit.TotalSeconds - Seconds)) : left;
    }
}
