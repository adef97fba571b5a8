using Isorhythm.Studio;

namespace Isorhythm.Tests;

/// <summary>What a participant makes of the others, without a network. Times are microseconds.</summary>
public sealed class LinkSessionsTests
{
    private const ulong Own = 500;
    private const ulong Other = 400;
    private const long Now = 60_000_000;

    private readonly LinkSessions sessions = new(Own, 120, Now);

    [Fact]
    public void ATempoChangesAndTheBeatGoesOnWhereItWas()
    {
        var before = sessions.Current.Timeline;
        foreach (var (tempo, later) in (ReadOnlySpan<(double, long)>)[(97.3, 1_234_567), (250, 1_300_000), (20, 9_000_001), (999, 9_000_002)])
        {
            var beat = sessions.Current.Timeline.BeatsAt(later);
            sessions.SetTempo(tempo, Now + later);
            Assert.Equal(tempo, sessions.Current.Timeline.BeatsPerMinute, 1);
            Assert.InRange(sessions.Current.Timeline.BeatsAt(later) - beat, -1, 1);
        }

        Assert.True(sessions.Current.Timeline.BeatOrigin > before.BeatOrigin);
    }

    [Fact]
    public void TheSameTempoIsNoNews()
    {
        var before = sessions.Current;
        sessions.SetTempo(120, Now + 5_000_000);
        Assert.Equal(before, sessions.Current);
    }

    [Fact]
    public void TheLaterTimelineHoldsAndTheEarlierIsLeft()
    {
        Assert.True(sessions.Saw(Node(Own, beatOrigin: 9_000_000, micros: 400_000)));
        Assert.Equal(150, sessions.Current.Timeline.BeatsPerMinute);
        Assert.False(sessions.Saw(Node(Own, beatOrigin: 8_999_999, micros: 300_000)));
        Assert.Equal(150, sessions.Current.Timeline.BeatsPerMinute);
    }

    [Fact]
    public void AnOlderSessionIsJoinedWithItsTempoAndItsBeat()
    {
        sessions.Saw(Node(Other, beatOrigin: 0, micros: 400_000));
        Assert.True(sessions.Lacks(Other));
        Assert.True(sessions.Measured(Other, -Now + 3_000_000));
        Assert.Equal(Other, sessions.Current.Id);
        Assert.Equal(7_500_000, sessions.Current.Timeline.BeatsAt(sessions.Ghost(Now)));
        Assert.False(sessions.Lacks(Other));
    }

    [Fact]
    public void AYoungerSessionIsNotJoinedAndNotMeasuredAgain()
    {
        sessions.Saw(Node(Other, beatOrigin: 0, micros: 400_000));
        Assert.False(sessions.Measured(Other, -Now - 3_000_000));
        Assert.Equal(Own, sessions.Current.Id);
        Assert.False(sessions.Lacks(Other));
    }

    [Theory]
    [InlineData(Other, true)]
    [InlineData(600ul, false)]
    public void OfTwoThatBeganTogetherTheLesserNameStays(ulong id, bool joins)
    {
        sessions.Saw(Node(id, beatOrigin: 0, micros: 400_000));
        Assert.Equal(joins, sessions.Measured(id, -Now + 300_000));
    }

    [Fact]
    public void ASessionThatCouldNotBeMeasuredIsMeasuredWhenItIsSeenAgain()
    {
        sessions.Saw(Node(Other, beatOrigin: 0, micros: 400_000));
        sessions.Failed(Other);
        Assert.False(sessions.Lacks(Other));
        sessions.Saw(Node(Other, beatOrigin: 0, micros: 400_000));
        Assert.True(sessions.Lacks(Other));
    }

    [Fact]
    public void TheNewestWordOnPlayingCounts()
    {
        sessions.SetPlaying(true, Now + 2_000_000, Now + 1_000_000);
        Assert.Equal(new LinkStartStop(true, 4_000_000, 1_000_000), sessions.StartStop);
        Assert.False(sessions.Saw(Node(Own, 0, 500_000, new LinkStartStop(false, 0, 999_999))));
        Assert.True(sessions.Saw(Node(Own, 0, 500_000, new LinkStartStop(false, 0, 1_000_001))));
        Assert.False(sessions.StartStop.Playing);
        // Somebody whose clock is ahead has spoken: what is said here is newer all the same.
        sessions.SetPlaying(true, Now, Now);
        Assert.True(sessions.StartStop is { Playing: true, Timestamp: > 1_000_001 });
    }

    [Fact]
    public void WhoIsLeftAloneGoesOnWithTempoAndBeatUnderANewName()
    {
        sessions.Saw(Node(Other, beatOrigin: 0, micros: 400_000, new LinkStartStop(true, 0, 1)));
        sessions.Measured(Other, -Now + 3_000_000);
        var beat = sessions.Current.Timeline.BeatsAt(sessions.Ghost(Now + 7));
        sessions.FoundAnew(9, Now + 7);
        Assert.Equal(9ul, sessions.Current.Id);
        Assert.Equal(beat, sessions.Current.Timeline.BeatsAt(sessions.Ghost(Now + 7)));
        Assert.Equal(150, sessions.Current.Timeline.BeatsPerMinute);
        Assert.Equal(default, sessions.StartStop);
    }

    [Fact]
    public void AFloodOfSessionsIsForgottenBeyondAFew()
    {
        for (var id = 1_000ul; id < 11_000; id++)
        {
            sessions.Saw(Node(id, 0, 500_000));
        }

        Assert.InRange(Enumerable.Range(1_000, 10_000).Count(id => sessions.Lacks((ulong)id)), 1, 64);
    }

    private static LinkNode Node(ulong session, long beatOrigin, long micros, LinkStartStop startStop = default) =>
        new(session, new LinkTimeline(micros, beatOrigin, 0), startStop, null);
}
