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
    private static readonly Lock Starting = new();
    private static readonly object Gate = new();
    private static int started = 1;
    private static int busy;
    private static int sleeping;
    private static delegate*<void*, int, void> work;
    private static void* context;
    private static int completed;

    // Job number, number of parts and next part in one word, so that no thread takes a part of a job that has gone.
    private static ulong state;

    /// <summary>How many threads share the work, the caller's included.</summary>
    public static int Count { get; set; } = Environment.ProcessorCount;

    /// <summary>Calls <paramref name="partOfWork"/> once for each part, and returns when all are done. Takes nothing from the heap.</summary>
    public static void Run(int parts, delegate*<void*, int, void> partOfWork, void* contextOfWork)
    {
        if (parts <= 1 || Count <= 1 || Interlocked.Exchange(ref busy, 1) != 0)
        {
            // A second caller does its own work: the threads belong to the first.
            for (int part = 0; part < parts; part++)
            {
                partOfWork(contextOfWork, part);
            }

            return;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(parts, MostParts);
        Publish(parts, partOfWork, contextOfWork);
        while (TakePart())
        {
        }

        var wait = default(SpinWait);
        while (Volatile.Read(ref completed) < parts)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        Volatile.Write(ref busy, 0);
    }

    private static void Publish(int parts, delegate*<void*, int, void> partOfWork, void* contextOfWork)
    {
        if (started < Count)
        {
            StartThreads();
        }

        work = partOfWork;
        context = contextOfWork;
        completed = 0;
        ulong job = (state >> (2 * PartBits)) + 1;
        Interlocked.Exchange(ref state, (job << (2 * PartBits)) | ((ulong)parts << PartBits));
        if (Volatile.Read(ref sleeping) > 0)
        {
            lock (Gate)
            {
                Monitor.PulseAll(Gate);
            }
        }
    }

    private static bool TakePart()
    {
        ulong seen = Volatile.Read(ref state);
        while (HasPart(seen))
        {
            delegate*<void*, int, void> partOfWork = work;
            void* contextOfWork = context;
            ulong found = Interlocked.CompareExchange(ref state, seen + 1, seen);
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

    private static bool HasPart(ulong seen) => (seen & MostParts) < ((seen >> PartBits) & MostParts);

    private static void StartThreads()
    {
        lock (Starting)
        {
            for (; started < Count; started++)
            {
                int index = started;
                var thread = new Thread(() => Serve(index)) { IsBackground = true, Name = $"Tensors {index}" };
                thread.UnsafeStart();
            }
        }
    }

    private static void Serve(int index)
    {
        while (true)
        {
            int looks = 0;
            while (looks < LooksBeforeSleep)
            {
                looks = index < Count && TakePart() ? 0 : looks + 1;
                Thread.SpinWait(SpinsPerLook);
            }

            Sleep(index);
        }
    }

    private static void Sleep(int index)
    {
        lock (Gate)
        {
            Interlocked.Increment(ref sleeping);
            if (index >= Count || !HasPart(Volatile.Read(ref state)))
            {
                Monitor.Wait(Gate);
            }

            Interlocked.Decrement(ref sleeping);
        }
    }
}
