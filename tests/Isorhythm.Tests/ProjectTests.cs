using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Isorhythm.Latent;
using Isorhythm.Tests.Cli;

namespace Isorhythm.Tests;

/// <summary>The house rules that a program can check.</summary>
public sealed class ProjectTests
{
    private static readonly string[] Tracked = TrackedFiles();

    [Fact]
    public void NoSourceFileIsLongerThanSixHundredLines() =>
        Assert.Empty(Sources().Where(file => File.ReadLines(file).Count() > 600).Select(Relative));

    [Fact]
    public void NothingInTheSourceIsLeftForLater()
    {
        // Written in two parts, so that this file does not name what it forbids.
        var later = new Regex("\\b(TO" + "DO|FIX" + "ME|XX" + "X|NotImplemented" + "Exception)\\b");
        Assert.Empty(Sources().Where(file => later.IsMatch(File.ReadAllText(file))).Select(Relative));
    }

    [Fact]
    public void NoFileNamesAMachineOrWhereItsPackagesCameFrom()
    {
        // In parts, so that this file does not name what it forbids.
        var folders = @"(?<![\w.~-])/(work|tmp|root|home/\w+|Users/\w+)/";
        var hosts = @"\b(10|192\.168)\.\d+\.\d+\.\d+\b|[\w.-]*arti" + @"factory[\w.-]*";
        var machine = new Regex($"{folders}|{hosts}", RegexOptions.IgnoreCase);
        Assert.Empty(Tracked.Where(IsText).SelectMany(Found));

        IEnumerable<string> Found(string file) =>
            machine.Matches(File.ReadAllText(file)).Select(match => $"{Relative(file)}: {match.Value}");
    }

    [Fact]
    public void LockedPackagesOfThePageNameNoHost()
    {
        var locks = Tracked.Where(file => Path.GetFileName(file) == "package-lock.json").ToArray();
        Assert.NotEmpty(locks);
        Assert.DoesNotContain(locks.SelectMany(File.ReadLines), line => line.Contains("\"resolved\": \"http", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryRecipeFileOpensUnderItsName()
    {
        var files = Directory.GetFiles(Path.Combine(Requirements.Repository, "recipes"), "*.json")
            .Select(Path.GetFileNameWithoutExtension).Order();
        Assert.Equal(files, Recipe.All.Select(recipe => recipe.Name).Order());
        Assert.All(Recipe.All, recipe => Assert.Equal(recipe, Recipe.Named(recipe.Name)));
    }

    [Fact]
    public void EveryProjectIsInTheSolution()
    {
        var solution = XDocument.Load(Path.Combine(Requirements.Repository, "Isorhythm.slnx"))
            .Descendants("Project").Select(project => project.Attribute("Path")!.Value);
        var projects = Tracked.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).Select(Relative);
        Assert.Equal(projects.Order(), solution.Order());
    }

    [Fact]
    public void EveryCommandOfTheReadmeIsInTheHelp()
    {
        var readme = File.ReadAllText(Path.Combine(Requirements.Repository, "README.md"));
        var commands = Regex.Matches(readme, @"^\$? *isorhythm +([a-z]+(?: (?:build|show))?)(.*(?:\\\n.*)*)$", RegexOptions.Multiline);
        Assert.NotEmpty(commands);
        foreach (var verb in commands.GroupBy(command => command.Groups[1].Value))
        {
            var help = IsorhythmProgram.Run([.. verb.Key.Split(' '), "--help"]).Succeeded().Output;
            var options = verb.SelectMany(command => Regex.Matches(command.Groups[2].Value, "--[a-z]+"))
                .Select(option => option.Value);
            Assert.All(options.Distinct(), option => Assert.Contains(option, help, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void EveryVerbHasAnExampleInTheReadme()
    {
        var readme = File.ReadAllText(Path.Combine(Requirements.Repository, "README.md"));
        string[] verbs =
            ["corpus build", "corpus show", "recipes", "train", "sample", "encode", "decode", "reconstruct", "interpolate", "attribute", "evaluate", "export", "studio"];
        Assert.All(verbs, verb => Assert.Contains("isorhythm " + verb, readme, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryLinkOfTheReadmeLeadsToAFile()
    {
        var readme = File.ReadAllText(Path.Combine(Requirements.Repository, "README.md"));
        var links = Regex.Matches(readme, @"\]\((?!https?://|#)([^)#]+)").Select(link => link.Groups[1].Value);
        Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Requirements.Repository, link)), link));
    }

    private static IEnumerable<string> Sources() =>
        Tracked.Where(file => Relative(file).StartsWith("src/", StringComparison.Ordinal))
            .Where(file => Path.GetExtension(file) is ".cs" or ".ts" or ".css");

    private static bool IsText(string file) => Path.GetExtension(file) is not (".png" or ".woff2" or ".mid" or ".safetensors" or ".onnx" or ".ico");

    private static string Relative(string file) => Path.GetRelativePath(Requirements.Repository, file).Replace('\\', '/');

    private static string[] TrackedFiles()
    {
        var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "-C", Requirements.Repository, "ls-files", "-z"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var names = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return [.. names.Select(name => Path.Combine(Requirements.Repository, name)).Where(File.Exists)];
    }
}
