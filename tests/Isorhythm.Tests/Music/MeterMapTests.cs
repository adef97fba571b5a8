using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

public sealed class MeterMapTests
{
    [Fact]
    public void MetreHoldsFromItsTickOn()
    {
        var map = new MeterMap(new Meter(new Ticks(96), 12, 8));
        Assert.Equal(["4/4", "4/4", "12/8", "12/8"], new[] { 0, 95, 96, 9999 }.Select(tick => map.At(new Ticks(tick)).ToString()));
    }

    [Theory]
    [InlineData(4, 4, 4)]
    [InlineData(12, 8, 6)]
    [InlineData(7, 8, 3.5)]
    [InlineData(2, 2, 4)]
    public void BarIsAsLongAsItsBeats(int numerator, int denominator, double quarters) =>
        Assert.Equal(quarters, new Meter(default, numerator, denominator).Bar.Value);

    [Theory]
    [InlineData(0, 4)]
    [InlineData(256, 4)]
    [InlineData(4, 3)]
    [InlineData(4, 0)]
    [InlineData(4, 128)]
    public void WhatNoFileHoldsIsRefused(int numerator, int denominator) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MeterMap(new Meter(default, numerator, denominator)));
}
