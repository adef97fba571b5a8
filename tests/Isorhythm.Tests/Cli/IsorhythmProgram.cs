using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Isorhythm.Tests.Cli;

/// <summary>The real program, as a child process.</summary>
internal static class IsorhythmProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>The program that the same build made: artifacts/bin/Isorhythm/CONFIGURATION/isorhythm.dll.</summary>
    internal static string Assembly { get; } = Path.Combine(
        Requirements.Repository, "artifacts", "bin", "Isorhythm", new DirectoryInfo(AppContext.BaseDirectory).Name, "isorhythm.dll");

    internal static Outcome Run(params string[] words) => RunIn(Path.GetTempPath(), words);

    internal static Outcome RunIn(string folder, params string[] words) => Wait(Start(folder, words));

    internal static Outcome RunIn(string folder, IReadOnlyDictionary<string, string> environment, params string[] words) =>
        Wait(Start(folder, words, environment));

    /// <summary>Through a shell, for what only a shell can do: limits, odd bytes in names, a mount.</summary>
    internal static Outcome RunShell(string folder, string script) =>
        Wait(Start("/bin/sh", folder, ["-c", $"isorhythm() {{ dotnet '{Assembly}' \"$@\"; }}\n{script}"], null));

    internal static Process Start(string folder, string[] words, IReadOnlyDictionary<string, string>? environment = null) =>
        Start("dotnet", folder, [Assembly, .. words], environment);

    internal static Outcome Wait(Process process)
    {
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"isorhythm did not end within {Patience.TotalSeconds} s; it said: {error.Result}");
            }

            process.WaitForExit();
            return new Outcome(process.ExitCode, output.Result, error.Result);
        }
    }

    private static Process Start(string program, string folder, string[] words, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}

/// <summary>How a run of the program ended.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as the one JSON value that --json promises; fails when anything else is there.</summary>
    internal JsonElement Json => JsonDocument.Parse(Output).RootElement;

    internal Outcome Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Error}");
        return this;
    }

    /// <summary>As <see cref="FailedInOneLine"/>, after lines of progress.</summary>
    internal Outcome FailedAfterProgress(int exitCode, params string[] mentions)
    {
        var last = Error.TrimEnd().Split('\n')[^1];
        (this with { Error = last }).FailedInOneLine(exitCode, mentions);
        return this;
    }

    /// <summary>One line on standard error that names everything in <paramref name="mentions"/>, nothing on standard output.</summary>
    internal Outcome FailedInOneLine(int exitCode, params string[] mentions)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} instead of {exitCode}: {Error}");
        Assert.Empty(Output);
        var line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("isorhythm: ", line);
        Assert.All(mentions, mention => Assert.Contains(mention, line, StringComparison.Ordinal));
        return this;
    }
}

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("isorhythm-").FullName;

    internal string this[string name] => System.IO.Path.Combine(Path, name);

    internal string Write(string name, params byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A name that is not UTF-8 cannot be deleted from here; the system's temporary folder is cleaned anyway.
        }
    }
}
