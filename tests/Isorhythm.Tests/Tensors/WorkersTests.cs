using Isorhythm.Tensors.Kernels;

namespace Isorhythm.Tests.Tensors;

[Collection(nameof(Workers))]
public sealed unsafe class WorkersTests : IDisposable
{
    private const int Parts = 37;
    private readonly int threads = Workers.Count;

    public void Dispose() => Workers.Count = threads;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Every_part_runs_once_in_each_of_many_runs(int count)
    {
        Workers.Count = count;
        for (int run = 0; run < 2000; run++)
        {
            AssertEveryPartRunsOnce();
        }
    }

    [Fact]
    public void Threads_that_went_to_sleep_wake_up_again()
    {
        Workers.Count = 3;
        for (int run = 0; run < 20; run++)
        {
            AssertEveryPartRunsOnce();
            Thread.Sleep(5);
        }
    }

    [Fact]
    public void Several_callers_at_once_each_get_their_work_done()
    {
        Workers.Count = 3;
        Parallel.For(0, 4, _ =>
        {
            for (int run = 0; run < 500; run++)
            {
                AssertEveryPartRunsOnce();
            }
        });
    }

    [Fact]
    public void No_part_is_lost_when_the_number_of_threads_changes_under_a_running_job()
    {
        bool done = false;
        var changing = new Thread(() =>
        {
            for (int count = 1; !Volatile.Read(ref done); count = (count % 7) + 1)
            {
                Workers.Count = count;
            }
        });
        changing.Start();
        for (int run = 0; run < 20_000; run++)
        {
            AssertEveryPartRunsOnce();
        }

        Volatile.Write(ref done, true);
        changing.Join();
    }

    [Fact]
    public void Work_that_is_not_worth_sharing_stays_on_the_callers_thread()
    {
        Workers.Count = 3;
        int* threadsOfParts = stackalloc int[Parts];
        for (int run = 0; run < 200; run++)
        {
            Workers.Run(isWorthSharing: false, Parts, &NoteThread, threadsOfParts);
            for (int part = 0; part < Parts; part++)
            {
                Assert.Equal(Environment.CurrentManagedThreadId, threadsOfParts[part]);
            }
        }
    }

    private static void NoteThread(void* threads, int part)
    {
        Thread.SpinWait(50);
        ((int*)threads)[part] = Environment.CurrentManagedThreadId;
    }

    private static void AssertEveryPartRunsOnce()
    {
        int* runs = stackalloc int[Parts];
        new Span<int>(runs, Parts).Clear();
        Workers.Run(Parts, &CountRun, runs);
        for (int part = 0; part < Parts; part++)
        {
            Assert.Equal(1, runs[part]);
        }
    }

    private static void CountRun(void* runs, int part) => Interlocked.Increment(ref ((int*)runs)[part]);
}
