using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

public sealed class TempoMapTests
{
    [Fact]
    public void SecondsAreTheSumOverTheTempiBefore()
    {
        var map = new TempoMap(100, new Tempo(new Ticks(200), 1_000_000), new Tempo(new Ticks(300), 250_000));
        Assert.Equal(
            [0, 0.5, 1, 1.5, 2, 2.25],
            new[] { 0, 100, 200, 250, 300, 400 }.Select(tick => Math.Round(map.At(new Ticks(tick)).Value, 9)));
    }

    [Fact]
    public void ChangesMayComeInAnyOrderAndTheLastOfATickHolds()
    {
        var map = new TempoMap(1, new Tempo(new Ticks(5), 1), new Tempo(new Ticks(0), 2), new Tempo(new Ticks(5), 3), new Tempo(new Ticks(0), 4));
        Assert.Equal<Tempo>([new Tempo(new Ticks(0), 4), new Tempo(new Ticks(5), 3)], map.Changes);
    }

    [Fact]
    public void TempoHoldsFromItsTickOn()
    {
        var map = new TempoMap(100, new Tempo(new Ticks(200), 1_000_000));
        Assert.Equal([120, 120, 60, 60], new[] { 0, 199, 200, 9999 }.Select(tick => map.TempoAt(new Ticks(tick)).BeatsPerMinute));
    }

    [Theory]
    [InlineData(0, 500_000, 0)]
    [InlineData(32_768, 500_000, 0)]
    [InlineData(96, 0, 0)]
    [InlineData(96, 16_777_216, 0)]
    [InlineData(96, 500_000, -1)]
    public void WhatNoFileHoldsIsRefused(int ticksPerQuarter, int microseconds, int tick) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TempoMap(ticksPerQuarter, new Tempo(new Ticks(tick), microseconds)));

    [Theory]
    [InlineData(0)]
    [InlineData(-120)]
    [InlineData(3)]
    [InlineData(double.NaN)]
    public void ConstantTempoThatNoFileHoldsIsRefused(double beatsPerMinute) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TempoMap.Constant(96, beatsPerMinute));
}
