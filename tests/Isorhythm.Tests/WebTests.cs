using System.Diagnostics;

namespace Isorhythm.Tests;

/// <summary>The page's own unit tests, so that one command runs everything.</summary>
public sealed class WebTests
{
    [Fact]
    public async Task UnitTestsOfThePagePass()
    {
        var windows = OperatingSystem.IsWindows();
        var start = new ProcessStartInfo(windows ? "cmd.exe" : "npm", windows ? ["/c", "npm", "test"] : ["test"])
        {
            UseShellExecute = false,
            WorkingDirectory = Path.Combine(Requirements.Repository, "src", "Isorhythm.Studio", "web"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CI"] = "true";
        using var npm = Process.Start(start)!;
        npm.StandardInput.Close();
        var error = npm.StandardError.ReadToEndAsync();
        var output = await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        Assert.True(npm.ExitCode == 0, output + await error);
    }
}
