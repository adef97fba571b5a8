using System.Collections.Concurrent;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

/// <summary>Hears a session without a connection, and remembers.</summary>
internal sealed class JamEar : IJamListener
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly BlockingCollection<JamAnswer> heard = [];

    public void Hear(JamAnswer answer) => heard.Add(answer);

    /// <summary>The next answer, which is of that kind.</summary>
    public T Next<T>()
        where T : JamAnswer
    {
        Assert.True(heard.TryTake(out var answer, Patience), "Nothing was heard.");
        return Assert.IsType<T>(answer);
    }
}
