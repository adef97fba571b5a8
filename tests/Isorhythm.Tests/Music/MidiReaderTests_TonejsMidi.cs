using System.Text.Json;
using Isorhythm.Music;

namespace Isorhythm.Tests.Music;

/// <summary>What @tonejs/midi reads in a file, we read. Oracles/tonejs_midi.mjs made the files and the answers.</summary>
public sealed class MidiReaderTests_TonejsMidi
{
    private const int FileCount = 10;

    private static readonly string Folder = Path.Combine(Requirements.Repository, "tests", "Isorhythm.Tests", "Golden", "tonejs");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder, "*.mid").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Fact]
    public void AllFilesAreThere() => Assert.Equal(FileCount, Names.Count);

    [Theory]
    [MemberData(nameof(Names))]
    public void SameNotesTempiAndMetresAreRead(string name)
    {
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")));
        var score = MidiReader.Read(File.ReadAllBytes(Path.Combine(Folder, name + ".mid"))).Score!;

        Assert.Equal(expected.RootElement.GetProperty("ticksPerQuarter").GetInt32(), score.TicksPerQuarter);
        Assert.Equal(
            Rows(expected, "notes").Order(StringComparer.Ordinal),
            score.Notes.Select(note => $"{note.Start.Value} {note.Duration.Value} {note.Channel} {note.Pitch} {note.Velocity}").Order(StringComparer.Ordinal));
        AssertChanges(Rows(expected, "tempi"), score.Tempo.Changes.Select(tempo => $"{tempo.At.Value} {tempo.BeatsPerMinute}"));
        AssertChanges(Rows(expected, "meters"), score.Meter.Changes.Select(meter => $"{meter.At.Value} {meter.Numerator} {meter.Denominator}"));
    }

    // It keeps every change of a tick, we keep the last; it has none where the file has none, we have the default.
    private static void AssertChanges(IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var last = expected.GroupBy(row => row.Split(' ')[0]).Select(changes => changes.Last()).ToList();
        if (last.Count > 0)
        {
            Assert.Equal(last, actual);
        }
    }

    private static IEnumerable<string> Rows(JsonDocument document, string name) =>
        document.RootElement.GetProperty(name).EnumerateArray().Select(row => string.Join(' ', row.EnumerateArray().Select(value => value.GetRawText())));
}
