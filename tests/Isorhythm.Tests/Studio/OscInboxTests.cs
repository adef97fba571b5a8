using Isorhythm.Studio;

namespace Isorhythm.Tests;

public sealed class OscInboxTests
{
    private readonly OscInbox inbox = new();

    [Fact]
    public void OfManyHeadsTheNewestIsKept()
    {
        for (var n = 0; n < 10_000; n++)
        {
            inbox.Add(new OscMessage("/isorhythm/head", [n / 10_000f, 0f]));
        }

        Assert.Equal([0.9999, 0], Assert.Single(inbox.TakeAll()).Numbers, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Empty(inbox.TakeAll());
    }

    [Fact]
    public void MessagesOfSeveralDrumsAreKeptInTheirOrderAndBounded()
    {
        inbox.Add(new OscMessage("/isorhythm/mute", [1, 1]));
        inbox.Add(new OscMessage("/isorhythm/mute", [2, 1]));
        inbox.Add(new OscMessage("/isorhythm/mute", [1, 0]));
        Assert.Equal([2.0, 1.0], inbox.TakeAll().Select(heard => heard.Numbers[0]));
        for (var n = 0; n < 10_000; n++)
        {
            inbox.Add(new OscMessage("/isorhythm/mute", [n, 1]));
        }

        Assert.InRange(inbox.TakeAll().Count, 9, 1_000);
    }

    [Fact]
    public void WhatIsNoNumberIsLeftOut()
    {
        inbox.Add(new OscMessage("/isorhythm/head", [float.NaN, double.PositiveInfinity, true, "x", 0.5f]));
        Assert.Equal([1, 0.5], Assert.Single(inbox.TakeAll()).Numbers);
    }
}
