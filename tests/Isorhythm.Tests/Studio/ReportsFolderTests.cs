using System.Text;
using Isorhythm.Studio;

namespace Isorhythm.Tests;

public sealed class ReportsFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ReportsFolder reports;

    public ReportsFolderTests() => reports = new(new StudioOptions(folder.PathOf("models")));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void AReportLiesInItsModelsFolderWholeAndTakesThePlaceOfTheOneBefore()
    {
        var model = Made("models/mine", isShipped: false);
        Assert.Null(reports.MadeAt(model));

        reports.Save(model, ReportSoundTests.Report() with { Data = "the first" });
        reports.Save(model, ReportSoundTests.Report() with { Data = "the second" });

        Assert.Equal(["report"], Directory.EnumerateDirectories(model.Folder).Select(Path.GetFileName));
        Assert.InRange(reports.MadeAt(model)!.Value, model.Saved, DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Contains("the second", Encoding.UTF8.GetString(reports.Read(model, "")), StringComparison.Ordinal);
        Assert.All(ReportSoundTests.Report().Files(), file => Assert.NotEmpty(reports.Read(model, file.Path)));
    }

    [Fact]
    public void WhatAKilledStudioLeftIsNoReportAndInNobodysWay()
    {
        var model = Made("models/mine", isShipped: false);
        foreach (var left in new[] { "report.part", "report.old" })
        {
            Directory.CreateDirectory(Path.Combine(model.Folder, left, "midi"));
        }

        Assert.Null(reports.MadeAt(model));
        reports.Save(model, ReportSoundTests.Report());
        Assert.NotNull(reports.MadeAt(model));
        Assert.Equal(["report"], Directory.EnumerateDirectories(model.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void AReportOfAnEarlierTrainingOrOfAnotherVersionOfTheProgramIsNone()
    {
        var model = Made("models/mine", isShipped: false);
        reports.Save(model, ReportSoundTests.Report());
        var page = Path.Combine(model.Folder, "report", "report.html");

        File.SetLastWriteTimeUtc(page, model.Saved.UtcDateTime.AddSeconds(-1));
        Assert.Null(reports.MadeAt(model));
        Assert.Throws<RefusedException>(() => reports.Read(model, ""));

        File.WriteAllText(page, File.ReadAllText(page).Replace("script-src 'sha256-", "script-src 'sha256-old", StringComparison.Ordinal));
        Assert.Null(reports.MadeAt(model));
    }

    [Fact]
    public void AReportOnAModelThatCameWithTheProgramLiesInTheModelsFolder()
    {
        var model = Made("shipped/came with it", isShipped: true);
        reports.Save(model, ReportSoundTests.Report());

        Assert.NotNull(reports.MadeAt(model));
        Assert.Empty(Directory.EnumerateDirectories(model.Folder));
        Assert.True(File.Exists(folder.PathOf("models/.reports/came with it/report.html")));
    }

    [Theory]
    [InlineData("../model.json")]
    [InlineData("midi/../../model.json")]
    [InlineData("model.json")]
    [InlineData("midi")]
    [InlineData("midi/")]
    [InlineData("report.html\n")]
    [InlineData("midi/walk\\..\\x.mid")]
    [InlineData("midi/nowhere.mid")]
    public void NoPathLeadsOutOfIt(string path)
    {
        var model = Made("models/mine", isShipped: false);
        reports.Save(model, ReportSoundTests.Report());
        Assert.Equal(404, Assert.Throws<RefusedException>(() => reports.Read(model, path)).Status);
    }

    [Fact]
    public void AModelThatIsDeletedTakesItsReportAlong()
    {
        var model = Made("models/mine", isShipped: false);
        reports.Save(model, ReportSoundTests.Report());
        model.Delete();
        Assert.False(Directory.Exists(model.Folder));
    }

    private Model Made(string path, bool isShipped)
    {
        Directory.CreateDirectory(folder.PathOf(path));
        File.WriteAllText(folder.PathOf(path + "/model.json"), "{}");
        return Model.At(folder.PathOf(path), isShipped)!;
    }
}
