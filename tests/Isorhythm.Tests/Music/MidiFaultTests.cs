using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

/// <summary>What is wrong with a file is told with its place, and what can be read of it is read.</summary>
public sealed class MidiFaultTests
{
    private const int FirstEvent = 22;

    private static readonly byte[] Beat = [0, 0x99, 36, 100, 24, 0x89, 36, 0];

    [Fact]
    public void EmptyFileHasNoScore() => AssertUnreadable([], MidiFaultKind.NoHeader, 0);

    [Fact]
    public void FileThatIsNoMidiHasNoScore() => AssertUnreadable("%PDF-1.7 and so on"u8.ToArray(), MidiFaultKind.NoHeader, 0);

    [Fact]
    public void FileOfZerosHasNoScore() => AssertUnreadable(new byte[1000], MidiFaultKind.NoHeader, 0);

    [Fact]
    public void FileThatEndsInItsHeaderHasNoScore() => AssertUnreadable(MidiBytes.File()[..11], MidiFaultKind.BadHeader, 11);

    [Theory]
    [InlineData(0)]
    [InlineData(unchecked((short)0xE700))]
    [InlineData(unchecked((short)0x8001))]
    public void DivisionWithoutALengthHasNoScore(short division) =>
        AssertUnreadable(MidiBytes.File(1, division, MidiBytes.Track()), MidiFaultKind.BadHeader, 12);

    [Fact]
    public void BytesBeforeTheHeaderAreSkipped() =>
        AssertOneBeat([1, 2, 3, .. MidiBytes.File(MidiBytes.Track(Beat))], (MidiFaultKind.UnknownBytes, 0));

    [Fact]
    public void UnknownFormatIsReadAsFormat1() =>
        AssertOneBeat(MidiBytes.File(7, 96, MidiBytes.Track(Beat)), (MidiFaultKind.UnknownFormat, 8));

    [Fact]
    public void HeaderThatClaimsTooMuchIsReadAsSixBytes()
    {
        var file = MidiBytes.File(MidiBytes.Track(Beat));
        file[4] = 0x7F;
        AssertOneBeat(file, (MidiFaultKind.BadChunkLength, 4));
    }

    [Fact]
    public void MissingTrackIsTold()
    {
        var file = MidiBytes.File(MidiBytes.Track(Beat));
        file[11] = 3;
        AssertOneBeat(file, (MidiFaultKind.WrongTrackCount, 10));
    }

    [Fact]
    public void TrackThatClaimsMoreThanTheFileIsReadToTheEnd()
    {
        var file = MidiBytes.File(MidiBytes.Track(Beat));
        file[18] = 0x7F;
        AssertOneBeat(file, (MidiFaultKind.BadChunkLength, 14));
    }

    [Fact]
    public void TrackThatClaimsTooLittleIsReadToItsEnd()
    {
        var file = MidiBytes.File(MidiBytes.Track(Beat), MidiBytes.Track());
        file[21] = 5;
        AssertOneBeat(file, (MidiFaultKind.BadChunkLength, FirstEvent + 5));
    }

    [Fact]
    public void TrackThatEndsBeforeItsClaimIsFollowedByTheNext()
    {
        var file = MidiBytes.File(MidiBytes.Track(), MidiBytes.Track(Beat));
        file[21] = 12;
        AssertOneBeat(file, (MidiFaultKind.BadChunkLength, FirstEvent + 4));
    }

    [Fact]
    public void BytesBetweenTracksAreSkipped()
    {
        var file = MidiBytes.File([.. MidiBytes.Track(), 0x80, 0x81, 0x82, .. MidiBytes.Track(Beat)]);
        file[11] = 2;
        AssertOneBeat(file, (MidiFaultKind.UnknownBytes, FirstEvent + 4));
    }

    [Fact]
    public void TruncatedEventEndsItsTrack()
    {
        var file = MidiBytes.File(MidiBytes.Chunk("MTrk"u8, [.. Beat, 0, 0x99, 38]));
        AssertOneBeat(file, (MidiFaultKind.Truncated, FirstEvent + Beat.Length));
    }

    [Fact]
    public void MissingEndOfTrackIsTold() =>
        AssertOneBeat(MidiBytes.File(MidiBytes.Chunk("MTrk"u8, Beat)), (MidiFaultKind.NoEndOfTrack, FirstEvent + Beat.Length));

    [Fact]
    public void MissingStatusIsSkippedUpToTheNext() =>
        AssertOneBeat(MidiBytes.File(MidiBytes.Track([0, 60, 100, .. Beat])), (MidiFaultKind.NoRunningStatus, FirstEvent + 1));

