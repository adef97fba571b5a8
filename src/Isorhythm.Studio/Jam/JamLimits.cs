namespace Isorhythm.Studio;

/// <summary>What jams may take at most, so that no player costs another anything.</summary>
internal sealed record JamLimits
{
    /// <summary>Phrases of a session that wait for their answer.</summary>
    public int Waiting { get; init; } = 4;

    /// <summary>Sessions in memory; those on disk are not counted.</summary>
    public int Sessions { get; init; } = 256;

    /// <summary>Spectators of a session.</summary>
    public int Watchers { get; init; } = 64;

    /// <summary>Turns of a session: nine hours of two bars each.</summary>
    public int Turns { get; init; } = 4_096;

    /// <summary>How long a session that nobody is in stays in memory.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Messages a second from one connection; twice as many may come at once.</summary>
    public int MessagesPerSecond { get; init; } = 100;

    /// <summary>Answers that wait for one connection to take them; it is dropped when there are more.</summary>
    public int Answers { get; init; } = 64;

    /// <summary>Threads that answer.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Bytes of a message.</summary>
    public const int MessageBytes = 64 << 10;
}
