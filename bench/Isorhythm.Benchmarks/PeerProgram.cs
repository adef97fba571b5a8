using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Isorhythm.Benchmarks;

/// <summary>A program of bench/peers that answers each line on its standard input with one, and says first what it is.</summary>
internal sealed class PeerProgram : IDisposable
{
    private readonly Process process;

    public PeerProgram(string program, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, [Path.Combine(Folder(), script), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        process = Process.Start(start)!;
        Introduction = Answer();
    }

    /// <summary>bench/peers.</summary>
    public static string Folder([CallerFilePath] string thisFile = "") => Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "peers");

    /// <summary>Its first line.</summary>
    public string Introduction { get; }

    public string Ask(string line)
    {
        process.StandardInput.WriteLine(line);
        return Answer();
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private string Answer() => process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException($"{process.StartInfo.FileName} {process.StartInfo.ArgumentList[0]} stopped; its message stands above.");
}