    [Fact]
    public void StatusDoesNotRunFromTrackToTrack() =>
        AssertOneBeat(
            MidiBytes.File(MidiBytes.Track(Beat), MidiBytes.Track(0, 38, 100)),
            (MidiFaultKind.NoRunningStatus, FirstEvent + Beat.Length + 13));

    [Fact]
    public void NumberOfMoreThanFourBytesEndsItsTrack() =>
        AssertOneBeat(
            MidiBytes.File(MidiBytes.Track([.. Beat, 0x80, 0x80, 0x80, 0x80, 0, 0x99, 36, 1])),
            (MidiFaultKind.BadNumber, FirstEvent + Beat.Length));

    [Fact]
    public void LengthOfMoreThanFourBytesEndsItsTrack() =>
        AssertOneBeat(
            MidiBytes.File(MidiBytes.Track([.. Beat, 0, 0xFF, 1, 0x80, 0x80, 0x80, 0x80, 0])),
            (MidiFaultKind.BadNumber, FirstEvent + Beat.Length + 1));

    [Fact]
    public void TextLongerThanTheFileEndsItsTrack() =>
        AssertOneBeat(
            MidiBytes.File(MidiBytes.Track([.. Beat, 0, 0xFF, 1, 0xFF, 0xFF, 0xFF, 0x7F, 65])),
            (MidiFaultKind.Truncated, FirstEvent + Beat.Length));

    [Theory]
    [InlineData(0xF1)]
    [InlineData(0xF4)]
    [InlineData(0xF8)]
    [InlineData(0xFE)]
    public void UnknownEventIsSkipped(byte status) =>
        AssertOneBeat(MidiBytes.File(MidiBytes.Track([0, status, .. Beat])), (MidiFaultKind.UnknownEvent, FirstEvent + 1));

    [Fact]
    public void DataByteAbove127LosesItsTopBit() =>
        AssertOneBeat(
            MidiBytes.File(MidiBytes.Track(0, 0x99, 36 | 0x80, 100, 24, 0x89, 36, 0)), (MidiFaultKind.BadDataByte, FirstEvent + 3));

    [Theory]
    [InlineData(new byte[] { 0xFF, 0x51, 3, 0, 0, 0 })]
    [InlineData(new byte[] { 0xFF, 0x51, 2, 7, 0xA1 })]
    [InlineData(new byte[] { 0xFF, 0x58, 4, 0, 2, 24, 8 })]
    [InlineData(new byte[] { 0xFF, 0x58, 4, 4, 200, 24, 8 })]
    [InlineData(new byte[] { 0xFF, 0x58, 1, 4 })]
    [InlineData(new byte[] { 0xFF, 0x59, 2, 8, 0 })]
    [InlineData(new byte[] { 0xFF, 0x59, 2, 0, 2 })]
    [InlineData(new byte[] { 0xFF, 0x54, 5, 0, 0, 0, 77, 0 })]
    public void ImpossibleValueIsIgnored(byte[] meta)
    {
        var score = AssertOneBeat(MidiBytes.File(MidiBytes.Track([0, .. meta, .. Beat])), (MidiFaultKind.BadMetaValue, FirstEvent + 1));
        Assert.Equal(120, score.Tempo.TempoAt(default).BeatsPerMinute);
        Assert.Equal("4/4", score.Meter.At(default).ToString());
    }

    [Fact]
    public void FaultsAreToldInOneSentenceWithTheirByte()
    {
        var fault = Assert.Single(MidiReader.Read(MidiBytes.File(MidiBytes.Chunk("MTrk"u8, [.. Beat, 0, 0x99]))).Faults);
        Assert.Equal("broken at byte 30: track 1 ends inside an event", fault.Detail);
    }

    [Fact]
    public void MoreFaultsThanAPersonReadsAreCutShort()
    {
        byte[] unknown = [.. Enumerable.Repeat(new byte[] { 0, 0xF4 }, 100_000).SelectMany(bytes => bytes)];
        var faults = MidiReader.Read(MidiBytes.File(MidiBytes.Track(unknown))).Faults;
        Assert.Equal(51, faults.Count);
        Assert.Equal(MidiFaultKind.More, faults[^1].Kind);
    }

    private static void AssertUnreadable(byte[] file, MidiFaultKind kind, int offset)
    {
        var reading = MidiReader.Read(file);
        Assert.Null(reading.Score);
        Assert.Equal((kind, offset), (Assert.Single(reading.Faults).Kind, reading.Faults[0].Offset));
    }

    private static Score AssertOneBeat(byte[] file, (MidiFaultKind Kind, int Offset) fault)
    {
        var reading = MidiReader.Read(file);
        Assert.Equal([fault], reading.Faults.Select(found => (found.Kind, found.Offset)));
        Assert.Equal(new Note(default, new Ticks(24), 9, 36, 100), Assert.Single(reading.Score!.Notes) with { Start = default });
        return reading.Score;
    }
}
