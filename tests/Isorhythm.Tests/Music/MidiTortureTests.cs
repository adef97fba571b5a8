using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

/// <summary>Well-formed and malformed files from other readers' test suites.</summary>
public sealed class MidiTortureTests
{
    private static readonly string Folder = Path.Combine(Requirements.Data, "torture");

    [DataFact]
    public void EveryFileIsReadWithoutThrowing()
    {
        var files = Files(Folder);
        Assert.True(files.Length >= 300, $"{files.Length} files in {Folder}");
        Assert.All(files, file => MidiReader.Read(File.ReadAllBytes(file)));
    }

    [DataTheory]
    [InlineData("Extra Track Chunk", MidiFaultKind.WrongTrackCount)]
    [InlineData("Invalid Channel Event Parameter Value", MidiFaultKind.BadDataByte)]
    [InlineData("Invalid Chunk Size", MidiFaultKind.BadChunkLength)]
    [InlineData("Invalid Key Signature Key", MidiFaultKind.BadMetaValue)]
    [InlineData("Invalid Key Signature Scale", MidiFaultKind.BadMetaValue)]
    [InlineData("Invalid Meta Event Parameter Value", MidiFaultKind.BadMetaValue)]
    [InlineData("Invalid SMPTE Frames", MidiFaultKind.BadMetaValue)]
    [InlineData("No End of Track", MidiFaultKind.NoEndOfTrack)]
    [InlineData("No Header Chunk", MidiFaultKind.NoHeader)]
    [InlineData("Unexpected Running Status", MidiFaultKind.NoRunningStatus, MidiFaultKind.BadMetaValue)]
    [InlineData(
        "Not Enough Bytes",
        MidiFaultKind.Truncated,
        MidiFaultKind.BadChunkLength,
        MidiFaultKind.UnknownBytes,
        MidiFaultKind.WrongTrackCount,
        MidiFaultKind.NoHeader)]
    [InlineData("Unknown Channel Event", MidiFaultKind.UnknownEvent)]
    [InlineData("Unknown File Format", MidiFaultKind.UnknownFormat)]
    public void FaultOfAMalformedFileIsNamed(string folder, params MidiFaultKind[] kinds)
    {
        var files = Files(Path.Combine(Folder, "drywetmidi", "Invalid", folder));
        Assert.NotEmpty(files);
        Assert.All(files.Select(File.ReadAllBytes).Where(file => !IsPadded(file)), file => Assert.Contains(MidiReader.Read(file).Faults, fault => kinds.Contains(fault.Kind)));
    }

    [DataFact]
    public void WellFormedFilesHaveNoFault() =>
        Assert.All(Files(Path.Combine(Folder, "drywetmidi", "Valid")), file => Assert.Empty(MidiReader.Read(File.ReadAllBytes(file)).Faults));

    // Zeros behind the music are no fault here.
    private static bool IsPadded(byte[] file) => file.AsSpan().EndsWith(new byte[8]);

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file).ToUpperInvariant() is ".MID" or ".MIDI" or ".RMI")];
}
