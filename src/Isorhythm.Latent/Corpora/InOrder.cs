using System.Collections.Concurrent;

namespace Isorhythm.Latent;

/// <summary>Work on one item after another that is done in parallel and handed over in the order of the items.</summary>
internal static class InOrder
{
    /// <summary>Items that each thread may be ahead of the one handed over: enough that one long piece of work keeps nobody waiting.</summary>
    private const int Ahead = 16;

    /// <summary>The result of each item in their order, worked out by so many threads of their own. Items are taken no sooner than needed.</summary>
    /// <exception cref="OperationCanceledException">While going through: it was stopped.</exception>
    internal static IEnumerable<TResult> Select<T, TResult>(IEnumerable<T> items, Func<T, TResult> work, int threads, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var waiting = new BlockingCollection<(T Item, TaskCompletionSource<TResult> Done)>();
        var workers = Enumerable.Range(0, threads)
            .Select(_ => Task.Factory.StartNew(() => Work(waiting, work, stop.Token), default, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        try
        {
            var ahead = new Queue<Task<TResult>>();
            foreach (var item in items)
            {
                var done = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
                ahead.Enqueue(done.Task);
                waiting.Add((item, done), cancel);
                if (ahead.Count > threads * Ahead)
                {
                    yield return Result(ahead.Dequeue());
                }
            }

            while (ahead.TryDequeue(out var next))
            {
                yield return Result(next);
            }
        }
        finally
        {
            stop.Cancel();
            Task.WaitAll(workers, CancellationToken.None);
        }

        TResult Result(Task<TResult> task)
        {
            Task.WaitAny([task], cancel);
            return task.GetAwaiter().GetResult();
        }
    }

    private static void Work<T, TResult>(
        BlockingCollection<(T Item, TaskCompletionSource<TResult> Done)> waiting, Func<T, TResult> work, CancellationToken stop)
    {
        try
        {
            foreach (var (item, done) in waiting.GetConsumingEnumerable(stop))
            {
                Complete(done, item, work);
            }
        }
        catch (OperationCanceledException)
        {
            // Whoever asked has all the results, or wants no more of them.
        }
    }

    private static void Complete<T, TResult>(TaskCompletionSource<TResult> done, T item, Func<T, TResult> work)
    {
        try
        {
            done.SetResult(work(item));
        }
        catch (Exception error)
        {
            done.SetException(error);
        }
    }
}
