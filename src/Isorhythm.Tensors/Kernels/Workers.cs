using System.Runtime.InteropServices;

namespace Isorhythm.Tensors.Kernels;

/// <summary>
/// One fixed set of threads for the whole process. Work is cut into parts that write to different places, and any thread may take any
/// part, so results do not depend on how many threads there are. Between steps the threads sleep.
/// </summary>
internal static unsafe class Workers
{
    // A thread looks for work this often before it sleeps: about 50 microseconds, the time that waking one up takes.
    private const int LooksBeforeSleep = 1000;
    private const int SpinsPerLook = 8;
    private const int PartBits = 16;
    private const int MostParts = (1 << PartBits) - 1;
    private const int MostThreads = 64;
    private static readonly Lock Starting = new();
    private static readonly object Gate = new();
    private static readonly Lane[] Lanes = new Lane[MostThreads];
    private static int started = 1;
    private static int busy;
    private static int sleeping;
    private static uint job;
    private static delegate*<void*, int, void> work;
    private static void* context;
    private static int completed;

    /// <summary>How many threads share the work, the caller's included. May be set while a job runs: it holds from the next one on.</summary>
    public static int Count
    {
        get;
        set => field = Math.Clamp(value, 1, MostThreads);
    } = Math.Min(Environment.ProcessorCount, MostThreads);

    /// <summary>
    /// Calls <paramref name="partOfWork"/> once for each part, and returns when all are done. Takes nothing from the heap. A part copies its
    /// context first: that lies on the caller's stack, which the caller goes on writing to, and cores that share a line wait for each other.
    /// </summary>
    public static void Run(int parts, delegate*<void*, int, void> partOfWork, void* contextOfWork)
    {
        if (parts <= 1 || Count <= 1 || Interlocked.Exchange(ref busy, 1) != 0)
        {
            // A second caller does its own work: the threads belong to the first.
            Run(isWorthSharing: false, parts, partOfWork, contextOfWork);
            return;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(parts, MostParts);
        Publish(parts, partOfWork, contextOfWork);
        while (TakePart(0))
        {
        }

        var wait = default(SpinWait);
        while (Volatile.Read(ref completed) < parts)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        Volatile.Write(ref busy, 0);
    }

    /// <summary>The same on the caller's thread alone where <paramref name="isWorthSharing"/> is false: waking another takes longer, and now and then far longer.</summary>
    public static void Run(bool isWorthSharing, int parts, delegate*<void*, int, void> partOfWork, void* contextOfWork)
    {
        if (isWorthSharing)
        {
            Run(parts, partOfWork, contextOfWork);
            return;
        }

        for (int part = 0; part < parts; part++)
        {
            partOfWork(contextOfWork, part);
        }
    }

    private static void Publish(int parts, delegate*<void*, int, void> partOfWork, void* contextOfWork)
    {
        // Read once: another caller may set it while this job is cut up, and a part that fell between two counts would never be taken.
        int lanes = Count;
        if (started < lanes)
        {
            StartThreads(lanes);
        }

        work = partOfWork;
        context = contextOfWork;
        completed = 0;
        job++;
        for (int lane = 0; lane < lanes; lane++)
        {
            ulong first = (ulong)(lane * parts / lanes);
            ulong end = (ulong)((lane + 1) * parts / lanes);
            Volatile.Write(ref Lanes[lane].State, ((ulong)job << (2 * PartBits)) | (end << PartBits) | first);
        }

        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref sleeping) > 0)
        {
            lock (Gate)
            {
                Monitor.PulseAll(Gate);
            }
        }
    }

    /// <summary>
    /// Runs one part: of the thread's own lane, where the same part of the last job left its data in this core's cache, else of another.
    /// All lanes that ever held parts are looked through, whatever the count is now.
    /// </summary>
    private static bool TakePart(int thread)
    {
        int lanes = Volatile.Read(ref started);
        for (int i = 0; i < lanes; i++)
        {
            if (TakePartOf(ref Lanes[(thread + i) % lanes].State))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TakePartOf(ref ulong lane)
    {
        ulong seen = Volatile.Read(ref lane);
        while (HasPart(seen))
        {
            delegate*<void*, int, void> partOfWork = work;
            void* contextOfWork = context;
            ulong found = Interlocked.CompareExchange(ref lane, seen + 1, seen);
            if (found == seen)
            {
                partOfWork(contextOfWork, (int)(seen & MostParts));
                Interlocked.Increment(ref completed);
                return true;
            }

            seen = found;
        }

        return false;
    }

    private static bool HasPart(ulong lane) => (lane & MostParts) < ((lane >> PartBits) & MostParts);

    private static bool AnyPartIsLeft()
    {
        for (int lane = 0; lane < Volatile.Read(ref started); lane++)
        {
            if (HasPart(Volatile.Read(ref Lanes[lane].State)))
            {
                return true;
            }
        }

        return false;
    }

    private static void StartThreads(int count)
    {
        lock (Starting)
        {
            for (; started < count; started++)
            {
                int index = started;
                var thread = new Thread(() => Serve(index)) { IsBackground = true, Name = $"Tensors {index}" };
                thread.UnsafeStart();
            }
        }
    }

    private static void Serve(int thread)
    {
        while (true)
        {
            int looks = 0;
            while (looks < LooksBeforeSleep)
            {
                looks = thread < Count && TakePart(thread) ? 0 : looks + 1;
                Thread.SpinWait(SpinsPerLook);
            }

            Sleep(thread);
        }
    }

    private static void Sleep(int thread)
    {
        lock (Gate)
        {
            Interlocked.Increment(ref sleeping);
            if (thread >= Count || !AnyPartIsLeft())
            {
                Monitor.Wait(Gate);
            }

            Interlocked.Decrement(ref sleeping);
        }
    }

    /// <summary>
    /// The parts that one thread takes first: number of the job, end, and next part in one word, so that no thread takes a part of a job that
    /// has gone. A lane fills two cache lines, which some processors fetch together.
    /// </summary>
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private struct Lane
    {
        public ulong State;
    }
}
