using System.Text;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

public sealed class SafeFileNameTests
{
    [Theory]
    [InlineData("footwork", "footwork")]
    [InlineData("ритм 節奏 إيقاع 🥁", "ритм 節奏 إيقاع 🥁")]
    [InlineData("  two   spaces  ", "two spaces")]
    [InlineData("../../etc/passwd", "etc passwd")]
    [InlineData("..", "space")]
    [InlineData("", "space")]
    [InlineData("/", "space")]
    [InlineData(".hidden", "hidden")]
    [InlineData("C:\\Windows\\x", "C Windows x")]
    [InlineData("a\0b\nc\u202ed", "a b c d")]
    [InlineData("ends with a dot.", "ends with a dot")]
    [InlineData("con", "con space")]
    [InlineData("LPT1.mid", "LPT1.mid space")]
    [InlineData("conga", "conga")]
    public void NamesKeepTheirScriptAndLoseWhatAPathCouldReadIntoThem(string name, string safe) =>
        Assert.Equal(safe, SafeFileName.From(name, "space"));

    [Fact]
    public void HalfASurrogatePairIsNoName() => Assert.Equal("a b", SafeFileName.From("a\ud83eb", "space"));

    [Theory]
    [InlineData("x")]
    [InlineData("節")]
    [InlineData("🥁")]
    public void LongNamesAreCutBetweenCharactersToWhatFileSystemsTake(string character)
    {
        var safe = SafeFileName.From(string.Concat(Enumerable.Repeat(character, 500)), "space");
        Assert.InRange(Encoding.UTF8.GetByteCount(safe), 100, 200);
        Assert.Empty(safe.Replace(character, "", StringComparison.Ordinal));
    }

    [Fact]
    public void TakenNamesAreCountedOn()
    {
        string[] taken = ["beat", "beat 2"];
        Assert.Equal("beat 3", SafeFileName.Unused("beat", taken.Contains));
    }
}
