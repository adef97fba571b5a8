using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Isorhythm.Benchmarks;

/// <summary>A Python program of bench/peers that times itself: it answers each line with the seconds that one step took.</summary>
internal sealed class PyTorchPeer : IDisposable
{
    private readonly Process process;

    public PyTorchPeer(string script, params string[] arguments)
    {
        string python = Environment.GetEnvironmentVariable("ISORHYTHM_PYTHON") ?? "/usr/bin/python3";
        var start = new ProcessStartInfo(python, [Path.Combine(Folder(), script), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        process = Process.Start(start)!;
        Version = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{python} could not run {script}: is python3-torch installed?");
    }

    public string Version { get; }

    public double Step()
    {
        process.StandardInput.WriteLine();
        string? answer = process.StandardOutput.ReadLine();
        return double.Parse(answer ?? throw new InvalidOperationException("The peer stopped; its message stands above."), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private static string Folder([CallerFilePath] string thisFile = "") => Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "peers");
}
